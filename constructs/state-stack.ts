import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { StateSettings } from "../config/settings/state";
import type { Backend } from "./backend";
import { Bucket } from "./bucket";
import { ReadableStack } from "./readable-stack";

export interface StateStackProps {
  readonly settings: StateSettings;
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** Days that an older state can be brought back. */
const OLD_STATE_DAYS = 90;

/** The bucket that holds remote state, its own included once it is there. */
export class StateStack extends ReadableStack {
  constructor(scope: Construct, id: string, { settings, providerVersion }: StateStackProps) {
    const { region, bucket: name, tags } = settings;
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
  }
}

function backendOf({ backend, bucket, region }: StateSettings): Backend {
  if (backend.kind === "local") return backend;
  return { kind: "s3", bucket, region, keyPrefix: backend.keyPrefix };
}
