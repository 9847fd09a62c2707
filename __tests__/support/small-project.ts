import { randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, command } from "./command";
import { isSource, shareEmulator } from "./project";
import { compiledBeside, smallProgram } from "./small-program";

const ROOT = join(__dirname, "../..");

/** A folder that has what `npm run try` needs, for a small stack: nothing of the project's is touched. */
export class SmallProject {
  /** In the environment of all that is started here: so we find what was not ended. */
  private readonly mark = randomUUID();
  /** The program that runs as Terraform. Default: the one on PATH. */
  terraform = process.env.TERRAFORM ?? "";

  private constructor(
    readonly folder: string,
    /** The file that is run. It takes the folder that it runs in for its project. */
    readonly program: string,
  ) {}

  /** @param installed whether the emulator is there already, or has to be installed */
  static async make({ installed }: { installed: boolean }): Promise<SmallProject> {
    const folder = mkdtempSync(join(tmpdir(), "small-project-"));
    cpSync(join(ROOT, "emulator"), join(folder, "emulator"), {
      recursive: true,
      filter: isSource,
    });
    mkdirSync(join(folder, ".cache"));
    const project = new SmallProject(folder, await smallProgram("small-try"));
    if (installed) await shareEmulator(folder);
    return project;
  }

  /** What the next runs synthesize. */
  give(stack: object): void {
    writeFileSync(join(this.folder, "stack.json"), JSON.stringify(stack));
  }

  try(args: readonly string[] = [], synth = "cat stack.json"): Command {
    return command([this.program, ...args], this.env(synth), this.folder);
  }

  env(synth = "cat stack.json") {
    const { PATH = "", HOME = "", TF_PLUGIN_MIRROR = "" } = process.env;
    const { terraform: TERRAFORM, mark: SMALL_MARK } = this;
    const known = compiledBeside(this.program);
    return { PATH, HOME, TF_PLUGIN_MIRROR, TERRAFORM, SMALL_SYNTH: synth, SMALL_MARK, ...known };
  }

  /** Waits until a step has made the file `begun`, in the project's folder or a stack's. */
  async begun(): Promise<void> {
    const stack = (trial: string) => join(this.trials, trial, "cdktf.out/stacks/small");
    const folders = () => [this.folder, ...this.left().files.map(stack)];
    while (!folders().some((folder) => existsSync(join(folder, "begun")))) await sleep(50);
  }

  /** What a run has left: processes by their command, and folders. */
  left(): { processes: string[]; files: string[] } {
    const cache = join(this.folder, ".cache");
    const trials = list(this.trials);
    return {
      processes: this.processes().map(({ line }) => line),
      files: [...list(cache).filter((name) => name.includes(".tmp-")), ...trials],
    };
  }

  get trials(): string {
    return join(this.folder, ".cache/try");
  }

  /** The record of what is kept. */
  kept() {
    return JSON.parse(readFileSync(join(this.trials, "kept.json"), "utf8"));
  }

  close(): void {
    for (const { pid } of this.processes()) process.kill(pid, "SIGKILL");
    rmSync(this.folder, { recursive: true });
  }

  /** By way of /proc: acceptance tests run on Linux. */
  private processes(): { pid: number; line: string }[] {
    const marked = readdirSync("/proc").filter((pid) =>
      read(`/proc/${pid}/environ`).includes(`SMALL_MARK=${this.mark}`),
    );
    return marked.map((pid) => {
      return { pid: Number(pid), line: read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() };
    });
  }
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** A process of somebody else's, or one that has just ended, reads as nothing. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
