import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { command, runner } from "../support/command";
import { onEmulator } from "../support/deployment";
import { SmallProject } from "../support/small-project";

/** Parameters of two tiers. */
const parameters = (values: { name: string; port?: string }) => ({
  provider: { aws: [{ region: "us-east-1" }] },
  resource: {
    aws_ssm_parameter: {
      network_name: { name: "/lab/name", type: "String", value: values.name },
      ...(values.port && {
        database_port: { name: "/lab/port", type: "String", value: values.port },
      }),
    },
  },
  output: { name: { value: values.name } },
});
/** One thing of Terraform's own, which runs a command when it is made: nothing of AWS's, at once. */
const making = (command: string) => ({
  resource: { terraform_data: { web: { provisioner: [{ "local-exec": { command } }] } } },
});
/** It begins, and then takes for ever. */
const FOR_EVER = "touch begun; sleep 600";
const nothing = { processes: [], files: [] };

onEmulator("npm run try", () => {
  test("deploys lab, shows it, and leaves nothing", async () => {
    const trials = join(__dirname, "../../.cache/try");
    const before = existsSync(trials) ? readdirSync(trials) : [];
    const { code, out, err } = await command([runner, "try/cli.ts"]).ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^synthesize +[\d.]+ s\nstart the emulator +[\d.]+ s\n/);
    const [, total = ""] =
      /\n +create\n {2}network +\d+\n {2}load balancer +\d+\n {2}web +\d+\n {2}database +\d+\n {2}release +\d+\n +(\d+)\n/.exec(
        out,
      ) ?? [];
    expect(Number(total)).toBeGreaterThan(50);
    expect(out).toMatch(new RegExp(`\\n {2} 1/${total} \\S+ created after \\d+s\\n`));
    expect(out).toMatch(
      new RegExp(`\\n {2}${total}/${total} \\S+ created after \\d+s\\nterraform apply`),
    );
    expect(out).toMatch(/\nOutputs\n {2}database_cluster +lab-database\n/);
    expect(out).toMatch(/\nWhat the emulator holds\n +when new +now\n {2}VPCs +1 +2\n/);
    expect(out).toMatch(/\n {2}database instances +0 +2\n/);
    expect(out).toMatch(/\n\nThe emulator is ended and its folder removed\.\n$/);
    expect(readdirSync(trials)).toEqual(before);
  });
});

