import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "..", "..");

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly shell?: string;
}

export interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly concurrency?: unknown;
  readonly environment?: string;
  readonly steps?: readonly Step[];
}

interface Inputs {
  readonly [name: string]: { readonly required?: boolean; readonly default?: string };
}

/** A workflow or an action: what they share is a file with steps. */
export interface Definition {
  readonly path: string;
  readonly text: string;
  readonly on?: { readonly workflow_call?: { readonly inputs?: Inputs } } & Record<string, unknown>;
  readonly permissions?: unknown;
  readonly defaults?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly inputs?: Inputs;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly runs?: { readonly steps: readonly Step[] };
}

/** Every file under .github by its path. */
export function githubFiles(): Record<string, string> {
  const files = readdirSync(join(ROOT, ".github"), { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(ROOT.length + 1))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

export function definitionsIn(files: Readonly<Record<string, string>>): Definition[] {
  return Object.entries(files)
    .filter(([path]) => /^\.github\/(workflows|actions)\/.*\.ya?ml$/.test(path))
    .map(([path, text]) => ({ path, text, ...parse(text) }));
}

export function jobsOf({ jobs = {} }: Definition): [string, Job][] {
  return Object.entries(jobs);
}

export function stepsOf(definition: Definition): readonly Step[] {
  const inJobs = jobsOf(definition).flatMap(([, { steps = [] }]) => steps);
  return [...inJobs, ...(definition.runs?.steps ?? [])];
}
