import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { missingCommands } from "./needing";
import { type Ran, run } from "./project";

const SCRIPT = join(__dirname, "machine.sh");
const isRoot = process.getuid?.() === 0;
const TEN_MINUTES = 600_000;
const SUDO = isRoot ? [] : ["sudo", "--non-interactive"];

/** What keeps a machine from starting here, as sentences. */
export function missingForMachine(): string[] {
  const missing = missingCommands("unshare", "nsenter", ...(isRoot ? [] : (["sudo"] as const)));
  if (!existsSync("/lib/systemd/systemd")) {
    missing.push("systemd: not installed; apt-get install systemd");
  }
  if (missing.length > 0) return missing;
  try {
    const probe = [
      "unshare",
      "--mount",
      "--pid",
      "--fork",
      "mount",
      "-t",
      "tmpfs",
      "probe",
      "/mnt",
    ];
    const [file = "", ...args] = [...SUDO, ...probe];
    execFileSync(file, args, { stdio: "ignore" });
    return [];
  } catch {
    return ["namespaces: must be allowed, to root or by sudo without a password"];
  }
}

/**
 * This machine's files under a systemd of their own: units really start, in their real sandbox, and
 * whatever is written is forgotten at the end. Only network and kernel are the host's.
 */
export class Machine {
  private constructor(
    private readonly above: ChildProcess,
    private readonly init: string,
  ) {}

  /** @param folder seen by the machine too; of the caller, who removes it */
  static async start(folder: string): Promise<Machine> {
    const [file = "", ...args] = [...SUDO, "env", `PATH=${PATH}`, SCRIPT, folder];
    const above = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
    const init = await new Promise<string>((resolve, reject) => {
      createInterface({ input: above.stdout }).once("line", resolve);
      above.once("exit", (code) => reject(new Error(`the machine ended with ${code}`)));
    });
    const machine = new Machine(above, init);
    const deadline = performance.now() + TEN_MINUTES;
    while (performance.now() < deadline) {
      const { code } = await machine.run("systemctl is-active multi-user.target");
      if (code === 0) return machine;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await machine.stop();
    throw new Error("the machine: must boot within ten minutes, got no multi-user.target");
  }

  /** Runs a line of shell as root in there, with nothing of our environment but the PATH. */
  run(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const variables = Object.entries({ PATH, HOME: "/root", ...env });
    const [file = "", ...args] = [
      ...SUDO,
      ...["nsenter", "--target", this.init, "--all", "--", "env", "--ignore-environment"],
      ...variables.map(([name, value]) => `${name}=${value}`),
      // Without .bashrc, which bash would read: with a socket as input it thinks that it is remote.
      ...["bash", "--norc", "-c", line],
    ];
    return run("/", {}, file, ...args);
  }

  /** Runs a line that must succeed, and returns what it printed. */
  async succeed(line: string, env?: Readonly<Record<string, string>>): Promise<string> {
    const { code, stdout, stderr } = await this.run(line, env);
    if (code !== 0) throw new Error(`${line}: exit code ${code}\n${stdout}${stderr}`);
    return stdout.trim();
  }

  /** Ends as its standard input does, so it can't outlive the process that started it. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.above.once("exit", resolve));
    this.above.stdin?.end();
    if (this.above.exitCode === null) await ended;
  }
}

// --- internal ---

const PATH = `${dirname(process.execPath)}:${process.env.PATH}:/usr/sbin:/sbin`;
