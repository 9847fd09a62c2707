import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One of our commands, run as people run it. Of the caller's variables only these reach it. */
export function command(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = ROOT,
): Command {
  const { PATH = "", HOME = "", TF_PLUGIN_MIRROR = "", TERRAFORM = "" } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, HOME, TF_PLUGIN_MIRROR, TERRAFORM, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Command(child);
}

export const runner = join(ROOT, "bin", "run.mjs");

export class Command {
  private out = "";
  private err = "";
  readonly ended: Promise<Ended>;

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.out += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.err += text));
    this.ended = once(child, "close").then(([code]) => ({
      code,
      out: this.out,
      err: this.err.replace(/^bundling \S+…\n/, ""), // said where that takes its time
    }));
  }

  /** Waits until its output has this. */
  async says(what: string | RegExp): Promise<void> {
    const has = () => (typeof what === "string" ? this.out.includes(what) : what.test(this.out));
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    while (!has()) {
      if (over) throw new Error(`ended without ${what}:\n${this.out}\n${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
