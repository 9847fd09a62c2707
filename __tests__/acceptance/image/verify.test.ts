import { onMachine } from "../../support/image";

onMachine("verify.sh", (at) => {
  beforeEach(() => at.install());
  /** It asks a server 30 times, and waits only while nobody answers: on a busy machine one starts slowly. */
  const verify = (seconds = 3) => {
    const isThere = `curl --silent --output /dev/null localhost:${at.port}`;
    at.standIn("sleep", `${isThere} || exec /bin/sleep ${seconds}`);
    return at.hurried(`/opt/web/verify.sh ${at.port}`);
  };

  test("finds that a good image works, and leaves no environment in it", async () => {
    const { code, stdout } = await verify();
    expect({ code, said: stdout.replace(/\d+$/m, "N") }).toEqual({
      code: 0,
      said: expect.stringContaining("verify: / answers 200\nverify: the server runs as user "),
    });
    await expectGone();
  });

  test.each([
    {
      what: "whose server answers 500",
      spoil:
        "echo 'require(\"http\").createServer((q, a) => a.writeHead(500).end()).listen(process.env.PORT)' >/opt/web/server.cjs",
      says: "/healthz: must answer 200 within 30 attempts, got 500 at last",
    },
    {
      what: "whose server doesn't start",
      spoil: "echo 'process.exit(78)' >/opt/web/server.cjs",
      says: "/healthz: must answer 200 within 30 attempts, got 000 at last",
    },
    {
      what: "whose server runs as root",
      spoil: "sed -i '/^DynamicUser/d' /etc/systemd/system/web.service; systemctl daemon-reload",
      says: "the server: must not run as root, got user ids 0 0 0 0",
    },
    {
      what: "without certificates",
      spoil: "rm /opt/web/rds-ca.pem",
      says: "/opt/web/rds-ca.pem: must be there, since the database is trusted by it",
    },
    {
      what: "with a certificate that can't be read",
      spoil: "sed -i 2s/^M/x/ /opt/web/rds-ca.pem",
      says: "/opt/web/rds-ca.pem: must be certificates, got 0 that can be read of 120",
    },
    {
      what: "whose unit isn't enabled",
      spoil: "systemctl disable web.service",
      says: "web.service: must be enabled, or it won't boot",
    },
  ])("refuses an image $what", async ({ spoil, says }) => {
    await at.machine.succeed(spoil);
    const { code, stderr } = await verify(says.includes("got 000") ? 0.1 : undefined);
    expect(stderr).toContain(`verify: ${says}\n`);
    expect(code).toBe(1);
    await expectGone();
  });

  test("refuses to judge where another process would answer in the server's stead", async () => {
    const other = `require("http").createServer((q, a) => a.end()).listen(${at.port})`;
    await at.machine.succeed(`(node -e '${other}' >/dev/null 2>&1 &)`);
    await at.machine.succeed(`curl -fsS --retry 20 --retry-connrefused localhost:${at.port}`);
    const { code, stderr } = await verify();
    expect(stderr).toContain(
      `verify: port ${at.port}: must be free, but something answers on it\n`,
    );
    expect(code).toBe(1);
  });

  test("refuses an image that has an environment already, and leaves that alone", async () => {
    await at.machine.succeed("echo \"STAGE='lab'\" >/etc/web.env");
    const { code, stderr } = await verify();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "verify: /etc/web.env: must not be there, or every instance of the image would have it\n",
    });
    expect(await at.machine.succeed("cat /etc/web.env")).toBe("STAGE='lab'");
  });

  const expectGone = async () => {
    expect((await at.machine.run("systemctl is-active web.service")).stdout).toBe("inactive\n");
    expect((await at.machine.run("ls /etc/web.env")).code).toBe(2);
  };
});
