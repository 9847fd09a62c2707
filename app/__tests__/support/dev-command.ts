import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "../../dev/processes";
import { PATIENCE_FACTOR } from "./patience";
import { until } from "./until";

const APP = join(__dirname, "../..");

/** `npm run dev`, as in a terminal: npm and all that it starts are a group, which gets each signal. */
export class DevCommand {
  said = "";
  readonly exitCode: Promise<number | null>;
  private readonly child: ChildProcess;

  /** @param folder its cache, with the database @param more of its environment */
  constructor(
    private readonly folder: string,
    port: number | string = 0,
    more: Readonly<Record<string, string>> = {},
  ) {
    const env = { ...process.env, PATIENCE_FACTOR, PORT: String(port), DEV_CACHE: folder, ...more };
    const command = ["run", "--silent", "dev"];
    this.child = spawn("npm", command, { cwd: APP, env, detached: true, stdio: "pipe" });
    for (const output of [this.child.stdout, this.child.stderr]) {
      output?.on("data", (data) => {
        this.said += data;
      });
    }
    this.exitCode = new Promise((resolve) => this.child.once("close", resolve));
  }

  /** Where it serves, once it does. */
  async url(): Promise<string> {
    const port = await until(() => /"message":"listening","port":(\d+)/.exec(this.said)?.[1]);
    return `http://localhost:${port}`;
  }

  get databasePid(): number {
    return Number(readFileSync(join(this.folder, "dev-database", "pid"), "utf8"));
  }

  signal(name: NodeJS.Signals): void {
    process.kill(-(this.child.pid as number), name);
  }

  /** Ends those that would end the database when nobody else can. */
  killGuards(): void {
    const guard = new RegExp(`^ *(\\d+) .* guard ${this.databasePid} `);
    const all = execFileSync("ps", ["-ww", "-eo", "pid=,args="], { encoding: "utf8" });
    const pids = all.split("\n").map((line) => guard.exec(line)?.[1]);
    for (const pid of pids.filter((each) => each !== undefined))
      process.kill(Number(pid), "SIGKILL");
  }

  /** The group, the server's guard apart, is gone. */
  async groupEnded(): Promise<void> {
    await until(() => !isThere(-(this.child.pid as number)));
  }
}

export async function ended(pid: number): Promise<void> {
  await until(() => lookAt(pid) === undefined);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
