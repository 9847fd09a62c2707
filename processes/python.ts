import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { faultIn, Refusal } from "../terminal/refusal";
import { cacheFolder, projectRoot } from "./project";
import { type RunOptions, run } from "./run";

const OLDEST_PYTHON = [3, 11] as const;
const INSTALL = "install Python 3.11 or newer (apt-get install python3 python3-venv)";
const HOUR = 3_600_000;

/** An environment: whom it is for, which starts its messages, and the file of what is in it. */
export interface Environment {
  readonly name: string;
  readonly requirements: string;
}

/** The interpreter that makes the environment: `PYTHON`, or the first python3 on PATH. */
export function findPython(env: NodeJS.ProcessEnv): string | undefined {
  const wanted = env.PYTHON || "python3";
  if (wanted.includes("/")) return existsSync(wanted) ? wanted : undefined;
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, wanted))
    .find((file) => existsSync(file));
}

/** Why no environment can be made, in one line; undefined if it can, or is there already. */
export function pythonFault(environment: Environment, env: NodeJS.ProcessEnv): string | undefined {
  const { name } = environment;
  if (existsSync(interpreter(venvFolder(environment)))) return undefined;
  const python = findPython(env);
  if (python === undefined) {
    const looked = env.PYTHON ? `PYTHON (${env.PYTHON}) not found` : "python3 not found on PATH";
    return `${name}: ${looked}; ${INSTALL}`;
  }
  const { status, stdout } = spawnSync(
    python,
    ["-c", "import ensurepip, sys; print(*sys.version_info[:2])"],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) return `${name}: ${python} cannot make environments; ${INSTALL}`;
  const [major = 0, minor = 0] = stdout.trim().split(" ").map(Number);
  if (major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]))
    return undefined;
  const got = `${major}.${minor} (${python})`;
  return `${name}: python must be ${OLDEST_PYTHON.join(".")} or newer, got ${got}; ${INSTALL}`;
}

/**
 * The Python of an environment that has everything in its requirements, made on first use.
 *
 * It is installed under another name and renamed when complete: a killed install is never taken for
 * a finished one, and of two that run at once the first wins and the other is thrown away.
 * @param options of the install: `env` is the caller's, where Python is found and pip has its
 *   settings; `onLine` receives what pip is at; an install that `signal` interrupts leaves nothing
 */
export async function ensureVenv(environment: Environment, options: RunOptions): Promise<string> {
  const folder = venvFolder(environment);
  if (existsSync(interpreter(folder))) return interpreter(folder);
  const fault = pythonFault(environment, options.env);
  if (fault !== undefined) throw new Refusal([faultIn(fault)]);

  removeAbandoned();
  const unfinished = `${folder}.tmp-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await install(unfinished, environment, options);
    moveInto(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return interpreter(folder);
}

// --- internal ---

function requirementsOf({ requirements }: Environment): string {
  return join(projectRoot(), requirements);
}

function venvFolder(environment: Environment): string {
  const contents = readFileSync(requirementsOf(environment));
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  return join(cacheFolder(), `venv-${hash}`);
}

function interpreter(folder: string): string {
  return join(folder, "bin", "python");
}

async function install(
  folder: string,
  environment: Environment,
  options: RunOptions,
): Promise<void> {
  const { name } = environment;
  const python = findPython(options.env) ?? "python3";
  await attempt(name, python, ["-m", "venv", folder], INSTALL, options);
  const pip = ["-m", "pip", "install", "--progress-bar=off", "--disable-pip-version-check"];
  // Compiling all of it takes half of an install. Python compiles the tenth that is loaded, and keeps it.
  const args = [...pip, "--no-compile", "-r", requirementsOf(environment)];
  await attempt(name, interpreter(folder), args, "check the network and pip's settings", options);
}

async function attempt(
  name: string,
  file: string,
  args: string[],
  remedy: string,
  options: RunOptions,
): Promise<void> {
  const { exitCode, stdout, stderr } = await run(file, args, options);
  if (exitCode === 0) return;
  const said = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  const reason = said.slice(-3).join(" / ") || `exit code ${exitCode}`;
  const says = `python ${args.slice(0, 3).join(" ")} failed: ${reason}; ${remedy}`;
  throw new Refusal([{ where: name, says }]);
}

function moveInto(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (existsSync(interpreter(folder))) return; // another process was first
    if (!existsSync(folder)) throw error;
    rmSync(folder, { recursive: true, force: true }); // its interpreter is gone: made again
    renameSync(unfinished, folder);
  }
}

/** What killed installs left behind. By age, since a process id says nothing across containers. */
function removeAbandoned(): void {
  const cache = cacheFolder();
  for (const name of readdirSync(cache).filter((entry) => /^venv-.*\.tmp-/.test(entry))) {
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > HOUR) rmSync(folder, { recursive: true, force: true });
  }
}
