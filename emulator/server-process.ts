import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../processes/project";
import { Refusal } from "../terminal/refusal";

/** A start takes a second or two; where much else runs, a minute was seen. This ends one that hangs. */
const START_SECONDS = 300;
const STOP_SECONDS = 5;

/** The line that a server prints when it accepts requests, and what it answers for a copy. */
export interface Announcement {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly pid: number;
  /** File of its calls. */
  readonly log: string;
}

/** `serve.py` in a process of its own, which ends with this one, however that ends. */
export class ServerProcess {
  private readonly child: ChildProcess;

  constructor(
    python: string,
    private readonly log: string,
  ) {
    this.child = launch(python, log);
    for (const stream of [this.child.stdin, this.child.stdout]) {
      stream?.on("error", () => undefined);
    }
  }

  /** Waits until it accepts requests. */
  async announced(): Promise<Announcement> {
    const { child, log } = this;
    const fail = (what: string) =>
      new Refusal([{ where: "emulator", says: `${what}${lastWords(log)}` }]);
    let slow: NodeJS.Timeout | undefined;
    const line = await new Promise<string>((resolve, reject) => {
      slow = setTimeout(() => {
        reject(fail(`no answer in ${START_SECONDS} s`));
        child.kill("SIGKILL");
      }, START_SECONDS * 1000);
      child.once("error", (error) => reject(fail(`python did not start: ${error.message}`)));
      child.once("exit", (code, signal) => reject(fail(`server ended with ${signal ?? code}`)));
      if (child.stdout) createInterface({ input: child.stdout }).once("line", resolve);
    }).finally(() => clearTimeout(slow));
    letGo(child);
    return JSON.parse(line) as Announcement;
  }

  /** Idempotent; copies end too. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const gone = once(child, "exit");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS * 1000);
    child.stdin?.end();
    child.kill("SIGTERM");
    await gone;
    clearTimeout(timer);
  }
}

// --- internal ---

function launch(python: string, log: string): ChildProcess {
  const stderr = openSync(log, "a"); // also of what goes wrong before the server has opened it
  try {
    // stdin stays open as long as this process lives: its end is the server's sign to leave.
    return spawn(python, [join(projectRoot(), "emulator", "serve.py"), "--log", log], {
      stdio: ["pipe", "pipe", stderr],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "" }, // what it compiles is kept for the next
    });
  } finally {
    closeSync(stderr);
  }
}

/** A server that nobody waits for must not keep this process from ending. */
function letGo(child: ChildProcess): void {
  for (const each of [child, child.stdin as Socket | null, child.stdout as Socket | null]) {
    each?.unref();
  }
}

function lastWords(log: string): string {
  const last = readFileSync(log, "utf8").trim().split("\n").at(-1)?.trim() ?? "";
  return `${last && `: ${last}`}; see ${log}`;
}
