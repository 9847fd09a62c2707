import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import type { Settings } from "../../config/settings";
import { stateFileOf } from "../../names/stacks";
import { grant, policy, type Statement } from "../iam";
import { mostOf, type PipelineStage, readState, reads, writeState } from "./policies";
import { writes } from "./writes";

/** The stages whose state is in this bucket, as their roles need them. */
export function stagesIn(
  bucket: string,
  stages: Readonly<Record<string, Pick<Settings, "region" | "backend" | "entry">>>,
): PipelineStage[] {
  return Object.entries(stages).flatMap(([name, { region, backend, entry }]) =>
    backend.kind === "s3" && backend.bucket === bucket
      ? [{ name, region, stateKey: stateFileOf(name, backend.keyPrefix), https: entry.https }]
      : [],
  );
}

const ISSUER = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

export interface PipelineRolesProps {
  /** What the subjects of the repository's tokens begin with: `repo:acme/three-tier-web`. */
  readonly subject: string;
  /** The bucket that holds the states. */
  readonly bucket: string;
  readonly stages: readonly PipelineStage[];
}

/** ARNs by stage. */
type ByStage = Readonly<Record<string, string>>;

/** What GitHub Actions may do, without a key: for each stage a role that looks, and one that acts. */
export class PipelineRoles extends Construct {
  readonly planRoles: ByStage;
  readonly applyRoles: ByStage;
  /** The most that roles of a stage may do. Each of them must carry it. */
  readonly boundaries: ByStage;
  private readonly provider: string;

  constructor(scope: Construct, id: string, { subject, bucket, stages }: PipelineRolesProps) {
    super(scope, id);
    const arn = `arn:aws:s3:::${bucket}`;
    // No thumbprint: AWS trusts GitHub's certificate authority itself.
    this.provider = new IamOpenidConnectProvider(this, "iam-openid-connect-provider", {
      url: `https://${ISSUER}`,
      clientIdList: [AUDIENCE],
    }).arn;

    const made = stages.map((stage) => this.addStage(subject, arn, stage));
    const byStage = (what: "plan" | "apply" | "boundary") =>
      Object.fromEntries(made.map((each) => [each.name, each[what]]));
    this.planRoles = byStage("plan");
    this.applyRoles = byStage("apply");
    this.boundaries = byStage("boundary");
  }

  private addStage(subject: string, bucket: string, stage: PipelineStage) {
    const { name } = stage;
    const place = new Construct(this, name);
    const boundary = addBoundary(place, stage);
    const plan = this.addRole(place, "plan", `${name}-plan`, [
      `${subject}:pull_request`,
      `${subject}:ref:refs/heads/main`,
    ]);
    const apply = this.addRole(place, "apply", `${name}-apply`, [`${subject}:environment:${name}`]);
    allow(plan, { Read: reads(stage), State: readState(bucket, stage) });
    allow(apply, {
      Read: reads(stage),
      State: [...readState(bucket, stage), ...writeState(bucket, stage)],
      Write: writes(stage, boundary),
    });
    return { name, boundary, plan: plan.arn, apply: apply.arn };
  }

  /** A role for runs whose token has one of these subjects. */
  private addRole(place: Construct, id: string, name: string, subjects: string[]): IamRole {
    const trust = {
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: this.provider },
      Condition: { StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, [`${ISSUER}:sub`]: subjects } },
    };
    return new IamRole(new Construct(place, id), "iam-role", {
      name,
      assumeRolePolicy: policy([trust]),
    });
  }
}

function addBoundary(place: Construct, stage: PipelineStage): string {
  return new IamPolicy(place, "boundary", {
    name: `${stage.name}-boundary`,
    description: "The most that a role of this stage may do",
    policy: policy(mostOf(stage)),
  }).arn;
}

function allow(role: IamRole, policies: Readonly<Record<string, readonly Statement[]>>): void {
  const place = role.node.scope as Construct;
  for (const [name, statements] of Object.entries(policies)) {
    grant(place, name.toLowerCase(), role.name, name, statements);
  }
}
