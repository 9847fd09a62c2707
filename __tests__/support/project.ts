import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "..", "..");
const NOT_COPIED = new Set(["node_modules", "cdktf.out", "docs", "__tests__"]);

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
    filter: (path) => {
      const name = relative(ROOT, path);
      return name === "" || !(name.startsWith(".") || NOT_COPIED.has(name));
    },
  });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
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
