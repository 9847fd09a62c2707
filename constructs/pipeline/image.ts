import { imageStackOf } from "../../names/stacks";
import { named } from "../../names/stage";
import { actions, type Statement } from "../iam";
import type { PipelineStage } from "./stage";

/** What a plan of the stack that bakes the stage's image reads, on top of what plans of stages do. */
export function readImage(stage: PipelineStage): Statement[] {
  if (!stage.bakes) return [];
  return [{ Action: READS, Resource: thingsOf(stage) }];
}

/** What an apply of this stack changes, on top of what applies of stages do. */
export function writeImage(stage: PipelineStage): Statement[] {
  if (!stage.bakes) return [];
  const { region } = stage;
  return [
    { Action: WRITES, Resource: thingsOf(stage) },
    // AWS's, from which a recipe starts.
    {
      Action: "imagebuilder:GetImage",
      Resource: `arn:aws:imagebuilder:${region}:*:image/amazon-linux-2023-*`,
    },
  ];
}

const TYPES = [
  "component",
  "distribution-configuration",
  "image",
  "image-recipe",
  "infrastructure-configuration",
];

function thingsOf({ name, region }: PipelineStage): string[] {
  const ours = named(imageStackOf(name), "*");
  return TYPES.map((type) => `arn:aws:imagebuilder:${region}:*:${type}/${ours}`);
}

const READS = actions("imagebuilder:Get", [
  "Component DistributionConfiguration Image ImageRecipe InfrastructureConfiguration",
]);

const WRITES = actions("imagebuilder:", [
  "CreateComponent CreateDistributionConfiguration CreateImage CreateImageRecipe",
  "CreateInfrastructureConfiguration DeleteComponent DeleteDistributionConfiguration DeleteImage",
  "DeleteImageRecipe DeleteInfrastructureConfiguration TagResource UntagResource",
  "UpdateDistributionConfiguration UpdateInfrastructureConfiguration",
]);
