import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { targetOf } from "../../../ops/load/target";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "target-"));
  mkdirSync(join(home, "stacks", "lab"), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));

/** The address of lab, by a terraform that prints these outputs. */
function target(outputs: object, here?: string, more: NodeJS.ProcessEnv = {}) {
  const terraform = join(home, "terraform");
  writeFileSync(terraform, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(outputs)}\nEND\n`);
  chmodSync(terraform, 0o755);
  const env = { PATH: process.env.PATH, TERRAFORM: terraform, CDKTF_OUTDIR: home, ...more };
  return targetOf("lab", here, env, new AbortController().signal);
}

const url = { value: "https://www.example.com" };
const NONE = "lab: must have the output url, got none in its state; deploy the stage first";

test("the load goes to what the stage's last deploy wrote as its url", async () => {
  expect(await target({ url })).toBe("https://www.example.com");
});

test.each([
  ["without outputs", {}],
  ["with others", { web_group: { value: "lab-web" } }],
  ["with one that is no url", { url: { value: "lab-web" } }],
  ["with one of another kind", { url: { value: "ftp://example.com" } }],
])("a stage %s is refused", async (_, outputs) => {
  await expect(target(outputs)).rejects.toThrow(new Error(NONE));
});

test("what the shell adds to Terraform's arguments can't name another state", async () => {
  const terraform = join(home, "terraform-2");
  writeFileSync(
    terraform,
    `#!/bin/sh\necho "{\\"url\\":{\\"value\\":\\"http://a$TF_CLI_ARGS_output\\"}}"\n`,
  );
  chmodSync(terraform, 0o755);
  const more = { TERRAFORM: terraform, TF_CLI_ARGS_output: "-state-of-others" };
  expect(await target({}, undefined, more)).toBe("http://a");
});

test("an address of this machine needs no state", async () => {
  expect(await target({}, "http://127.0.0.1:8080")).toBe("http://127.0.0.1:8080");
});

test("a url that a local AWS made up may be somebody else's", async () => {
  const local = { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };
  await expect(target({ url }, undefined, local)).rejects.toThrow(
    "lab: must be in AWS to be asked at its output url, got the local AWS of AWS_ENDPOINT_URL",
  );
});
