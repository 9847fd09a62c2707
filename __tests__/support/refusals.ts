import { readEnvironment } from "../../config/environment";
import { load } from "../../config/load";
import type { Settings, SettingsInput } from "../../config/settings";
import { state } from "../../config/state";
import { Refusal } from "../../terminal/refusal";

/** A stage with nothing wrong, and with every part that a stage may leave out. */
export const sound: SettingsInput = {
  region: "us-east-1",
  account: "123456789012",
  network: {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    endpoints: ["ssm", "kms"],
    flowLogs: "none",
  },
  image: { kind: "stock" },
  entry: {
    scheme: "internet-facing",
    from: ["0.0.0.0/0"],
    https: { domain: "www.example.com", zone: "Z0123456789EXAMPLE" },
    balancing: "round-robin",
    waf: { mode: "block", groups: ["common"], limit: 2000 },
  },
  web: {
    instanceType: "t3.micro",
    fallbackTypes: ["t3a.micro", "t2.micro"],
    min: 2,
    max: 4,
    targetCpu: 30,
    targetRequests: 1000,
    port: 8080,
    healthCheckPath: "/healthz",
    rollout: "rolling",
    maxDays: 7,
    loadPage: true,
    agent: "none",
  },
  database: {
    engine: { kind: "aurora-mysql", version: "8.0.mysql_aurora.3.10.0" },
    name: "immersionday",
    instances: {
      a: { class: "db.t4g.medium", zone: "a" },
      b: { class: "db.t4g.medium", zone: "b" },
    },
    backupDays: 14,
    backtrackHours: 0,
    backupVault: { days: 35, lock: "governance" },
    insights: "standard",
    windows: { backup: "03:00-04:00", maintenance: "sun:04:30-sun:05:30", apply: "now" },
    cluster: 1,
    restore: { from: "lab-database", to: "latest", into: 2 },
  },
  logs: { access: "none", audit: "none", days: 30 },
  alarms: { mail: ["ops@example.com"] },
  encryption: "aws",
  protection: false,
  backend: { kind: "local" },
  boundary: "arn:aws:iam::123456789012:policy/lab-boundary",
  tags: { Team: "web" },
};

/** `settings` with `value` at `path` (a number is a place in a list); undefined removes. */
export function put<T>(settings: T, path: string | readonly string[], value: unknown): T {
  const copy = structuredClone(settings);
  const keys = typeof path === "string" ? path.split(".") : path;
  // biome-ignore lint/suspicious/noExplicitAny: walks anything, and leaves it wrong on purpose
  const holder = keys.slice(0, -1).reduce<any>((at, key) => at[key], copy);
  const last = keys.at(-1) ?? "";
  if (value === undefined) delete holder[last];
  else Object.defineProperty(holder, last, { value, ...PLAIN });
  return copy;
}

const PLAIN = { enumerable: true, configurable: true, writable: true };

/** What a refusal says, a fault a line; an empty list if nothing was refused. */
export function saidBy(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.message.split("\n");
    throw error;
  }
  return [];
}

/** These stages, checked, beside this repository's own home of state. */
export function loadStages(
  stages: Readonly<Record<string, SettingsInput>>,
  overrides: unknown = {},
): Record<string, Settings> {
  return load({ stages, state }, { overrides, faults: [] }).stages;
}

/** The overrides in a context of CDKTF. */
export function overridesIn(CDKTF_CONTEXT_JSON: string): unknown {
  const { overrides, faults } = readEnvironment({ CDKTF_CONTEXT_JSON });
  if (faults.length > 0) throw new Refusal(faults);
  return overrides;
}

/** What the loader says to these stages, which need not be right. */
export function saidTo(stages: Record<string, unknown>, overrides?: unknown): string[] {
  return saidBy(() => loadStages(stages as Record<string, SettingsInput>, overrides));
}

/**
 * One test a row: the sound stage with the row's value at `path` has one fault, told at `path` in
 * exactly these words, `%s` being the value.
 */
export function refuses(path: string, words: string, rows: Record<string, unknown>): void {
  test.each(Object.entries(rows))(`${path} refuses %s`, (_what, value) => {
    const got = value === undefined ? "nothing" : JSON.stringify(value);
    expect(saidTo({ lab: put(sound, path, value) })).toEqual([
      `lab.${path}: ${words.replace("%s", () => got)}`,
    ]);
  });
}

/** One test a row: the sound stage with the row's value at `path` is accepted. */
export function accepts(path: string, values: readonly unknown[]): void {
  test.each(values.map((value) => [value]))(`${path} accepts %j`, (value) => {
    expect(saidTo({ lab: put(sound, path, value) })).toEqual([]);
  });
}
