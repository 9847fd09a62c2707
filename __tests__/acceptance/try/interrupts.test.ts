import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onEmulator } from "../../support/deployment";
import { SmallProject } from "../../support/small-project";
import { FOR_EVER, making, nothing } from "../../support/small-stacks";

/** Runs its arguments on a terminal, which it closes when its own input ends. */
const IN_A_TERMINAL = `
import os, pty, sys, threading
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
def read():
    try:
        while os.read(terminal, 4096): pass
    except OSError: pass
threading.Thread(target=read, daemon=True).start()
sys.stdin.read()
os.close(terminal)
os._exit(0)
`;

onEmulator("npm run try with a small stack, interrupted", () => {
  let project: SmallProject;

  beforeEach(async () => {
    project = await SmallProject.make({ installed: true });
    project.give(making("true"));
  });
  afterEach(() => project?.close());

  test("Ctrl-C leaves nothing: in a synth", async () => {
    const run = project.try([], FOR_EVER);
    await project.begun();
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(project.left()).toEqual(nothing);
  });

  test.each([
    ["at the start of the emulator", "synthesize"],
    ["in init", "start the emulator"],
    ["in plan", "terraform init"],
  ])("Ctrl-C leaves nothing: %s", async (_, after) => {
    project.give(making(FOR_EVER)); // else a fast machine may be through before the interrupt
    const run = project.try(["--keep"]);
    await run.says(after);
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(project.left()).toEqual(nothing);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s in an apply leaves nothing", async (signal) => {
    project.give(making(FOR_EVER));
    const run = project.try(["--keep"]);
    await project.begun();
    run.child.kill(signal);
    const { code, out, err } = await run.ended;
    expect({ code, err }).toEqual({ code: 130, err: "" });
    expect(out).toMatch(/\nstopping… \(Ctrl-C once more kills\)\nNothing is left\.\n$/);
    expect(project.left()).toEqual(nothing);
  });

  test("a closed terminal leaves nothing", async () => {
    project.give(making(FOR_EVER));
    const closing = spawn("python3", ["-c", IN_A_TERMINAL, process.execPath, project.program], {
      cwd: project.folder,
      env: project.env(),
      stdio: ["pipe", "ignore", "ignore"],
    });
    await project.begun();
    closing.stdin.end(); // Python then closes the terminal and ends
    while (project.left().processes.length > 0) await sleep(100);
    expect(project.left()).toEqual(nothing);
  });

  test("a Ctrl-C that npm passes on, though all have got it, is no second one", async () => {
    const heed = "sleep 1; touch heeded; exit 1";
    const run = project.try([], `trap "${heed}" INT; ${FOR_EVER}`);
    await project.begun();
    // Stopped meanwhile, so that it gets both at the same time on however busy a machine.
    for (const signal of ["SIGSTOP", "SIGINT", "SIGTERM", "SIGCONT"] as const)
      run.child.kill(signal);
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(existsSync(join(project.folder, "heeded"))).toBe(true);
  });

  test("a second Ctrl-C kills what does not heed the first", async () => {
    const run = project.try([], `trap "" INT; ${FOR_EVER}`);
    await project.begun();
    run.child.kill("SIGINT");
    await run.says("stopping…");
    await sleep(600); // within half a second it would be the same press
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(project.left()).toEqual(nothing);
  });
});

onEmulator("npm run try where the emulator is not installed", () => {
  test("Ctrl-C in the install leaves nothing", async () => {
    const project = await SmallProject.make({ installed: false });
    project.give(making("true"));
    const run = project.try();
    while (!project.left().files.some((name) => name.includes(".tmp-"))) await sleep(20);
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(project.left()).toEqual(nothing);
    project.close();
  });
});
