import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { onMachine, RELEASE } from "../../support/image";

onMachine("install.sh", (at) => {
  /** All that installing writes: names, modes, targets of links, and hashes. */
  const installed = () =>
    at.machine.succeed(
      "cd / && find opt/web* etc/systemd/system ! -type d -printf '%p %m %l ' " +
        "-exec sh -c 'sha256sum <\"$1\"' _ {} \\; | sort; ls -A /opt | grep web",
    );

  test("puts a release in place, enables its unit and starts nothing", async () => {
    expect(await at.install()).toMatchObject({ code: 0 });
    expect(
      (await installed()).split("\n").map((line) => line.replace(/web-\w{12}/, "web-X")),
    ).toEqual(expect.arrayContaining([expect.stringMatching(/^opt\/web 777 web-X /), "web-X"]));
    expect(await at.machine.succeed("systemctl is-enabled web.service")).toBe("enabled");
    expect((await at.machine.run("systemctl is-active web.service")).stdout).toBe("inactive\n");
  });

  test("changes nothing when it is run again, from there or from where it is installed", async () => {
    await at.install();
    const before = await installed();
    for (const script of [`${RELEASE}/install.sh`, "/opt/web/install.sh"]) {
      expect((await at.machine.run(script)).stdout).toContain("is in place already");
      expect(await installed()).toBe(before);
    }
  });

  test("switches to another release, and keeps nothing of the one before", async () => {
    await at.install();
    await at.machine.succeed(`echo '// newer' >>${RELEASE}/server.cjs; ${RELEASE}/install.sh`);
    expect(await at.machine.succeed("tail -1 /opt/web/server.cjs; ls /opt | grep -c ^web")).toBe(
      "// newer\n2",
    );
  });

  test("leaves the release before as it was where it fails in the middle", async () => {
    await at.install();
    const before = await installed();
    at.standIn("chown", "exit 1");
    const { code } = await at.hurried(
      `echo '// newer' >>${RELEASE}/server.cjs; ${RELEASE}/install.sh`,
    );
    expect(code).toBe(1);
    expect(await installed()).toBe(before);
  });

  test("refuses to install half a release", async () => {
    await at.machine.succeed(`rm ${RELEASE}/rds-ca.pem`);
    const { code, stderr } = await at.install();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "install: rds-ca.pem: must lie beside install.sh\n",
    });
  });

  test("refuses to replace a folder that isn't its own", async () => {
    await at.machine.succeed("mkdir /opt/web");
    const { code, stderr } = await at.install();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "install: /opt/web: must be a link of ours or not there, is a folder; unpack the release elsewhere\n",
    });
  });

  test("gets Amazon Linux's Node by dnf (a stand-in) where there is none", async () => {
    // By way of the folder that both see: ours may lie below /tmp, and the machine has its own.
    copyFileSync(process.execPath, join(at.folder, "node"));
    await at.machine.succeed(`cp ${at.folder}/node /tmp/node && mkdir /tmp/bin`);
    const tools =
      "bash dirname id readlink find sort xargs sha256sum cut mktemp rm cp ln chown chmod mv cmp install systemctl";
    await at.machine.succeed(
      `for tool in ${tools}; do ln -s "$(command -v $tool)" /tmp/bin/; done`,
    );
    at.standIn("dnf", 'echo "$*" >/tmp/dnf; /bin/ln -s /tmp/node /tmp/bin/node-22');
    const line = `/tmp/bin/ln -s ${at.folder}/bin/dnf /tmp/bin/; exec ${RELEASE}/install.sh`;
    // `env` is looked up by the shebang itself.
    const { code, stdout } = await at.machine.run(line, { PATH: "/tmp/bin" });
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(await at.machine.succeed("cat /tmp/dnf; readlink /opt/web/node")).toBe(
      "install -y nodejs22\n/tmp/bin/node-22",
    );
  });
});
