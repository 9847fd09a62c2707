import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";
import { command, runner } from "../support/command";

/** A folder of the test's own, which the commands find synthesized stacks and a terraform in. */
export let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ops-"));
  mkdirSync(join(home, "tmp"));
});
afterEach(() => rmSync(home, { recursive: true }));

const PATH = `${join("/usr", "bin")}:/bin`;
export const ops = (
  args: string[],
  path = `${home}:${PATH}`,
  more: Readonly<Record<string, string>> = {},
) =>
  command([runner, "ops/cli.ts", ...args], {
    PATH: path,
    TMPDIR: join(home, "tmp"),
    CDKTF_OUTDIR: join(home, "out"),
    TERRAFORM: "",
    AWS_PROFILE: "somebody",
    AWS_EC2_METADATA_DISABLED: "true",
    ...more,
    ASKED: join(home, "asked"),
  }).ended;

/**
 * A terraform that writes a plan, and shows this one; or that fails and says this.
 * @param failure why all plans fail that don't only refresh
 */
export function terraform(answer: Plan | string, failure?: string): void {
  const unless =
    failure === undefined
      ? ""
      : `case "$*" in plan*-refresh-only*|show*) ;; *) echo '${failure}' >&2; exit 1; esac; `;
  const script =
    typeof answer === "string"
      ? `echo '${answer}' >&2; exit 1`
      : `${unless}[ "$1" = show ] && exec cat <<'END'\n${JSON.stringify(answer)}\nEND\n` +
        'echo "$AWS_PROFILE $*" >> "$ASKED"; for a; do case $a in -out=*) echo x > "${a#-out=}"; esac; done';
  writeFileSync(join(home, "terraform"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(home, "terraform"), 0o755);
}

export function synthesized(...stages: string[]): void {
  const stacks = Object.fromEntries(stages.map((stage) => [stage, {}]));
  mkdirSync(join(home, "out"));
  writeFileSync(join(home, "out", "manifest.json"), JSON.stringify({ stacks }));
  for (const stage of stages) {
    mkdirSync(join(home, "out", "stacks", stage), { recursive: true });
    const parameter = { port: { value: "3306" } };
    const document = {
      terraform: { backend: { local: { path: `../../../terraform.${stage}.tfstate` } } },
      provider: { aws: [{ region: "us-east-1", default_tags: [{ tags: { Stage: stage } }] }] },
      resource: { aws_ssm_parameter: parameter },
    };
    writeFileSync(join(home, "out", "stacks", stage, "cdk.tf.json"), JSON.stringify(document));
  }
}
