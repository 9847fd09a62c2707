import { Refusal } from "../../terminal/refusal";
import {
  type Block,
  block,
  type Resource,
  type TerraformJson,
  text,
} from "../../terraform/document";

/** One database instance, as a stage's JSON asks for it. */
export interface Instance {
  /** As the settings name it: `a`. */
  readonly name: string;
  /** As AWS names it: `lab-database-a`. */
  readonly id: string;
  readonly address: string;
  readonly class: string;
  /** Zone letter. */
  readonly zone: string;
}

/** The cluster that the app uses, as a stage's JSON names it: a restore adds a second one. */
export function clusterIn(stack: TerraformJson): Resource | undefined {
  const output = block(block(block(stack.document).output).database_cluster).value;
  return stack.referred(output)[0] ?? stack.all("aws_rds_cluster")[0];
}

/** Its identifier, `lab-database`. */
export function clusterIdIn(stack: TerraformJson): string {
  return text(clusterIn(stack)?.values.cluster_identifier) ?? "";
}

/** The instances of the cluster that the app uses. @throws Refusal if there are none */
export function instancesIn(stack: TerraformJson, stage: string): Instance[] {
  const cluster = clusterIn(stack);
  const prefix = `${clusterIdIn(stack)}-`;
  const all =
    cluster && stack.pointingAt(cluster, "aws_rds_cluster_instance", "cluster_identifier");
  if (all === undefined || all.length === 0) {
    throw new Refusal([{ where: stage, says: "must have database instances, got none" }]);
  }
  return all.map(({ type, name, values }) => {
    const id = text(values.identifier) ?? "";
    return {
      name: id.startsWith(prefix) ? id.slice(prefix.length) : id,
      id,
      address: `${type}.${name}`,
      class: text(values.instance_class) ?? "",
      zone: stack.zone(values.availability_zone) ?? "",
    };
  });
}

/** The classes of the settings are those of each cluster. @throws Refusal while a restore has two */
export function refuseSecond(stack: TerraformJson, stage: string): void {
  const ids = stack.all("aws_rds_cluster").map(({ values }) => text(values.cluster_identifier));
  if (ids.length < 2) return;
  const must = `must have one cluster to be resized by steps, got ${ids.join(" and ")}`;
  const says = `${must}; finish the restore (npm run ops -- restore ${stage} --help), then resize`;
  throw new Refusal([{ where: stage, says }]);
}

/** Steps can't wait for a maintenance window. @throws Refusal if an instance's changes do */
export function refuseWaiting(stack: TerraformJson, stage: string): void {
  const all = stack.all("aws_rds_cluster_instance");
  if (all.every(({ values }) => values.apply_immediately === true)) return;
  const must = "must change at once to be resized by steps, got changes that wait for the window";
  const says = `${must}; set database.windows.apply to "now" and deploy, then resize`;
  throw new Refusal([{ where: stage, says }]);
}

/** The run's own variables, with other classes for a stage's instances. Other overrides stay. */
export function withClasses(
  env: NodeJS.ProcessEnv,
  stage: string,
  instances: readonly Pick<Instance, "name" | "class" | "zone">[],
): NodeJS.ProcessEnv {
  const all = instances.map((each) => [each.name, { class: each.class, zone: each.zone }]);
  return withDatabase(env, stage, { instances: Object.fromEntries(all) });
}

/** The run's own variables, with these settings of a stage's database. Other overrides stay. */
export function withDatabase(
  env: NodeJS.ProcessEnv,
  stage: string,
  change: Block,
): NodeJS.ProcessEnv {
  const context = block(JSON.parse(env.CDKTF_CONTEXT_JSON || "{}"));
  const settings = block(context.settings);
  const its = block(settings[stage]);
  const database = { ...block(its.database), ...change };
  const changed = { ...context, settings: { ...settings, [stage]: { ...its, database } } };
  return { ...env, CDKTF_CONTEXT_JSON: JSON.stringify(changed) };
}
