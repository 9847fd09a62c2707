import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onEmulator } from "../../support/deployment";
import { SmallProject } from "../../support/small-project";
import { making, nothing, parameters } from "../../support/small-stacks";

onEmulator("the end of npm run try with a small stack", () => {
  let project: SmallProject;

  beforeEach(async () => {
    project = await SmallProject.make({ installed: true });
    project.give(making("true"));
  });
  afterEach(() => project?.close());

  test("it leaves nothing", async () => {
    project.give(parameters({ name: "one", port: "3306" }));
    const { code, out, err } = await project.try().ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /\n {2}2\/2 aws_ssm_parameter\.\S+ created after (\d+m)?\d+s\nterraform apply/,
    );
    expect(out).toMatch(/\n {2}parameters +0 +2\n/);
    expect(out).toMatch(/\n\nThe emulator is ended and its folder removed\.\n$/);
    expect(project.left()).toEqual(nothing);
  });

  test.each(["--destroy", "--drop"])("%s deploys nothing where nothing is kept", async (act) => {
    const { code, out } = await project.try([act]).ended;
    expect({ code, out }).toEqual({
      code: 0,
      out: "Nothing is kept, so there is nothing to take down.\n",
    });
  });

  test("a record whose emulator is gone is said and cleaned, and no process is mistaken", async () => {
    await project.try(["--keep"]).ended;
    const { pid, folder, ...rest } = project.kept();
    process.kill(pid);
    const bystander = spawn("sleep", ["600"]);
    const server = createServer((_, answer) => answer.end("{}")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(
      join(project.trials, "kept.json"),
      JSON.stringify({ ...rest, folder, endpoint, pid: bystander.pid }),
    );

    const { code, out } = await project.try(["--destroy"]).ended;
    expect(code).toBe(0);
    expect(out).toContain(
      `What was kept (${endpoint}) is gone, so its record and folder are removed.`,
    );
    expect(project.left()).toEqual(nothing);
    expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
    bystander.kill();
    server.close();
  });

  test("a kept emulator ends when the cache with its record is deleted", async () => {
    await project.try(["--keep"]).ended;
    rmSync(project.trials, { recursive: true });
    while (project.left().processes.length > 0) await sleep(100);
  });

  test.each([[[]], [["--keep"]]])("a failed apply leaves nothing, with %j", async (args) => {
    project.give(making("exit 7"));
    const { code, out, err } = await project.try(args).ended;
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("exit status 7") });
    expect(out).toMatch(/\nNothing is left\.\n$/);
    expect(project.left()).toEqual(nothing);
  });
});
