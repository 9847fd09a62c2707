import { namesOf } from "../../names/stage";
import { Refusal } from "../../terminal/refusal";
import { block, type TerraformJson, text } from "../../terraform/document";

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

/** The database instances of a stage. @throws Refusal if there are none */
export function instancesIn(stack: TerraformJson, stage: string): Instance[] {
  const prefix = namesOf(stage).databaseInstance("");
  const all = stack.all("aws_rds_cluster_instance");
  if (all.length === 0) {
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
  const context = block(JSON.parse(env.CDKTF_CONTEXT_JSON || "{}"));
  const settings = block(context.settings);
  const its = block(settings[stage]);
  const all = instances.map((each) => [each.name, { class: each.class, zone: each.zone }]);
  const database = { ...block(its.database), instances: Object.fromEntries(all) };
  const changed = { ...context, settings: { ...settings, [stage]: { ...its, database } } };
  return { ...env, CDKTF_CONTEXT_JSON: JSON.stringify(changed) };
}
