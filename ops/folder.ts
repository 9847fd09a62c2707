import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Refusal } from "../terminal/refusal";
import { linkBeside, linkInstalled } from "../terraform/beside";
import { Terraform, type TerraformOptions } from "../terraform/command";
import { type Block, block, text } from "../terraform/document";
import { readJson } from "../terraform/json";
import { JSON_FILE } from "../terraform/out";
import type { Plan } from "../terraform/plan";
import type { StackFiles } from "../terraform/stack";

export interface FolderOptions {
  /** Program, environment, and where people run Terraform for the stage; it may not be there. */
  readonly terraform: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
}

/**
 * A folder of its own for one stage, with the stage's very state: plans of other settings are made here,
 * and `cdktf.out` stays as it is. What lies beside the stage's JSON counts here too.
 */
export class Folder {
  private readonly folder = mkdtempSync(join(tmpdir(), "resize-")); // for us alone: plans hold secrets
  private readonly terraform: TerraformOptions;
  private written: StackFiles | undefined;

  constructor(private readonly options: FolderOptions) {
    const { folder } = this;
    const { home, ...running } = options;
    if (existsSync(home)) linkBeside(resolve(home), folder, ["assets"]);
    const env = linkInstalled({ ...running, folder: home }, folder, ["providers"]);
    this.terraform = { ...running, folder, home, env };
  }

  /** The plan that leads to this version of the stack. It is kept for `apply`. */
  async plan(stack: StackFiles): Promise<Plan> {
    const isFirst = this.written === undefined;
    if (this.written !== stack) this.write(stack);
    const terraform = new Terraform(this.terraform);
    if (isFirst) await terraform.init();
    return terraform.plan(LOCK_TIMEOUT);
  }

  /**
   * Carries out the last plan, and nothing else: Terraform refuses it if the state has moved on.
   * @param withinMs after this time Terraform is interrupted, and saves what it knows
   */
  async apply(withinMs: number): Promise<void> {
    const limit = AbortSignal.timeout(withinMs);
    const signal = AbortSignal.any([this.options.signal, limit]);
    try {
      await new Terraform({ ...this.terraform, signal }).applyPlan();
    } catch (error) {
      if (this.isUnsaved()) throw this.unsaved(error);
      if (!limit.aborted || this.options.signal.aborted) throw error;
      const must = `must be over within ${Math.round(withinMs / 60_000)} minutes, got an instance that AWS is still at`;
      const remedy = "look at the events of the cluster in RDS's console";
      throw new Refusal([{ where: "the apply", says: `${must}; ${remedy}` }], undefined, error);
    }
  }

  /** All but a state that Terraform could save nowhere else. */
  remove(): void {
    const all = this.isUnsaved() ? readdirSync(this.folder) : [""];
    for (const name of all.filter((each) => each !== UNSAVED)) {
      rmSync(join(this.folder, name), { recursive: true, force: true });
    }
  }

  private isUnsaved(): boolean {
    return existsSync(join(this.folder, UNSAVED));
  }

  private unsaved(error: unknown): Refusal {
    const state = join(this.folder, UNSAVED);
    const says = `must be saved by Terraform, got a backend that refused it; in ${resolve(this.options.home)} (npm run synth writes it) run terraform init and terraform state push ${state}, then remove that file`;
    return new Refusal([{ where: "the state", says }], undefined, error);
  }

  private write(stack: StackFiles): void {
    const { json, files = {} } = stack;
    for (const [path, contents] of Object.entries({ ...files, [JSON_FILE]: json })) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), contents);
    }
    const state = this.stateFile(json);
    if (state !== undefined) {
      const terraform = { backend: { local: { path: state } } };
      writeFileSync(join(this.folder, STATE_FILE), JSON.stringify({ terraform }));
    }
    this.written = stack;
  }

  /** Of a state in a file: its path, which the stack says from where people run Terraform. */
  private stateFile(json: string): string | undefined {
    const overrides = readdirSync(this.folder)
      .filter((name) => /(^|_)override\.tf\.json$/.test(name) && name !== STATE_FILE)
      .sort()
      .map((name) => readFileSync(join(this.folder, name), "utf8"));
    const backends = [json, ...overrides].map((each) => backendIn(readJson(each)));
    const { local } = backends.findLast((each) => Object.keys(each).length > 0) ?? {};
    if (local === undefined) return undefined;
    return resolve(this.options.home, text(block(local).path) ?? "terraform.tfstate");
  }
}

// --- internal ---

/** A run of ours that was killed may leave a Terraform that ends a little later. */
const LOCK_TIMEOUT = "-lock-timeout=20s";

/** Where Terraform leaves a state that its backend didn't take. */
const UNSAVED = "errored.tfstate";

/** Terraform takes override files in the order of their names. */
const STATE_FILE = "zzz_state_override.tf.json";

function backendIn(document: unknown): Block {
  return block(block(block(document).terraform).backend);
}
