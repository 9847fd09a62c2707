import { spawn } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Emulator } from "../../emulator/emulator";
import type { Tools } from "../../emulator/terraform";

const ROOT = join(__dirname, "..", "..");
const NOT_COPIED = /^(\..*|node_modules|cdktf\.out|docs|__tests__|.*\.tfstate.*)$/;

/** A copy of this project in a folder of its own, where people edit files and type commands. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
  private readonly env: NodeJS.ProcessEnv;

  /** Its commands reach the emulator; providers come from the mirror. */
  constructor({ env }: Pick<Emulator, "env">, tools: Tools) {
    cpSync(ROOT, this.folder, {
      recursive: true,
      filter: (path) => !NOT_COPIED.test(relative(ROOT, path)),
    });
    symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"));
    const own = Object.entries(process.env).filter(([name]) => !/^(TF|AWS|CDKTF)_/.test(name));
    this.env = {
      ...Object.fromEntries(own),
      ...env,
      ...this.providersFrom(tools),
      CI: "1",
      CHECKPOINT_DISABLE: "1",
      GOGC: "off",
      GOMEMLIMIT: "1500MiB",
    };
  }

  edit(file: string, from: string, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, "utf8");
    if (text.split(from).length !== 2) throw new Error(`${file}: must hold ${from} once`);
    writeFileSync(path, text.replace(from, to));
  }

  /** Runs a command line to its end, and returns what it printed. */
  run(line: string): Promise<{ code: number | null; said: string }> {
    const child = spawn("bash", ["-c", line], {
      cwd: this.folder,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
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
