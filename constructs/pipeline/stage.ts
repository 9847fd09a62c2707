import type { Settings } from "../../config/settings";
import { bakes, imageStackOf, stateFileOf } from "../../names/stacks";
import { named, pathOf } from "../../names/stage";
import { PUBLIC_PARAMETERS } from "../iam";

/** What the rights of a pipeline are cut to: one stage, and where its state is. */
export interface PipelineStage {
  readonly name: string;
  readonly region: string;
  /** Keys of its states in the bucket: of its service and, if it bakes, of the stack of its image. */
  readonly stateKeys: readonly string[];
  /** Whether its image is baked, by a stack that its pipeline deploys before the service. */
  readonly bakes: boolean;
  /** Whether its database must outlive whatever its pipeline does. */
  readonly protection: boolean;
  /** The one name it may give out in DNS; without it, it may change no DNS at all. */
  readonly https?: { readonly domain: string; readonly zone: string } | undefined;
}

/** The stages whose state is in this bucket. */
export function stagesIn(
  bucket: string,
  stages: Readonly<
    Record<string, Pick<Settings, "region" | "image" | "backend" | "entry" | "protection">>
  >,
): PipelineStage[] {
  return Object.entries(stages).flatMap(([name, { backend, image, ...settings }]) => {
    if (backend.kind !== "s3" || backend.bucket !== bucket) return [];
    const { region, protection, entry } = settings;
    const stacks = [name, ...(bakes(image) ? [imageStackOf(name)] : [])];
    const stateKeys = stacks.map((stack) => stateFileOf(stack, backend.keyPrefix));
    return [{ name, region, stateKeys, bakes: bakes(image), protection, https: entry.https }];
  });
}

/** Every parameter of the stage, and AWS's public ones: newest images, which EC2 looks up for us. */
export function parametersReadBy(stage: string): string[] {
  return [`arn:aws:ssm:*:*:parameter${pathOf(stage, "*")}`, PUBLIC_PARAMETERS];
}

/** Every role that is named after the stage, and every instance profile. */
export function rolesOf(stage: string): [roles: string, profiles: string] {
  const ours = named(stage, "*");
  return [`arn:aws:iam::*:role/${ours}`, `arn:aws:iam::*:instance-profile/${ours}`];
}

/** Every bucket that is named after the stage, or an object in one. */
export function bucketsOf(stage: string): string {
  return `arn:aws:s3:::${named(stage, "*")}`;
}

/** Every secret that RDS makes for the master of a cluster. */
export function masterSecrets(region: string): string {
  return `arn:aws:secretsmanager:${region}:*:secret:rds!cluster-*`;
}
