import type { Cost } from "../prices/costs";
import { block, type TerraformJson, text } from "../terraform/document";

/** The bake of an image. The builder is paid by the minute, so nothing of it by the hour. */
export interface Image {
  readonly tier: "image";
  /** Where it starts from, by Image Builder's name. */
  readonly base: string | null;
  /** What it is built on. */
  readonly builder: string | null;
  /** Where the id of the AMI goes. */
  readonly parameter: string | null;
  readonly costs: readonly Cost[];
}

export function images(stack: TerraformJson): Image[] {
  return stack.all("aws_imagebuilder_image").map(({ values }) => {
    const [recipe] = stack.referred(values.image_recipe_arn);
    const [builder] = stack.referred(values.infrastructure_configuration_arn);
    const ids = stack
      .all("aws_ssm_parameter")
      .find((each) => text(each.values.data_type) === "aws:ec2:image");
    return {
      tier: "image",
      base: text(recipe?.values.parent_image)?.split("/")[1] ?? null,
      builder: text(first(builder?.values.instance_types)) ?? null,
      parameter: text(ids?.values.name) ?? null,
      costs: [],
    };
  });
}

export interface Bucket {
  readonly tier: "bucket";
  readonly name: string | null;
  /** Days that old versions are kept; null without versions. */
  readonly oldVersionDays: number | null;
  readonly costs: readonly Cost[];
}

/** The buckets that a stack is there for: those that must not go. */
export function buckets(stack: TerraformJson): Bucket[] {
  const all = stack.all("aws_s3_bucket");
  const kept = all.filter(({ values }) => block(values.lifecycle).prevent_destroy === true);
  return kept.map((bucket) => {
    const [lifecycle] = stack.pointingAt(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket");
    const { noncurrent_version_expiration: old } = block(lifecycle?.values.rule);
    const days = block(old).noncurrent_days;
    return {
      tier: "bucket",
      name: text(bucket.values.bucket) ?? null,
      oldVersionDays: typeof days === "number" ? days : null,
      costs: [],
    };
  });
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : list;
}
