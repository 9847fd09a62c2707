import type { Emulator } from "../../emulator/emulator";
import { findTools, type Tools } from "../../emulator/tools";
import type { Terraform } from "../../terraform/command";
import type { Plan } from "../../terraform/plan";
import { type AttachedWorkspace, openAttached } from "./attached";
import { emptyEmulator } from "./empty-emulator";
import { needing } from "./needing";
import type { Synthesized } from "./synthesized";

const tools = findTools();

/** A suite that needs real Terraform, the real provider and the emulator. */
export function onEmulator(title: string, suite: (tools: Tools) => void): void {
  const missing = tools.kind === "found" ? [] : tools.missing;
  needing(missing, title, () => suite(tools as Tools));
}

/** A stack on an emulator of its own: real Terraform, real provider, nothing of AWS's. */
export class Deployment {
  private constructor(
    readonly emulator: Emulator,
    private readonly workspace: AttachedWorkspace,
  ) {}

  /** Starts an emulator, and prepares a folder for a stack that is synthesized once it is there. */
  static async of(
    stack: string,
    found: Tools,
    synth: (emulator: Emulator) => Synthesized | Promise<Synthesized>,
  ): Promise<Deployment> {
    const emulator = await emptyEmulator();
    return Deployment.on(emulator, stack, found, await synth(emulator));
  }

  /** Prepares a folder for a stack beside others on an emulator; closing it ends the emulator. */
  static async on(
    emulator: Emulator,
    stack: string,
    found: Tools,
    { text: json, files }: Synthesized,
  ): Promise<Deployment> {
    const workspace = await openAttached({ stack, json, files, emulator, tools: found });
    await workspace.terraform.init();
    return new Deployment(emulator, workspace);
  }

  /** A copy with all that was applied, to spoil: it ends with the original at the latest. */
  async copy(): Promise<Deployment> {
    const emulator = await this.emulator.copy();
    return new Deployment(emulator, await this.workspace.copy(emulator));
  }

  get terraform(): Terraform {
    return this.workspace.terraform;
  }

  /** For other commands that run Terraform in the folder. */
  get env(): Readonly<Record<string, string>> {
    return this.workspace.env;
  }

  get folder(): string {
    return this.workspace.folder;
  }

  /** From here on plans and applies are of this version of the stack. */
  change(to: Synthesized): void {
    this.workspace.update(to.text, to.files);
  }

  /** The plan that leads from what is applied to this version, without a look at what AWS has. */
  planOf(to: Synthesized): Promise<Plan> {
    this.change(to);
    return this.terraform.plan("-refresh=false");
  }

  async close(): Promise<void> {
    await this.workspace.remove();
    await this.emulator.stop();
  }
}

/** What Terraform said when it refused, on one line: it wraps messages at 78 columns. */
export async function refusalOf(run: Promise<unknown>): Promise<string> {
  const message = await run.then(
    () => "it was not refused",
    (error: Error) => error.message,
  );
  return message.replaceAll(/\s+/g, " ");
}
