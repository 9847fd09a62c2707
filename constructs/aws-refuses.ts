import { TerraformResource, type TerraformStack } from "cdktf";
import { sentence } from "../terminal/refusal";
import { alarmFaults, categoryFaults, compositeFaults } from "./alarm-faults";
import { webAclFaults } from "./web-acl-faults";

/*
 * What AWS refuses in the middle of an apply, and neither `terraform validate` nor a plan knows before:
 * values that are right each, and contradict each other. The emulator refuses them too, in emulator/gaps.
 */

/** What contradicts itself in a stack, one line each; it may come from an override as well. */
export function contradictions(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap((node) => {
    if (!TerraformResource.isTerraformResource(node)) return [];
    const rules = RULES[node.terraformResourceType] ?? [];
    if (rules.length === 0) return [];
    const block = blockOf(node);
    const address = `${node.terraformResourceType}.${node.friendlyUniqueId}`;
    return rules.flatMap((rule) => rule(block)).map((says) => `${address}: ${says}`);
  });
}

// --- internal ---

type Block = Readonly<Record<string, unknown>>;
type Rule = (block: Block) => string[];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  aws_lb_target_group: [mitigatesByWeight, startsSlowlyInTurn],
  aws_autoscaling_group: [sizesInOrder, healthyInOrder, checkpointsInOrder, typesOnce],
  aws_wafv2_web_acl: [webAclFaults],
  aws_cloudwatch_metric_alarm: [alarmFaults],
  aws_cloudwatch_composite_alarm: [compositeFaults],
  aws_db_event_subscription: [categoryFaults],
};

function mitigatesByWeight(group: Block): string[] {
  const { load_balancing_algorithm_type: algorithm = "round_robin" } = group;
  if (group.load_balancing_anomaly_mitigation !== "on" || algorithm === "weighted_random")
    return [];
  const must = 'load_balancing_algorithm_type must be "weighted_random" with anomaly mitigation';
  return [sentence(must, algorithm, "set load_balancing_anomaly_mitigation to off")];
}

function startsSlowlyInTurn(group: Block): string[] {
  const { load_balancing_algorithm_type: algorithm = "round_robin", slow_start: slow = 0 } = group;
  if (slow === 0 || algorithm === "round_robin") return [];
  const must = `slow_start must be 0 with ${algorithm}`;
  return [sentence(must, slow, 'leave it out, or choose "round_robin"')];
}

function sizesInOrder({
  min_size: min,
  max_size: max,
  desired_capacity: desired,
}: Block): string[] {
  return [
    ...ordered("max_size", "min_size", max, min),
    ...ordered("desired_capacity", "min_size", desired, min),
    ...ordered("max_size", "desired_capacity", max, desired),
  ];
}

function ordered(larger: string, smaller: string, most: unknown, least: unknown): string[] {
  if (typeof most !== "number" || typeof least !== "number" || most >= least) return [];
  return [sentence(`${larger} must be at least ${smaller} (${least})`, most, "change one of them")];
}

/** Of the maintenance policy and of refreshes. What is out of its range alone, the provider knows. */
function healthyInOrder(group: Block): string[] {
  const policy = at(group, "instance_maintenance_policy");
  const preferences = at(group, "instance_refresh", "preferences");
  return [policy, preferences].flatMap((each) => {
    const { min_healthy_percentage: least, max_healthy_percentage: most } = each;
    if (typeof most !== "number") return [];
    if (typeof least !== "number") {
      const must = "max_healthy_percentage must come with min_healthy_percentage";
      return [sentence(must, most, "set both, or neither")];
    }
    if (most - least <= 100) return [];
    const must = `max_healthy_percentage must be at most min_healthy_percentage + 100 (${least + 100})`;
    return [sentence(must, most, "bring them closer together")];
  });
}

function checkpointsInOrder(group: Block): string[] {
  const preferences = at(group, "instance_refresh", "preferences");
  const { checkpoint_percentages: steps, checkpoint_delay: delay } = preferences;
  if (!Array.isArray(steps)) {
    if (delay === undefined) return [];
    const must = "checkpoint_delay must come with checkpoint_percentages";
    return [sentence(must, delay, "set both, or neither")];
  }
  if (steps.every((step, i) => i === 0 || step > steps[i - 1])) return [];
  return [sentence("checkpoint_percentages must ascend", steps, "put them in order, each once")];
}

function typesOnce(group: Block): string[] {
  const { override = [] } = at(group, "mixed_instances_policy", "launch_template");
  const types = ([override].flat() as Block[]).map((each) => each.instance_type);
  const again = types.find((type, i) => types.indexOf(type) !== i);
  return [
    ...(again
      ? [sentence("override must have each instance_type once", again, "leave one out")]
      : []),
    ...(types.length > 40
      ? [sentence("override must have at most 40 types", types.length, "leave some out")]
      : []),
  ];
}

/** The block of a resource as it will stand in the JSON, overrides included. */
function blockOf(resource: TerraformResource): Block {
  const { resource: types } = resource.toTerraform() as { resource: Record<string, object> };
  return at(types as Block, resource.terraformResourceType, resource.friendlyUniqueId);
}

/** What lies below a path of keys; nothing where there is none. A list of one block is that block. */
function at(block: Block, ...path: readonly string[]): Block {
  return path.reduce<Block>((found, key) => {
    const value = found[key];
    return ((Array.isArray(value) ? value[0] : value) ?? {}) as Block;
  }, block);
}
