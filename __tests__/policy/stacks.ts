import { stages } from "../../config/stages";
import { machineImage } from "../../constructs/machine-image";
import { imageStackOf, STATE } from "../../names/stacks";
import type { Stack } from "../../policy/scan";
import { everyChoice } from "../support/every-choice";
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
