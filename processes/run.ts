import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  /** All that the process gets to see. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets each line of its standard output as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * Interrupts it as Ctrl-C does. It then runs in a process group of its own, where the terminal's
   * Ctrl-C doesn't reach it: Terraform takes a second interrupt as an order to drop everything.
   */
  readonly signal?: AbortSignal;
  /**
   * Holds an interrupt back until a line matches. For programs that take an interrupt too early and
   * then forget it.
   */
  readonly interruptibleFrom?: RegExp;
}

export interface Finished {
  /** The name of the signal, if one ended it. */
  readonly exitCode: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program and waits for its end, also after an interrupt, with all that it has started: what
 * it worked on can be removed then.
 */
export async function run(file: string, args: string[], options: RunOptions): Promise<Finished> {
  const { cwd, env, onLine, signal, interruptibleFrom } = options;
  signal?.throwIfAborted();
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  const child = spawn(file, args, { cwd, env, stdio, detached: signal !== undefined });
  let open: () => void = () => undefined;
  const ready = interruptibleFrom && new Promise<void>((resolve) => (open = resolve));
  const release = signal && inGroup(child.pid, signal, ready);
  const lines = lineSplitter((line) => {
    if (interruptibleFrom?.test(line)) open();
    onLine?.(line);
  });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    lines(text);
  });
  // dash drops an interrupt for the command that it is just starting. That would then outlive it.
  child.once("exit", () => signal?.aborted && child.pid !== undefined && tell(child.pid, "SIGINT"));
  // Not the end: "close" follows in any case.
  child.once("error", (error) => (stderr += error.message));
  const exitCode = await new Promise<number | string>((resolve) =>
    child.once("close", (code, killedBy) => resolve(code ?? killedBy ?? "unknown")),
  );
  release?.();
  return { exitCode, stdout, stderr };
}

/** Ends everything that runs with a signal, at once and unasked. */
export function killRunning(): void {
  for (const group of groups) tell(group, "SIGKILL");
}

// --- internal ---

const groups = new Set<number>();

function inGroup(
  pid: number | undefined,
  signal: AbortSignal,
  ready: Promise<void> | undefined,
): () => void {
  if (pid === undefined) return () => undefined; // it did not start
  const interrupt = async () => {
    await ready;
    tell(pid, "SIGINT");
  };
  groups.add(pid);
  signal.addEventListener("abort", interrupt);
  return () => {
    groups.delete(pid);
    signal.removeEventListener("abort", interrupt);
  };
}

function tell(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // else it has just ended
  }
}

function lineSplitter(onLine: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  };
}
