import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../terminal/refusal";
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
