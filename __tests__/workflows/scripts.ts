import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";

export const SCRIPTS = join(__dirname, "..", "..", ".github", "scripts");

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the pipeline's scripts as a step does, with nothing of our own environment but PATH. */
export function script(
  name: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string; from?: string } = {},
): Run {
  const { env = {}, from = SCRIPTS, ...rest } = options;
  const { status, stdout, stderr } = spawnSync(join(from, name), args, {
    ...rest,
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** The same without blocking this process, in which a server answers meanwhile. */
export async function scriptLater(
  name: string,
  args: readonly string[],
  { cwd, env, from }: { cwd: string; env: Record<string, string>; from: string },
): Promise<Pick<Run, "code" | "stderr">> {
  const all = { PATH: process.env.PATH, HOME: tmpdir(), ...env };
  const child = spawn(join(from, name), args, { cwd, env: all });
  let stderr = "";
  for await (const text of child.stderr.setEncoding("utf8")) stderr += text;
  const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
  return { code, stderr };
}

/** What of a drift run's plan leaves the job with credentials. */
export function safe(plan: Plan): Plan {
  return JSON.parse(filtered("safe.jq", JSON.stringify(plan)));
}

/** What the plan review gets of plans, from the job with credentials. */
export function redacted(...plans: readonly object[]): Redacted[] {
  const lines = filtered("redact.jq", plans.map((plan) => JSON.stringify(plan)).join("\n"));
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Whether the pipeline shows a text as Markdown, and not in a fence. */
export function isPlain(text: string): boolean {
  return JSON.parse(filtered("plain.jq", text, "--raw-input", "--slurp"));
}

export type Redacted = Plan & Readonly<Record<string, unknown>>;

function filtered(filter: string, input: string, ...options: readonly string[]): string {
  const args = [
    "-L",
    SCRIPTS,
    "--compact-output",
    ...options,
    "--from-file",
    join(SCRIPTS, filter),
  ];
  const most = { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout, stderr, status } = spawnSync("jq", args, { input, ...most });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

export function temporary(name: string): { folder: string; remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Item {
  readonly id: number;
  readonly number?: number;
  readonly user: { readonly login: string };
  readonly title?: string;
  readonly state?: string;
  readonly body: string;
  readonly pull_request?: unknown;
}

/** A comment or an issue of the pipeline. */
export const ours = (id: number, more: Partial<Item>): Item => ({
  id,
  number: id,
  user: { login: "github-actions[bot]" },
  body: "",
  ...more,
});

/**
 * A stand-in of `gh api`, since GitHub can't be reached: it lists what a file holds, in two pages,
 * and writes there what is posted or patched.
 */
export function fakeGh(folder: string, items: readonly object[]) {
  const store = join(folder, "items.json");
  const calls = join(folder, "calls.txt");
  writeFileSync(store, JSON.stringify(items));
  writeFileSync(calls, "");
  writeFileSync(join(folder, "gh"), FAKE);
  chmodSync(join(folder, "gh"), 0o755);
  return {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      STORE: store,
      CALLS: calls,
      GITHUB_REPOSITORY: "acme/web",
      RUN_URL: "https://github.com/acme/web/actions/runs/1",
    },
    calls: () => readFileSync(calls, "utf8").trim().split("\n"),
    items: () => JSON.parse(readFileSync(store, "utf8")) as Item[],
  };
}

const FAKE = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const { STORE, CALLS } = process.env;
const args = process.argv.slice(2);
if (args.shift() !== "api") process.exit(64);
let method = "GET", path, body = {};
while (args.length > 0) {
  const arg = args.shift();
  if (arg === "--method") method = args.shift();
  else if (arg === "--paginate") continue;
  else if (arg === "--input" && args.shift() === "-") body = JSON.parse(readFileSync(0, "utf8"));
  else if (arg === "-f") { const [key, ...rest] = args.shift().split("="); body[key] = rest.join("="); }
  else path = arg;
}
appendFileSync(CALLS, method + " " + path + "\\n");
if (body.body?.length > 65536) { console.error("HTTP 422: Body is too long (maximum is 65536 characters)"); process.exit(1); }
const items = JSON.parse(readFileSync(STORE, "utf8"));
if (method === "GET") console.log(JSON.stringify(items.slice(0, 1)) + JSON.stringify(items.slice(1)));
if (method === "POST" && !path.endsWith("/comments") || method === "POST" && path.includes("/7/")) {
  const id = 100 + items.length;
  items.push({ id, number: id, user: { login: "github-actions[bot]" }, state: "open", ...body });
}
if (method === "PATCH") {
  const found = items.find((item) => String(item.id) === path.split("/").at(-1));
  if (!found) { console.error("HTTP 404"); process.exit(1); }
  Object.assign(found, body);
}
writeFileSync(STORE, JSON.stringify(items));
`;

/** A program of this name that says and does what the test wants. */
export function fakeProgram(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
}
