import { type ChildProcess, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { PATIENCE_FACTOR } from "./patience";

const APP = join(__dirname, "../..");

/** The bundle, as it goes to production. */
export async function bundle(folder: string): Promise<string> {
  const file = join(folder, "server.cjs");
  await promisify(execFile)(process.execPath, [join(APP, "build.mjs"), file]);
  return file;
}

type Line = Record<string, unknown> & { message: string };

/** The server in a process of its own, with nothing of the tests' environment. */
export class RunningApp {
  readonly lines: Line[] = [];
  private constructor(
    readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(file: string, env: Record<string, string>): Promise<RunningApp> {
    const all = { PORT: "0", STAGE: "test", AWS_REGION: "us-east-1", ...NO_METADATA, ...env };
    const quiet = { PATIENCE_FACTOR, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
    const child = spawn(process.execPath, [file], { env: { ...quiet, ...all }, stdio: "pipe" });
    child.stderr.pipe(process.stderr);
    const output = createInterface({ input: child.stdout });
    const early: Line[] = [];
    const port = await new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
      output.on("line", (text) => {
        const line: Line = JSON.parse(text);
        early.push(line);
        if (line.message === "listening") resolve(line.port);
      });
    });
    const app = new RunningApp(child, `http://127.0.0.1:${port}`);
    app.lines.push(...early);
    output.on("line", (text) => app.lines.push(JSON.parse(text)));
    return app;
  }

  /** Waits for a line of the log. */
  async said(message: string): Promise<Line> {
    for (;;) {
      const line = this.lines.find((each) => each.message === message);
      if (line !== undefined) return line;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, { redirect: "manual", ...init });
  }

  /** As a browser sends a form of ours. */
  post(path: string, fields: Record<string, string>, headers = {}): Promise<Response> {
    const body = new URLSearchParams(fields);
    return this.get(path, { method: "POST", body, headers: { origin: this.url, ...headers } });
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return exitCode;
    return new Promise((resolve) => {
      this.process.once("exit", resolve);
      this.process.kill(signal);
    });
  }
}

/** Nobody is there, and says so at once. */
const NO_METADATA = { METADATA_URL: "http://127.0.0.1:9" };
