import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { namesOf } from "../names/stage";
import { grant, policy } from "./iam";
import { act, look } from "./pipeline/operate";
import type { PipelineStage } from "./pipeline/stage";
import { readState } from "./pipeline/state";

export interface OperatorsProps {
  /** ARNs of the principals who may take the roles. */
  readonly principals: readonly string[];
  /** The bucket that holds the states. */
  readonly bucket: string;
  readonly stages: readonly PipelineStage[];
}

/** What people who operate a stage may do: for each stage one role. It changes nothing that Terraform sets. */
export class Operators extends Construct {
  /** ARNs by stage. */
  readonly roles: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { principals, bucket, stages }: OperatorsProps) {
    super(scope, id);
    const trust = { Action: "sts:AssumeRole", Principal: { AWS: principals } };
    const made = stages.map((stage): [string, string] => {
      const place = new Construct(this, stage.name);
      const name = namesOf(stage.name).opsRole;
      const role = new IamRole(place, "iam-role", { name, assumeRolePolicy: policy([trust]) });
      const rights = {
        Read: look(stage),
        State: readState(`arn:aws:s3:::${bucket}`, stage),
        Act: act(stage),
      };
      for (const [policyName, statements] of Object.entries(rights)) {
        grant(place, policyName.toLowerCase(), role.name, policyName, statements);
      }
      return [stage.name, role.arn];
    });
    this.roles = Object.fromEntries(made);
  }
}
