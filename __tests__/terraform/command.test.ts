import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../terminal/refusal";
import { atHome } from "../../terraform/at-home";
import { Terraform } from "../../terraform/command";

const folder = mkdtempSync(join(tmpdir(), "command-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A terraform that fails, and says this. */
function failing(stderr: string): Terraform {
  const terraform = join(folder, "terraform");
  writeFileSync(terraform, `#!/bin/sh\ncat >&2 <<'END'\n${stderr}\nEND\nexit 1\n`);
  chmodSync(terraform, 0o755);
  return new Terraform({ terraform, folder, env: { PATH: process.env.PATH } });
}
const saidBy = (run: Promise<unknown>) =>
  run.then(
    () => "nothing",
    (error: Refusal) => {
      expect(error).toBeInstanceOf(Refusal);
      return error.message;
    },
  );

test("what Terraform says is one line, without its frames and the file that it quotes", async () => {
  const stderr = `╷
│ Error: Extraneous JSON object property
│ 
│   on cdk.tf.json line 1, in terraform.cloud:
│    1: {"//":{"metadata":{}}}
│ 
│ No argument or block type is named
│ "organisation".
╵`;
  const says = `Error: Extraneous JSON object property on cdk.tf.json line 1, in terraform.cloud: No argument or block type is named "organisation".`;
  expect(await saidBy(failing(stderr).init())).toBe(`terraform init failed: ${says}`);
  expect(await saidBy(failing("").run(["state", "list"]))).toBe(
    "terraform state list failed: exit code 1",
  );
});

test("a folder that is not initialized is a refusal with the command that does it", async () => {
  const terraform = failing('Error: Inconsistent dependency lock file\nrun: "terraform init"');
  expect(await saidBy(terraform.apply())).toBe(
    `${folder}: must be initialized for its current backend and providers; run ${folder}/terraform -chdir=${folder} init`,
  );
  expect(await saidBy(terraform.init())).toMatch(/^terraform init failed: Error: Inconsistent /);
});

test.each([
  ["To update the locked dependency selections, run:\n  terraform init -upgrade", " -upgrade"],
  [
    'Please run\n│ "terraform init" with either the "-reconfigure" or "-migrate-state" flags to\n│ use',
    " with -reconfigure or -migrate-state: -migrate-state takes the state along to the new backend, and -reconfigure leaves it behind",
  ],
  ['If you wish to keep it, use "terraform init\n│ -reconfigure".', " -reconfigure"],
  ['Run "terraform init" to install all modules; re-upgrade', ""],
])("where Terraform says %j, init is named with that option", async (stderr, option) => {
  const says = await saidBy(failing(stderr).plan());
  expect(says).toMatch(/: must be initialized for its current backend and providers; run /);
  expect(says.split(`-chdir=${folder} `)).toEqual([expect.anything(), `init${option}`]);
});

test("a look at a stack in HCP names the stack's own folder, and not the one that it is made in", async () => {
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { cloud: {} } }));
  const terraform = join(folder, "looking");
  const script = `#!/bin/sh\n[ "$1" = state ] && exit\necho 'run: terraform init' >&2; exit 1\n`;
  writeFileSync(terraform, script, { mode: 0o755 });
  const options = { terraform, folder, env: { PATH: process.env.PATH } };
  const says = await saidBy(atHome(options, (there) => there.look()));
  expect(says).toContain(`${folder}: must be initialized for `);
  expect(says).toContain(`; run ${terraform} -chdir=${folder} init`);
});

test("a program that isn't there is named, with what to install", async () => {
  const terraform = new Terraform({ terraform: "tofuu", folder, env: { PATH: folder } });
  expect(await saidBy(terraform.plan())).toMatch(/^tofuu: not found on PATH; install Terraform /);
});

/** Plans for a while, then says that it creates something, and ends at an interrupt. */
const APPLYING = `#!${process.execPath}
  let begun = false;
  process.on("SIGINT", () => { console.error("interrupted, begun: " + begun); process.exit(1); });
  console.log("Acquiring state lock. This may take a few moments...");
  setTimeout(() => { begun = true; console.log("aws_vpc.network: Creating..."); }, 300);
  setInterval(() => undefined, 1000);
`;

test("Ctrl-C in the first seconds of an apply reaches Terraform at its first step: before, it is lost", async () => {
  const terraform = join(folder, "applying");
  writeFileSync(terraform, APPLYING, { mode: 0o755 });
  const controller = new AbortController();
  const onLine = () => controller.abort();
  const env = { PATH: process.env.PATH };
  const applying = new Terraform({ terraform, folder, env, onLine, signal: controller.signal });
  expect(await saidBy(applying.apply())).toContain("interrupted, begun: true");
});
