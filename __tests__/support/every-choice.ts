import { CHOICES } from "../../prices/choices";

/** Every row of docs/choices.md as it is written there, and what is free beside it. */
export function everyChoice(): object {
  const chosen = CHOICES.map(({ value }) => pathAndValue(value));
  return [...chosen, ...Object.entries(BESIDE)].reduce(
    (all, [path, value]) => withValue(all, path.split("."), value),
    {},
  );
}

/** One row of it, as settings: `entry.waf: {}`. */
export function choiceOf(row: string): object {
  const [path, value] = pathAndValue(row);
  return withValue({}, path.split("."), value);
}

// --- internal ---

function pathAndValue(row: string): [path: string, value: unknown] {
  const [, path = "", written = ""] = /^([\w.]+): (.*)$/.exec(row) ?? [];
  return [path, JSON.parse(written.replaceAll(/(\w+):/g, '"$1":'))];
}

const LARGE = { class: "db.r6g.large" };
const BESIDE: Readonly<Record<string, unknown>> = {
  "web.agent": "cloudwatch",
  "web.targetRequests": 600,
  "web.fallbackTypes": ["t3.micro"],
  "web.maxDays": 7,
  // AWS has insights for no t class.
  "database.instances": { a: { ...LARGE, zone: "a" }, b: { ...LARGE, zone: "b" } },
  "database.backupDays": 14,
  "database.backupVault.lock": "governance",
  "logs.days": 365,
  "alarms.mail": ["ops@example.com"],
  "alarms.topic": "arn:aws:sns:us-east-1:123456789012:on-call",
  "alarms.budget": 500,
  protection: true,
};

function withValue(all: object, [key = "", ...rest]: readonly string[], value: unknown): object {
  const there = (all as Record<string, object>)[key] ?? {};
  return { ...all, [key]: rest.length === 0 ? value : withValue(there, rest, value) };
}
