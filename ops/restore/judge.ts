import { clusterLogs } from "../../names/stage";
import { addressOf, type TerraformJson, text } from "../../terraform/document";
import type { Plan } from "../../terraform/plan";
import { changesOf, lineOf, type Step } from "../../terraform/steps";
import { saysAll } from "../left";

/** One of the two clusters of a stage, as the stage's JSON has it. */
export interface Described {
  /** `lab-database-2` */
  readonly id: string;
  readonly address: string;
  /** Of the cluster, its instances and its log groups. */
  readonly addresses: ReadonlySet<string>;
  /** How many instances it has. */
  readonly size: number;
}

/** The cluster of an identifier; undefined where the settings describe none. */
export function describedIn(stack: TerraformJson, id: string): Described | undefined {
  const cluster = stack
    .all("aws_rds_cluster")
    .find(({ values }) => values.cluster_identifier === id);
  if (cluster === undefined) return undefined;
  const instances = stack.pointingAt(cluster, "aws_rds_cluster_instance", "cluster_identifier");
  const logs = stack
    .all("aws_cloudwatch_log_group")
    .filter(({ values }) => text(values.name)?.startsWith(`${clusterLogs(id)}/`));
  const addresses = new Set([cluster, ...instances, ...logs].map(addressOf));
  return { id, address: addressOf(cluster), addresses, size: instances.length };
}

/** What a step of a restore may change, and the sentence that says it. */
export interface Limits {
  readonly must: string;
  readonly allows: (step: Step) => boolean;
}

/** A cluster is made, and the app may read its secret. In the place of the app's, parameters follow. */
export function making({ id, addresses }: Described): Limits {
  return {
    must: `must only make ${id} and let the app read its secret`,
    allows: (step) =>
      (step.verb === "create" && addresses.has(step.address)) || follows(step) || leads(step),
  };
}

export function switching({ id }: Described): Limits {
  return { must: `must only lead the app to ${id}`, allows: leads };
}

export function forgetting({ id, addresses }: Described): Limits {
  return {
    must: `must only forget ${id}`,
    allows: (step) => (step.verb === "forget" && addresses.has(step.address)) || follows(step),
  };
}

/** Why a plan is not this step of a restore and nothing else; undefined if it is. */
export function faultOf(plan: Plan, { must, allows }: Limits): string | undefined {
  const others = changesOf(plan).filter((step) => !allows(step));
  if (others.length === 0 && saysAll(plan)) return undefined;
  const got = others.length > 0 ? others.map(lineOf).join(", ") : "a plan that is not whole";
  return `${must}, got ${got}`;
}

/** What a plan says of an address, before it is applied; undefined where the state has nothing there. */
export function knownAt(plan: Plan, address: string) {
  const entry = plan.resource_changes?.find((each) => each.address === address);
  return entry?.change.before ?? undefined;
}

/** Whether a run that was stopped has left the resource half-made, and Terraform would replace it. */
export function isHalfMade(plan: Plan, address: string): boolean {
  const entry = plan.resource_changes?.find((each) => each.address === address);
  return entry?.action_reason === "replace_because_tainted";
}

/** Whether a plan makes the resource, which the state doesn't have. */
export function isToCreate(plan: Plan, address: string): boolean {
  return changesOf(plan).some((step) => step.verb === "create" && step.address === address);
}

// --- internal ---

const POLICY = "aws_iam_role_policy.database_read_secrets";
const PARAMETERS = /^aws_ssm_parameter\.database_(endpoint|reader_endpoint|secret_arn)$/;

function follows({ verb, address }: Step): boolean {
  return verb === "update" && address === POLICY;
}

function leads({ verb, address }: Step): boolean {
  return verb === "update" && PARAMETERS.test(address);
}
