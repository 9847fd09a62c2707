import { load } from "../../config/load";
import { stages } from "../../config/stages";
import { state } from "../../config/state";
import { stagesIn } from "../../constructs/pipeline/stage";
import { StateStack } from "../../constructs/state-stack";
import type { StatementJson } from "../../service/iam";
import { synth } from "./synth";
import { policyOf, type Synthesized } from "./synthesized";

export const BUCKET = "acme-state";
export const OPERATORS = ["arn:aws:iam::123456789012:role/operators"];
export const SUBJECT = "repo:acme/three-tier-web";

/**
 * The state stack with roles for GitHub, and lab, prod and lab-eu in its bucket.
 * @param change settings of lab and prod in place of theirs
 * @param subject what the subjects of the repository's tokens begin with
 * @param operators who may take the roles for people
 */
export function stateStackForGithub(
  change: SettingsOfStages = {},
  subject = SUBJECT,
  operators: readonly string[] = [],
): Synthesized {
  const backend = { kind: "s3", bucket: BUCKET, region: "us-east-1" } as const;
  const all = load({
    stages: {
      lab: { ...stages.lab, backend, ...change.lab },
      prod: { ...stages.prod, backend: { ...backend, keyPrefix: "web/" }, ...change.prod },
      "lab-eu": { ...stages.lab, region: "eu-west-1", backend },
      elsewhere: { ...stages.lab, backend: { ...backend, bucket: "other" } },
      local: { ...stages.lab, backend: { kind: "local" } },
    },
    state: { ...state, bucket: BUCKET, github: { subject }, operators: [...operators] },
  });
  return synth("state", (app) => {
    new StateStack(app, { settings: all.state, stages: stagesIn(BUCKET, all.stages) });
  });
}

/** The same with roles for operators. */
export function stateStackForOperators(): Synthesized {
  return stateStackForGithub({}, SUBJECT, OPERATORS);
}

/** Some settings of a stage, by its name. */
export type SettingsOfStages = Readonly<Partial<Record<"lab" | "prod", object>>>;

/** What the roles of a stage may do. */
export interface Rights {
  readonly plan: readonly StatementJson[];
  readonly apply: readonly StatementJson[];
  /** None without operators. */
  readonly ops: readonly StatementJson[];
  readonly boundary: readonly StatementJson[];
  readonly boundaryArn: string;
}

export function rightsOf(stack: Synthesized, stage: string): Rights {
  const name = stage.replaceAll("-", "_");
  const place = `github_${name}`;
  const boundary = `aws_iam_policy.${place}_boundary`;
  const ofRole = (type: string, role: string) =>
    stack
      .addresses(type)
      .filter((address) => stack.at(address).role === `\${aws_iam_role.${role}.name}`);
  const policies = (role: string) =>
    [
      ...ofRole("aws_iam_role_policy", role),
      ...ofRole("aws_iam_role_policy_attachment", role).map((address) =>
        String(stack.at(address).policy_arn).replace(/^\$\{(.+)\.arn\}$/, "$1"),
      ),
    ].flatMap((address) => policyOf(stack.at(address).policy) as StatementJson[]);
  return {
    plan: policies(`${place}_plan`),
    apply: policies(`${place}_apply`),
    ops: policies(`operators_${name}`),
    boundary: policyOf(stack.at(boundary).policy) as StatementJson[],
    boundaryArn: `\${${boundary}.arn}`,
  };
}
