import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Seen {
  /** When it began, in the system's words: with the pid, no other process has the same. */
  readonly began: string;
  readonly command: string;
}

/** What runs under `pid`; undefined if nothing does, or all that is left is its exit code. */
export function lookAt(pid: number): Seen | undefined {
  return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
}

/**
 * Ends `child` when this process is gone, whichever way it went: after a SIGKILL nobody else can.
 * The guard is a shell in a session of its own, so that a signal to all of a terminal misses it.
 * @param leftovers files and folders to remove then
 */
export function endsWithUs(child: ChildProcess, ...leftovers: string[]): void {
  if (child.pid === undefined) return; // it did not start
  const guard = spawn("sh", ["-c", GUARD, "guard", String(child.pid), ...leftovers], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.once("error", () => undefined); // without a shell there is no guard, and all else works
  guard.unref();
  child.once("exit", () => guard.kill("SIGKILL"));
}

/** A new folder for sockets and temporary files. A socket's path has at most 103 bytes, some TMPDIRs more. */
export function shortFolder(start: string): string {
  return mkdtempSync(join(tmpdir().length > LONGEST_TMPDIR ? "/tmp" : tmpdir(), start));
}

/**
 * A port of the loopback that nobody listens on. It lies below those that systems give out by
 * themselves, so nobody gets it by chance before it is used. Processes mostly look among different ports.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    next = (next + 1) % PORTS;
    const port = FIRST + PORTS * (process.pid % RANGES) + next;
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

// --- internal ---

const LONGEST_TMPDIR = 60;
const FIRST = 10_000;
const FIRST_GIVEN_OUT = 32_768; // Linux; macOS and Windows begin at 49152
/** Ports in a range of a process. */
const PORTS = 100;
const RANGES = Math.floor((FIRST_GIVEN_OUT - FIRST) / PORTS);
let next = randomInt(PORTS);

/** Its standard input ends when we do. A process that nobody waited for stays in the list: no endless look. */
const GUARD = `read -r _
pid=$1; shift
kill "$pid"
for _ in $(seq 300); do kill -0 "$pid" || break; sleep 0.1; done
[ $# -eq 0 ] || rm -rf "$@"`;

function fromProc(pid: number): Seen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Its second field, the name, may hold spaces and brackets.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ");
    return { began: fields[18] ?? "", command };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): Seen | undefined {
  const args = ["-ww", "-o", "stat=,lstart=,command=", "-p", String(pid)];
  try {
    const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } } as const;
    const said = execFileSync("ps", args, options).trim();
    const [, state = "", began = "", command = ""] = LINE_OF_PS.exec(said) ?? [];
    return state.startsWith("Z") ? undefined : { began: began.replaceAll(/\W/g, "-"), command };
  } catch {
    return undefined; // ps ends with 1 where there is none
  }
}

/** `Ss   Sun Nov 29 00:28:56 2026 /usr/sbin/mariadbd --no-defaults` */
const LINE_OF_PS = /^(\S+)\s+(\S+ +\S+ +\d+ [\d:]+ \d+)\s+(.*)$/;
