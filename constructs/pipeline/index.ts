import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { namesOf } from "../../names/stage";
import { grant, policy, type Statement } from "../iam";
import { boundaryOf } from "./boundary";
import { forbid } from "./forbid";
import { writeImage } from "./image";
import { read, readOfApply } from "./read";
import type { PipelineStage } from "./stage";
import { readState, writeState } from "./state";
import { write } from "./write";
import { writeMore } from "./write-more";

const ISSUER = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";
const MAIN = "refs/heads/main";
/** The workflow with the job that applies. A token names a workflow only if another one calls it. */
const APPLIES = ".github/workflows/deploy-stage.yml";

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
    const { planRole, applyRole } = namesOf(name);
    const place = new Construct(this, name);
    const boundary = addPolicy(place, "boundary", {
      name: namesOf(name).boundary,
      description: "The most that a role of this stage may do",
      statements: boundaryOf(stage),
    });
    // Managed policies: AWS takes 10,240 characters of inline ones a role, and the writes need them.
    const reads = addPolicy(place, "read", {
      name: namesOf(name).readPolicy,
      description: "What plans of this stage read",
      statements: read(stage),
    });
    const plan = this.addRole(place, "plan", planRole, {
      sub: [`${subject}:pull_request`, `${subject}:ref:${MAIN}`],
    });
    const apply = this.addRole(place, "apply", applyRole, {
      sub: [`${subject}:environment:${name}`],
      job_workflow_ref: `${repositoryOf(subject)}/${APPLIES}@${MAIN}`,
      ref: MAIN,
    });
    const limits = addPolicy(place, "limits", {
      name: namesOf(name).limits,
      description: "What stays forbidden to the role that applies",
      statements: forbid(stage),
    });
    for (const role of [plan, apply]) attach(role, "reads", reads);
    const limited = attach(apply, "limits", limits);
    attachWrites(place, apply, stage);
    allow(plan, { State: readState(bucket, stage) });
    const writes = allow(apply, {
      Read: readOfApply(stage),
      State: [...readState(bucket, stage), ...writeState(bucket, stage)],
      Write: write(stage, boundary),
    });
    // The role never acts without its limits, not even while this stack is deployed or destroyed.
    for (const each of writes) each.dependsOn = [dependable(limited)];
    return { name, boundary, plan: plan.arn, apply: apply.arn };
  }

  /** A role for runs whose token makes all these claims. AWS reads those of GitHub's since 2026. */
  private addRole(place: Construct, id: string, name: string, claims: Claims): IamRole {
    const all = Object.entries({ aud: AUDIENCE, ...claims });
    const conditions = all.map(([claim, values]) => [`${ISSUER}:${claim}`, values]);
    const trust = {
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: this.provider },
      Condition: { StringEquals: Object.fromEntries(conditions) },
    };
    return new IamRole(new Construct(place, id), "iam-role", {
      name,
      assumeRolePolicy: policy([trust]),
    });
  }
}

/** Each with the one value that it must have, or several of which it must have one. */
type Claims = Readonly<Record<string, string | readonly string[]>>;

/** `acme/web` of `repo:acme/web` and of `repo:acme@1/web@2`: no other claim has the ids in it. */
function repositoryOf(subject: string): string {
  return subject.replace(/^repo:/, "").replaceAll(/@\d+/g, "");
}

interface PolicyOf {
  readonly name: string;
  readonly description: string;
  readonly statements: readonly Statement[];
}

/** @returns the ARN */
function addPolicy(place: Construct, id: string, { statements, ...props }: PolicyOf): string {
  return new IamPolicy(place, id, { ...props, policy: policy(statements) }).arn;
}

/** Writes that the role's inline policies have no room for. */
function attachWrites(place: Construct, apply: IamRole, stage: PipelineStage): void {
  const { bakePolicy, writesPolicy } = namesOf(stage.name);
  const writes = addPolicy(place, "writes", {
    name: writesPolicy,
    description: "What applies of this stage change, too",
    statements: writeMore(stage),
  });
  attach(apply, "more", writes);
  if (!stage.bakes) return;
  const bake = addPolicy(place, "bake", {
    name: bakePolicy,
    description: "What bakes of this stage's image change",
    statements: writeImage(stage),
  });
  attach(apply, "bakes", bake);
}

function attach(role: IamRole, id: string, policyArn: string): IamRolePolicyAttachment {
  const place = role.node.scope as Construct;
  return new IamRolePolicyAttachment(place, id, { role: role.name, policyArn });
}

function allow(
  role: IamRole,
  policies: Readonly<Record<string, readonly Statement[]>>,
): IamRolePolicy[] {
  const place = role.node.scope as Construct;
  return Object.entries(policies).map(([name, statements]) =>
    grant(place, name.toLowerCase(), role.name, name, statements),
  );
}
