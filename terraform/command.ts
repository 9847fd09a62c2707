import { devNull } from "node:os";
import { basename } from "node:path";
import { type Finished, run } from "../processes/run";
import type { Tools } from "./find";
import type { Output, Plan, State } from "./plan";

export { findTools, type MissingTools, type Tools } from "./find";
export {
  type Action,
  changes,
  type Output,
  type Plan,
  type ResourceChange,
  type State,
} from "./plan";

export interface TerraformOptions {
  readonly tools: Tools;
  /** A folder with Terraform files, on which nobody else runs Terraform. */
  readonly folder: string;
  /** Usually `emulator.env`. The caller's own TF_ and AWS_ variables are kept out. */
  readonly env: Readonly<Record<string, string>>;
  /** Resources at a time. Default 30: on the emulator an apply is nearly all waiting. */
  readonly parallelism?: number;
  /** Gets each line as Terraform prints it, for showing progress. */
  readonly onLine?: (line: string) => void;
  /** Interrupts a running Terraform as Ctrl-C does: it ends what it is at and saves its state. */
  readonly signal?: AbortSignal;
}

/** A Terraform run that failed, with what it said. */
export class TerraformError extends Error {
  constructor(
    readonly command: string,
    readonly exitCode: number | string,
    readonly stderr: string,
    folder: string,
  ) {
    super(`terraform ${command}: exit code ${exitCode} in ${basename(folder)}: ${stderr.trim()}`);
    this.name = "TerraformError";
  }
}

/** Terraform in one folder. `more` are further arguments, such as `-target=ADDRESS`. */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  async init(...more: string[]): Promise<void> {
    const { providerMirror } = this.options.tools;
    const mirror = providerMirror === undefined ? [] : [`-plugin-dir=${providerMirror}`];
    await this.run(["init", "-input=false", "-no-color", ...mirror, ...more]);
  }

  async validate(): Promise<void> {
    await this.run(["validate", "-no-color"]);
  }

  /** Plans, keeps the plan in `PLAN_FILE` for `applyPlan`, and returns it. */
  async plan(...more: string[]): Promise<Plan> {
    await this.run(["plan", `-out=${PLAN_FILE}`, ...this.common(), ...more]);
    return this.quiet<Plan>(["show", "-json", PLAN_FILE]);
  }

  /** What `terraform plan -detailed-exitcode` says: is there anything to do, outputs included? */
  async planWithExitCode(...more: string[]): Promise<"no changes" | "changes"> {
    const args = ["plan", "-detailed-exitcode", ...this.common(), ...more];
    const { exitCode } = await this.run(args, [0, 2]);
    return exitCode === 2 ? "changes" : "no changes";
  }

  async apply(...more: string[]): Promise<void> {
    await this.run(["apply", "-auto-approve", ...this.common(), ...more]);
  }

  /** Applies exactly what the last `plan` showed. */
  async applyPlan(): Promise<void> {
    await this.run(["apply", ...this.common(), PLAN_FILE]);
  }

  async destroy(...more: string[]): Promise<void> {
    await this.run(["destroy", "-auto-approve", ...this.common(), ...more]);
  }

  outputs(): Promise<Record<string, Output>> {
    return this.quiet(["output", "-json", "-no-color"]);
  }

  statePull(): Promise<State> {
    return this.quiet(["state", "pull"]);
  }

  /** Any other command, for example `run(["state", "list"])`. Returns what it printed. */
  async run(args: string[], accepted: readonly number[] = [0]): Promise<Finished> {
    return execute(args, this.options, accepted, this.options.onLine);
  }

  private async quiet<T>(args: string[]): Promise<T> {
    const { stdout } = await execute(args, this.options, [0]);
    return JSON.parse(stdout) as T;
  }

  private common(): string[] {
    return ["-input=false", "-no-color", `-parallelism=${this.options.parallelism ?? 30}`];
  }
}

// --- internal ---

const PLAN_FILE = "emulator.tfplan";

async function execute(
  args: string[],
  options: TerraformOptions,
  accepted: readonly number[],
  onLine?: (line: string) => void,
): Promise<Finished> {
  const { tools, folder, signal } = options;
  const env = childEnv(options.env);
  const finished = await run(tools.terraform, args, { cwd: folder, env, onLine, signal });
  const { exitCode, stderr } = finished;
  if (typeof exitCode === "number" && accepted.includes(exitCode)) return finished;
  const command = args.filter((arg) => !arg.startsWith("-")).join(" ");
  throw new TerraformError(command, exitCode, stderr, folder);
}

/** The caller's TF_ and AWS_ variables could change what runs here, or run it on a real account. */
function childEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(TF|AWS)_/.test(name));
  return {
    ...Object.fromEntries(own),
    TF_CLI_CONFIG_FILE: devNull, // the machine's own may name a file that is missing, or mirrors
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    // A plan is half garbage collection; the limit keeps a long apply from growing without end.
    GOGC: "off",
    GOMEMLIMIT: "1500MiB",
    ...env,
  };
}
