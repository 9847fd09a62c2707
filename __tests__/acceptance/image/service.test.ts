import { onMachine } from "../../support/image";

onMachine("web.service", (at) => {
  const start = async (settings: Record<string, string> = {}) => {
    const { code, stderr } = await at.userData("baked", settings);
    if (code !== 0) throw new Error(stderr);
  };

  test("is what systemd takes without a warning", async () => {
    await at.install();
    const { code, stdout, stderr } = await at.machine.run("systemd-analyze verify web.service");
    expect({ code, said: stdout + stderr }).toEqual({ code: 0, said: "" });
  });

  test("waits for its environment, which a baked image has only once user data has run", async () => {
    await at.install();
    await at.machine.succeed("systemctl start web.service");
    expect((await at.machine.run("systemctl is-active web.service")).stdout).toBe("inactive\n");
    await start();
    expect(await at.machine.succeed("systemctl is-active web.service")).toBe("active");
  });

  test("runs the app in its sandbox, whose load page lowers the priority of its threads", async () => {
    await at.install();
    await start({ LOAD_PAGE: "on" });
    await at.machine.succeed(
      `curl -fsS --retry 20 --retry-connrefused localhost:${at.port}/healthz`,
    );
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    };
    const answer = await at.get("/load/start", { method: "POST", headers, body: "minutes=1" });
    expect(answer.status).toBe(200);
    const pid = await at.machine.succeed("systemctl show -P MainPID web.service");
    const nice = `cut -d ' ' -f 19 /proc/${pid}/task/*/stat`;
    await at.machine.succeed(`until ${nice} | grep -x 19; do sleep 0.1; done`);
    const status = await at.machine.succeed(`cat /proc/${pid}/status`);
    expect(status).toMatch(/^Uid:(\t[1-9]\d*){4}$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).toMatch(/^Seccomp:\t2$/m);
  });

  test("comes back when it is killed, and not when its settings are wrong", async () => {
    await at.install();
    await start();
    await at.machine.succeed("systemctl kill --signal KILL web.service");
    const restarts = "systemctl show -P NRestarts web.service";
    await at.machine.succeed(`until [ "$(${restarts})" != 0 ]; do /bin/sleep 0.1; done`);
    await at.machine.succeed(
      `curl -fsS --retry 30 --retry-delay 1 --retry-connrefused localhost:${at.port}/healthz`,
    );
    expect(await at.machine.succeed(restarts)).toBe("1");
    await start({ STAGE: "no such name" });
    await at.machine.succeed("until systemctl is-failed web.service; do /bin/sleep 0.1; done");
    expect(await at.machine.succeed("systemctl show -P ExecMainStatus web.service")).toBe("78");
  });
});
