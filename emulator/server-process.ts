import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../processes/project";
import { Refusal } from "../terminal/refusal";

const ANSWER_SECONDS = 60;
const STOP_SECONDS = 5;

/** The line that a server prints when it, or a copy of it, accepts requests. */
export interface Announcement {
  readonly endpoint: string;
  readonly pid: number;
}

/** `serve.py` in a process of its own, which ends with this one, however that ends. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly waiting: ((line: string) => void)[] = [];
  private readonly failure: Promise<never>;
  private fail!: (what: string) => void;
  private last: Promise<unknown> = Promise.resolve();

  constructor(python: string, log: string) {
    this.child = launch(python, log);
    const { child } = this;
    this.failure = new Promise((_, reject) => {
      this.fail = (what) =>
        reject(new Refusal([{ where: "emulator", says: `${what}${lastWords(log)}` }]));
    });
    this.failure.catch(() => undefined); // told to whoever asks
    child.once("error", (error) => this.fail(`python did not start: ${error.message}`));
    child.once("exit", (code, signal) => this.fail(`server ended with ${signal ?? code}`));
    for (const stream of [child.stdin, child.stdout]) stream?.on("error", () => undefined);
    const lines = child.stdout && createInterface({ input: child.stdout });
    lines?.on("line", (line) => this.waiting.shift()?.(line));
  }

  /** The first line, which comes unasked. */
  announced(): Promise<Announcement> {
    return this.ask("");
  }

  /** Sends a command and waits for its line, one command at a time. */
  ask<T>(command: string): Promise<T> {
    const answer = this.last.then(() => this.exchange(command));
    this.last = answer.catch(() => undefined);
    return answer.then((line) => JSON.parse(line) as T);
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

  private async exchange(command: string): Promise<string> {
    const { child } = this;
    const timer = setTimeout(() => {
      this.fail(`no answer in ${ANSWER_SECONDS} s`);
      child.kill("SIGKILL");
    }, ANSWER_SECONDS * 1000);
    keepAlive(child, true);
    try {
      const line = new Promise<string>((resolve) => this.waiting.push(resolve));
      if (command) child.stdin?.write(`${command}\n`);
      return await Promise.race([line, this.failure]);
    } finally {
      clearTimeout(timer);
      keepAlive(child, false);
    }
  }
}

// --- internal ---

function launch(python: string, log: string): ChildProcess {
  const stderr = openSync(log, "a");
  try {
    // stdin stays open as long as this process lives: its end is the server's sign to leave.
    return spawn(python, [join(projectRoot(), "emulator", "serve.py")], {
      stdio: ["pipe", "pipe", stderr],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" }, // no litter in the source folder
    });
  } finally {
    closeSync(stderr);
  }
}

/** A server that nobody waits for must not keep this process from ending. */
function keepAlive(child: ChildProcess, alive: boolean): void {
  for (const each of [child, child.stdin as Socket | null, child.stdout as Socket | null]) {
    if (alive) each?.ref();
    else each?.unref();
  }
}

function lastWords(log: string): string {
  const last = readFileSync(log, "utf8").trim().split("\n").at(-1)?.trim() ?? "";
  return `${last && `: ${last}`}; see ${log}`;
}
