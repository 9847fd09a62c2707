import { type Fault, Refusal } from "../terminal/refusal";
import { awsFaultIn } from "./aws-faults";
import { commandIn, explain, type Run, unframed } from "./explain";
import { INSTALL_TERRAFORM } from "./versions";

/** A run that failed: what was run, in the folder that people know, and how it ended. */
export interface FailedRun {
  readonly terraform: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly exitCode: number | string;
  readonly stderr: string;
}

/**
 * A run of Terraform that failed, with what Terraform said, on one line. Expected: it depends on the
 * machine, the credentials and AWS.
 */
export class TerraformError extends Refusal {
  constructor(run: FailedRun) {
    super([faultOf(run)], undefined, run.stderr);
  }
}

// --- internal ---

function faultOf({ terraform, folder, args, exitCode, stderr }: FailedRun): Fault {
  if (/^spawn .* ENOENT$/m.test(stderr)) {
    return { where: terraform, says: `not found on PATH; ${INSTALL_TERRAFORM}` };
  }
  const run = { terraform, folder };
  const explained = explain(stderr, run);
  if (explained !== undefined) return explained;
  const [command = ""] = args;
  if (command !== "init" && /\b(terraform|tofu) init\b/.test(stderr)) {
    const must = "must be initialized for its current backend and providers";
    return { where: folder, says: `${must}; run ${initIn(run, stderr)}` };
  }
  const where = `terraform ${verbIn(args)} failed`;
  return {
    where,
    says: awsFaultIn(unframed(stderr)) ?? (squeezed(stderr) || `exit code ${exitCode}`),
  };
}

/** With the option that Terraform names; of several people choose, in Terraform's order. */
function initIn(run: Run, stderr: string): string {
  const named = unframed(stderr).matchAll(/(?<![\w-])-(upgrade|reconfigure|migrate-state)\b/g);
  const [option, ...others] = new Set([...named].map(([each]) => each));
  const command = commandIn(run, "init");
  if (option === undefined) return command;
  return others.length === 0
    ? `${command} ${option}`
    : `${command} with ${[option, ...others].join(" or ")}: -migrate-state takes the state along to the new backend, and -reconfigure leaves it behind`;
}

/** `plan`, `state list`: the arguments before the first option. */
function verbIn(args: readonly string[]): string {
  const first = args.findIndex((arg) => arg.startsWith("-"));
  return (first < 0 ? args : args.slice(0, first)).join(" ");
}

const LONGEST = 2000;

/** The line of the file that Terraform quotes: of a JSON file perhaps all of it. */
const QUOTED = /( on \S+ line \d+[^\n]*:\n)(?:[│ \t]*\d+: .*\n)+/g;

function squeezed(stderr: string): string {
  const text = unframed(stderr.replaceAll(QUOTED, "$1"));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
