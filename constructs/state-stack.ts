import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import type { Construct } from "constructs";
import type { StateSettings } from "../config/settings/state";
import {
  OPERATOR_OUTPUTS,
  type OperatorOutputs,
  PIPELINE_OUTPUTS,
  type PipelineOutputs,
  STATE_OUTPUTS,
  type StateOutputs,
} from "../names/outputs";
import { STATE } from "../names/stacks";
import { named } from "../names/stage";
import { STAGE } from "../names/tags";
import type { Backend } from "./backend";
import { Bucket } from "./bucket";
import { Operators } from "./operators";
import { publish } from "./outputs";
import { PipelineRoles } from "./pipeline";
import type { PipelineStage } from "./pipeline/stage";
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

/** The home of remote state: the bucket that holds it, in the end also the state of this stack. */
export class StateStack extends ReadableStack {
  constructor(scope: Construct, props: StateStackProps) {
    const { settings, stages = [], providerVersion } = props;
    const { region, account, bucket: name, tags, github, operators } = settings;
    super(scope, STATE, {
      region,
      account,
      backend: backendOf(settings),
      tags: { ...tags, [STAGE]: STATE },
      providerVersion,
    });

    const bucket = new Bucket(this, "bucket", {
      name,
      oldVersionDays: OLD_STATE_DAYS,
      protection: true,
    });

    publish<StateOutputs>(this, STATE_OUTPUTS, { bucket_name: bucket.name });
    if (operators.length > 0) {
      const { roles } = new Operators(this, "operators", {
        principals: operators,
        bucket: name,
        stages,
      });
      publish<OperatorOutputs>(this, OPERATOR_OUTPUTS, { ops_role_arns: roles });
    }
    if (github === undefined) return;
    if (github.analyzer === "made") tellForeignAccess(this);
    const roles = new PipelineRoles(this, "github", {
      subject: github.subject,
      bucket: name,
      stages,
    });
    publish<PipelineOutputs>(this, PIPELINE_OUTPUTS, {
      plan_role_arns: roles.planRoles,
      apply_role_arns: roles.applyRoles,
      boundary_arns: roles.boundaries,
    });
  }
}

/**
 * Tells by a finding of each role, bucket and key that somebody outside of the account may use: the
 * apply roles make roles, and IAM has no condition on whom a trust lets in. Free.
 */
function tellForeignAccess(scope: Construct): void {
  new AccessanalyzerAnalyzer(scope, "foreign-access", {
    analyzerName: named(STATE, "foreign-access"),
    type: "ACCOUNT",
  });
}

function backendOf({ backend, bucket, region }: StateSettings): Backend {
  if (backend.kind === "local") return backend;
  return { kind: "s3", bucket, region, keyPrefix: backend.keyPrefix };
}
