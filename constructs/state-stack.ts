import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { StateSettings } from "../config/settings/state";
import type { Backend } from "./backend";
import { Bucket } from "./bucket";
import type { PipelineStage } from "./pipeline/policies";
import { PipelineRoles } from "./pipeline/roles";
import { ReadableStack } from "./readable-stack";

export interface StateStackProps {
  readonly settings: StateSettings;
  /** The stages whose state it holds, for their roles. */
  readonly stages?: readonly PipelineStage[];
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** Days that an older state can be brought back. */
const OLD_STATE_DAYS = 90;

/** The bucket that holds remote state, its own included once it is there. */
export class StateStack extends ReadableStack {
  constructor(scope: Construct, id: string, props: StateStackProps) {
    const { settings, stages = [], providerVersion } = props;
    const { region, bucket: name, tags, github } = settings;
    super(scope, id, {
      region,
      backend: backendOf(settings),
      tags: { ...tags, Stage: id },
      providerVersion,
    });

    const bucket = new Bucket(this, "bucket", {
      name,
      oldVersionDays: OLD_STATE_DAYS,
      protection: true,
    });

    new TerraformOutput(this, "bucket-name", {
      description: "What stages name in their backend",
      value: bucket.name,
    });
    if (github !== undefined)
      this.letIn(new PipelineRoles(this, "github", { ...github, bucket: name, stages }));
  }

  private letIn({ planRoles, applyRoles, boundaries }: PipelineRoles): void {
    const output = (id: string, description: string, value: unknown) =>
      new TerraformOutput(this, id, { description, value });
    output("plan-role-arns", "By stage: what runs that only look assume", planRoles);
    output("apply-role-arns", "By stage: what runs that change it assume", applyRoles);
    output("boundary-arns", "By stage: its setting `boundary`", boundaries);
  }
}

function backendOf({ backend, bucket, region }: StateSettings): Backend {
  if (backend.kind === "local") return backend;
  return { kind: "s3", bucket, region, keyPrefix: backend.keyPrefix };
}
