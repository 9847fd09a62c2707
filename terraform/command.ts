import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, type RunOptions, run } from "../processes/run";
import { creationsIn } from "./creations";
import { TerraformError } from "./error";
import { readJson } from "./json";
import type { Output, Plan, State } from "./plan";

export interface TerraformOptions {
  /** The program: a name on the PATH of `env`, or a path. */
  readonly terraform: string;
  /** A folder with Terraform files, on which nobody else runs Terraform. */
  readonly folder: string;
  /** The folder that messages name, where `folder` is there for this run alone. */
  readonly home?: string;
  /** All that Terraform gets to see. */
  readonly env: NodeJS.ProcessEnv;
  /** A folder of providers for `init`. Default: Terraform's own settings say where they are. */
  readonly providerMirror?: string;
  /** Resources at a time. Default: Terraform's, which is 10. */
  readonly parallelism?: number;
  /** Gets each line as Terraform prints it, for showing progress. */
  readonly onLine?: (line: string) => void;
  /** Interrupts a running Terraform as Ctrl-C does: it ends what it is at and saves its state. */
  readonly signal?: AbortSignal;
}

/**
 * Terraform in one folder. `more` are further arguments, such as `-target=ADDRESS`. What fails
 * rejects with a TerraformError.
 */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  async init(...more: string[]): Promise<void> {
    const { providerMirror } = this.options;
    const mirror = providerMirror === undefined ? [] : [`-plugin-dir=${providerMirror}`];
    await this.run(["init", "-input=false", "-no-color", ...mirror, ...more]);
  }

  async validate(): Promise<void> {
    await this.run(["validate", "-no-color"]);
  }

  /** Plans, keeps the plan in the folder for `applyPlan`, and returns it. */
  plan(...more: string[]): Promise<Plan> {
    return this.planInto(PLAN_FILE, more);
  }

  /**
   * Plans as `plan` does, for those who need values only of what is there already: of a plan that
   * creates and does nothing else, it says what. `terraform show` starts the provider once more, which
   * takes a second and a half of CPU.
   */
  async planBriefly(...more: string[]): Promise<Plan> {
    const { stdout } = await this.printPlan(PLAN_FILE, more);
    return creationsIn(stdout) ?? this.shown(PLAN_FILE);
  }

  /** Plans for a look. A plan holds values in clear, so none is kept. */
  async look(...more: string[]): Promise<Plan> {
    const scratch = mkdtempSync(join(tmpdir(), "plan-"));
    try {
      return await this.planInto(join(scratch, "plan"), more);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** What `terraform plan -detailed-exitcode` says: is there anything to do, outputs included? */
  async planWithExitCode(...more: string[]): Promise<"no changes" | "changes"> {
    const args = ["plan", "-detailed-exitcode", ...this.common(), ...more];
    const { exitCode } = await this.run(args, [0, 2]);
    return exitCode === 2 ? "changes" : "no changes";
  }

  async apply(...more: string[]): Promise<void> {
    await this.change(["apply", "-auto-approve", ...this.common(), ...more]);
  }

  /** Applies exactly what the last `plan` showed. */
  async applyPlan(): Promise<void> {
    await this.change(["apply", ...this.common(), PLAN_FILE]);
  }

  async destroy(...more: string[]): Promise<void> {
    await this.change(["destroy", "-auto-approve", ...this.common(), ...more]);
  }

  outputs(): Promise<Record<string, Output>> {
    return this.read(["output", "-json", "-no-color"]);
  }

  statePull(): Promise<State> {
    return this.read(["state", "pull"]);
  }

  /** Any other command, for example `run(["state", "list"])`. Returns what it printed. */
  run(args: string[], accepted: readonly number[] = [0]): Promise<Finished> {
    return execute(args, this.options, accepted);
  }

  private change(args: string[]): Promise<Finished> {
    return execute(args, { ...this.options, interruptibleFrom: FIRST_STEP }, [0]);
  }

  private async planInto(file: string, more: readonly string[]): Promise<Plan> {
    await this.printPlan(file, more);
    return this.shown(file);
  }

  private printPlan(file: string, more: readonly string[]): Promise<Finished> {
    return this.run(["plan", `-out=${file}`, ...this.common(), ...more]);
  }

  private shown(file: string): Promise<Plan> {
    return this.read(["show", "-json", file]);
  }

  /** Runs a command that answers in JSON: its lines are no progress. */
  private async read<T>(args: string[]): Promise<T> {
    const { stdout } = await execute(args, { ...this.options, onLine: undefined }, [0]);
    return readJson(stdout) as T;
  }

  private common(): string[] {
    const { parallelism } = this.options;
    const atATime = parallelism === undefined ? [] : [`-parallelism=${parallelism}`];
    return ["-input=false", "-no-color", ...atATime];
  }
}

// --- internal ---

const PLAN_FILE = "kept.tfplan";

/**
 * `aws_vpc.network: Creating...`. Before its first step an apply answers "Interrupt received" and
 * then runs to its end all the same (seen on 1.11.4).
 */
const FIRST_STEP = /^\S+: [A-Z][a-z]+( state)?\.\.\./;

async function execute(
  args: string[],
  {
    terraform,
    folder,
    home = folder,
    env,
    ...running
  }: TerraformOptions & Pick<RunOptions, "interruptibleFrom">,
  accepted: readonly number[],
): Promise<Finished> {
  const quiet = { ...env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  const { onLine, signal, interruptibleFrom } = running;
  const options = { cwd: folder, env: quiet, onLine, signal, interruptibleFrom };
  const finished = await run(terraform, args, options);
  const { exitCode } = finished;
  if (typeof exitCode === "number" && accepted.includes(exitCode)) return finished;
  throw new TerraformError({ terraform, folder: home, args, ...finished });
}
