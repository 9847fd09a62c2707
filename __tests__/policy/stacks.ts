import { stages } from "../../config/stages";
import { machineImage } from "../../constructs/machine-image";
import { imageStackOf, STATE } from "../../names/stacks";
import type { Stack } from "../../policy/scan";
import { CHOICES } from "../../prices/choices";
import { stateStackForOperators } from "../support/pipeline";
import { settingsOf, synthImage, synthStage, synthState } from "../support/synth";

type Stage = keyof typeof stages;

/** Every stack of the settings as they are. */
export function shipped(): Stack[] {
  const all = (Object.keys(stages) as Stage[]).flatMap((stage) => {
    const { bake } = machineImage(settingsOf(stage).image);
    const image = { name: imageStackOf(stage), document: synthImage(stage).document };
    const service = { name: stage, document: synthStage(stage).document };
    return bake === undefined ? [service] : [image, service];
  });
  return [...all, { name: STATE, document: synthState().document }];
}

/** What waivers say of lab holds for these as well. */
export const LIKE_LAB = ["postgres", "choices"];

/** lab with other settings, which no stage of ours has, and the pipelines' rights. */
export function madeUp(): Stack[] {
  const stage = (name: string, change: object) => {
    return { name, document: synthStage("lab", change).document };
  };
  return [
    stage("postgres", {
      image: { kind: "ami", id: "ami-0123456789abcdef0" },
      entry: { scheme: "internal", from: ["10.0.0.0/8"] },
      network: {
        nat: "none",
        flowLogs: "rejected",
        endpoints: ["ssm", "ssmmessages", "ec2messages", "secretsmanager"],
      },
      database: { engine: { kind: "aurora-postgresql", version: "16.8" } },
    }),
    stage("choices", everyChoice()),
    { name: "pipelines", document: stateStackForOperators().document },
  ];
}

// --- internal ---

/** Every row of docs/choices.md as it is written there, and what is free beside it. */
function everyChoice(): object {
  const chosen = CHOICES.map(({ value }): [path: string, value: unknown] => {
    const [, path = "", written = ""] = /^([\w.]+): (.*)$/.exec(value) ?? [];
    return [path, JSON.parse(written.replaceAll(/(\w+):/g, '"$1":'))];
  });
  return [...chosen, ...Object.entries(BESIDE)].reduce(
    (all, [path, value]) => withValue(all, path.split("."), value),
    {},
  );
}

const LARGE = { class: "db.r6g.large" };
const BESIDE: Readonly<Record<string, unknown>> = {
  "network.flowLogs": "all",
  "web.agent": "cloudwatch",
  "web.targetRequests": 600,
  "web.fallbackTypes": ["t3.micro"],
  "web.maxDays": 7,
  // AWS has insights for no t class.
  "database.instances": { a: { ...LARGE, zone: "a" }, b: { ...LARGE, zone: "b" } },
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