onEmulator("npm run try with a small stack", () => {
  let project: SmallProject;

  beforeEach(async () => {
    project = await SmallProject.make({ installed: true });
    project.give(making("true"));
  });
  afterEach(() => project?.close());

  const cache = (file: string) => join(project.folder, ".cache/try", file);
  const record = () => JSON.parse(readFileSync(cache("kept.json"), "utf8"));

  test("--destroy deploys and destroys in one go where nothing is kept", async () => {
    project.give(parameters({ name: "one", port: "3306" }));
    const { code, out, err } = await project.try(["--destroy"]).ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/\n {2}2\/2 aws_ssm_parameter\.\S+ created after \d+s\nterraform apply/);
    expect(out).toMatch(/\n {2}parameters +0 +2\n/);
    expect(out).toMatch(
      /\n {2}2\/2 aws_ssm_parameter\.\S+ destroyed after \d+s\nterraform destroy/,
    );
    expect(out).toContain("\nNothing is left: it holds what it held when it was new.\n");
    expect(project.left()).toEqual(nothing);
  });

  test("--keep goes on with an edit, and --destroy takes it down", async () => {
    project.give(parameters({ name: "one", port: "3306" }));
    const first = await project.try(["--keep"]).ended;
    expect(first).toMatchObject({ code: 0, err: "" });
    const { endpoint, folder, pid } = record();
    const there = folder.replace(`${project.folder}/`, "");
    for (const line of [
      `\n  export AWS_ENDPOINT_URL=${endpoint}\n`,
      `\n  terraform -chdir=${there} plan\n`,
      `\n  npm run ops -- drift --folder ${there}\n`,
      "\n  npm run try -- --destroy ",
    ]) {
      expect(first.out).toContain(line);
    }
    expect(project.left().processes).toEqual([expect.stringContaining("serve.py")]);

    project.give(parameters({ name: "two" }));
    const second = await project.try(["--keep"]).ended;
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toContain(`Going on with what is kept at ${endpoint}.\n`);
    expect(second.out).toContain("  delete aws_ssm_parameter.database_port\n");
    expect(second.out).toMatch(/ {2}update aws_ssm_parameter\.network_name \(.*\bvalue\b.*\)\n/);
    expect(second.out).toMatch(/\n {2}parameters +0 +1\n/);
    expect(record()).toMatchObject({ endpoint, folder, pid });

    const third = await project.try(["--destroy"]).ended;
    expect(third).toMatchObject({ code: 0, err: "" });
    expect(third.out).toContain("\nNothing is left: it holds what it held when it was new.\n");
    expect(project.left()).toEqual(nothing);
  });

  test("what is kept survives a failed edit and an interrupted one, and other trials", async () => {
    await project.try(["--keep"]).ended;
    const { endpoint } = record();
    const stays = `Kept at ${endpoint} as it is now; npm run try -- --destroy takes it down.\n`;
    const other = await project.try().ended;
    expect(other).toMatchObject({ code: 0, err: "" });
    expect(other.out).toContain(`What is kept at ${endpoint} is left alone: this is another one.`);

    project.give({ resource: { terraform_nothing: { web: {} } } });
    const failed = await project.try(["--keep"]).ended;
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining("terraform_nothing") });
    expect(failed.out).toMatch(new RegExp(`${stays}$`));

    const run = project.try(["--keep"], FOR_EVER);
    await begun();
    run.child.kill("SIGINT");
    const interrupted = await run.ended;
    expect(interrupted).toMatchObject({ code: 130, err: "" });
    expect(interrupted.out).toMatch(new RegExp(`${stays}$`));
    expect(project.left().processes).toEqual([expect.stringContaining("serve.py")]);
  });

  test("a record whose emulator is gone is said and cleaned, and no process is mistaken", async () => {
    await project.try(["--keep"]).ended;
    const { pid, folder, ...rest } = record();
    process.kill(pid);
    const bystander = spawn("sleep", ["600"]);
    const server = createServer((_, answer) => answer.end("{}")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(
      cache("kept.json"),
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
    rmSync(cache(""), { recursive: true });
    while (project.left().processes.length > 0) await sleep(100);
  });

  test.each([[[]], [["--keep"]]])("a failed apply leaves nothing, with %j", async (args) => {
    project.give(making("exit 7"));
    const { code, out, err } = await project.try(args).ended;
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("exit status 7") });
    expect(out).toMatch(/\nNothing is left\.\n$/);
    expect(project.left()).toEqual(nothing);
  });

  /** Until the file is there that a step makes when it begins. */
  const begun = async () => {
    const files = () => [project.folder, ...project.left().files.map(cache)];
    while (!files().some((folder) => existsSync(join(folder, "begun")))) await sleep(50);
  };

  test("Ctrl-C leaves nothing: in a synth", async () => {
    const run = project.try([], FOR_EVER);
    await begun();
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(project.left()).toEqual(nothing);
  });

  test.each([
    ["at the start of the emulator", "synthesize"],
    ["in init", "start the emulator"],
    ["in plan", "terraform init"],
  ])("Ctrl-C leaves nothing: %s", async (_, after) => {
    const run = project.try(["--keep"]);
    await run.says(after);
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(project.left()).toEqual(nothing);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s in an apply leaves nothing", async (signal) => {
    project.give(making(FOR_EVER));
    const run = project.try(["--keep"]);
    await begun();
    run.child.kill(signal);
    const { code, out, err } = await run.ended;
    expect({ code, err }).toEqual({ code: 130, err: "" });
    expect(out).toMatch(/\nstopping… \(Ctrl-C once more kills\)\nNothing is left\.\n$/);
    expect(project.left()).toEqual(nothing);
  });

  test("a Ctrl-C that npm passes on, though all have got it, is no second one", async () => {
    const heed = "sleep 1; touch heeded; exit 1";
    const run = project.try([], `trap "${heed}" INT; ${FOR_EVER}`);
    await begun();
    run.child.kill("SIGINT");
    run.child.kill("SIGTERM");
    expect(await run.ended).toMatchObject({ code: 130, err: "" });
    expect(existsSync(join(project.folder, "heeded"))).toBe(true);
  });

  test("a second Ctrl-C kills what does not heed the first", async () => {
    const run = project.try([], `trap "" INT; ${FOR_EVER}`);
    await begun();
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
