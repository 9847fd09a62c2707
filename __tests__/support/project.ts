import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Emulator } from "../../emulator/emulator";
import { emulatorPython } from "../../emulator/python";
import type { Tools } from "../../emulator/tools";
import { cacheFolder } from "../../processes/project";

const ROOT = join(__dirname, "..", "..");
const NOT_COPIED = /^(\..*|node_modules|cdktf\.out|docs|__tests__|.*\.tfstate.*)$/;

export interface Ran {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** The project's sources in a folder of their own, which has no git repository. */
export function copyOfProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (path) => !NOT_COPIED.test(relative(ROOT, path)) && isSource(path),
  });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Bundles the commands that people run, before copies of the project share the bundles. */
export async function bundleCommands(): Promise<void> {
  const commands = ["main.ts", "ops/cli.ts", "review/cli.ts", "try/cli.ts"];
  const bundled = commands.map((entry) => run(ROOT, {}, "node", "bin/run.mjs", entry, "--help"));
  await Promise.all(bundled);
}

/** For a copy: what Python compiles comes and goes meanwhile. */
export function isSource(path: string): boolean {
  return basename(path) !== "__pycache__";
}

/** Gives a copy, which has a folder .cache, the emulator's installed packages. */
export async function shareEmulator(folder: string): Promise<void> {
  const venv = dirname(dirname(await emulatorPython()));
  symlinkSync(venv, join(folder, ".cache", basename(venv)));
}

/**
 * Gives a copy what is bundled of the sources as they are, so that its commands bundle no more than what
 * is edited in it.
 */
export function shareBundles(folder: string): void {
  for (const kind of ["bundles", "compiled"]) {
    const from = join(ROOT, ".cache", kind);
    const to = join(folder, ".cache", kind);
    mkdirSync(to, { recursive: true });
    const files = existsSync(from) ? readdirSync(from) : [];
    // But for what is being written, under a name with a process id.
    const whole = files.filter((name) => !/\.\d+(\.tar\.gz)?$/.test(name));
    for (const name of whole) symlinkSync(join(from, name), join(to, name));
  }
}

/** Replaces the first match in a file of a copy, which must have one. */
export function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  const isThere = typeof from === "string" ? text.includes(from) : from.test(text);
  if (!isThere) throw new Error(`${file}: must hold ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** Runs a command with nothing of our own environment but the PATH. */
export function run(
  cwd: string,
  env: Readonly<Record<string, string>>,
  file: string,
  ...args: string[]
): Promise<Ran> {
  const options = { cwd, env: { PATH: process.env.PATH, ...env } };
  return new Promise((done) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr });
    });
  });
}

/** A copy of this project in a folder of its own, where people edit files and type commands. */
export class Project {
  readonly folder = copyOfProject();
  private readonly env: NodeJS.ProcessEnv;

  /** Its commands reach the emulator; providers come from the mirror. */
  constructor({ env }: Pick<Emulator, "env">, tools: Tools) {
    shareBundles(this.folder);
    const own = Object.entries(process.env).filter(([name]) => !/^(TF|AWS|CDKTF)_/.test(name));
    this.env = {
      ...Object.fromEntries(own),
      ...env,
      ...this.providersFrom(tools),
      CI: "1",
      CHECKPOINT_DISABLE: "1",
      GOGC: "400",
      GOMEMLIMIT: "1500MiB",
      // cdktf compiles 5 MB of JavaScript in each command.
      NODE_COMPILE_CACHE: join(cacheFolder(), "node-compile-cache"),
    };
  }

  /** From here on whoever looks for Terraform finds this program: cdktf, our commands, and the shell. */
  runAsTerraform(program: string): void {
    const PATH = `${dirname(program)}${delimiter}${this.env.PATH}`;
    Object.assign(this.env, { TERRAFORM_BINARY_NAME: program, TERRAFORM: program, PATH });
  }

  edit(file: string, from: string, to: string): void {
    if (this.read(file).split(from).length !== 2)
      throw new Error(`${file}: must hold ${from} once`);
    edit(this.folder, file, from, to);
  }

  /**
   * Runs a command line to its end, and returns what it printed, without colours. Where a mirror
   * stands in for the registry, cdktf is told so as the README says.
   */
  run(line: string): Promise<{ code: number | null; said: string }> {
    const offline = this.env.TF_CLI_CONFIG_FILE ? " --skip-provider-lock" : "";
    const command = line.replace(/^npx cdktf (deploy|diff|destroy) \w+/m, `$&${offline}`);
    const child = spawn("bash", ["-c", command], {
      cwd: this.folder,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    return new Promise((resolve) =>
      child.once("close", (code) => resolve({ code, said: stripVTControlCharacters(said) })),
    );
  }

  /** Runs a command line that must succeed. */
  async succeed(line: string): Promise<string> {
    const { code, said } = await this.run(line);
    if (code !== 0) throw new Error(`${line}: exit code ${code}\n${said}`);
    return said;
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private providersFrom({ providerMirror, awsProviderVersion }: Tools): NodeJS.ProcessEnv {
    if (providerMirror === undefined || awsProviderVersion === undefined) return {};
    const config = join(this.folder, ".terraformrc");
    const path = JSON.stringify(providerMirror);
    writeFileSync(
      config,
      `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`,
    );
    return { TF_CLI_CONFIG_FILE: config, AWS_PROVIDER_VERSION: awsProviderVersion };
  }
}
