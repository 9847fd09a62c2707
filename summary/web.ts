import { type Cost, cost } from "../prices/costs";
import { ec2Price } from "../prices/prices";
import { block, number, type Resource, type TerraformJson, text } from "../terraform/document";

export interface Web {
  readonly tier: "web";
  readonly instanceType: string | null;
  /** What AWS starts, in this order, when it has no instanceType. */
  readonly fallbackTypes: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly zones: readonly string[];
  /** An id, AWS's parameter of its newest (`resolve:ssm:…`), or ours that holds the id (`/…`). */
  readonly image: string | null;
  /** Where the load balancer reaches an instance, and asks for its health. */
  readonly port: number | null;
  readonly healthCheckPath: string | null;
  /** What scaling keeps: average CPU in percent, and requests a minute to each instance. */
  readonly targetCpu: number | null;
  readonly targetRequests: number | null;
  /** At the fewest instances. */
  readonly costs: readonly Cost[];
}

export function webFleets(stack: TerraformJson): Web[] {
  return stack.all("aws_autoscaling_group").map((group) => {
    const { min_size, max_size, vpc_zone_identifier, target_group_arns } = group.values;
    const template = templateOf(stack, group);
    const [target] = stack.referred(target_group_arns);
    const type = text(template?.values.instance_type);
    const min = number(min_size) ?? 0;
    return {
      tier: "web",
      instanceType: type ?? null,
      fallbackTypes: typesIn(group).filter((each) => each !== type),
      min,
      max: number(max_size) ?? 0,
      zones: stack.zones(stack.referred(vpc_zone_identifier)),
      image: text(template?.values.image_id) ?? bakedIn(stack, template),
      port: number(target?.values.port) ?? null,
      healthCheckPath: text(block(target?.values.health_check).path) ?? null,
      targetCpu: tracked(stack, group, "ASGAverageCPUUtilization"),
      targetRequests: tracked(stack, group, "ALBRequestCountPerTarget"),
      costs: cost(type ?? "instance", min, type === undefined ? null : ec2Price(type)),
    };
  });
}

/** The launch template of a group, with one instance type or with several. */
export function templateOf(stack: TerraformJson, { values }: Resource): Resource | undefined {
  const alone = block(values.launch_template).id;
  const { launch_template_specification: mixed } = mixedOf(values);
  return stack.referred(alone ?? block(mixed).launch_template_id)[0];
}

function typesIn({ values }: Resource): string[] {
  const overrides = [mixedOf(values).override ?? []].flat();
  return overrides.flatMap((each) => text(block(each).instance_type) ?? []);
}

function mixedOf({ mixed_instances_policy: policy }: Resource["values"]) {
  return block(block(policy).launch_template);
}

/** The parameter that holds the id of a baked image. */
function bakedIn(stack: TerraformJson, template: Resource | undefined): string | null {
  return text(stack.asked(template?.values.image_id).name) ?? null;
}

/** The value at which the group's scaling keeps a metric. */
function tracked(stack: TerraformJson, group: Resource, metric: string): number | null {
  const targets = stack
    .pointingAt(group, "aws_autoscaling_policy", "autoscaling_group_name")
    .map(({ values }) => block(values.target_tracking_configuration));
  const target = targets.find(
    (each) => block(each.predefined_metric_specification).predefined_metric_type === metric,
  );
  return number(target?.target_value) ?? null;
}
