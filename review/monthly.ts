import { vcpusOf } from "../names/database-class";
import { type Cost, cost, total } from "../prices/costs";
import {
  ALARM_METRIC,
  APPLICATION_LOAD_BALANCER,
  auroraPrice,
  COMPOSITE_ALARM,
  DASHBOARD,
  ec2Price,
  INSIGHTS_VCPU,
  INTERFACE_ENDPOINT,
  KMS_KEY,
  NAT_GATEWAY,
  PUBLIC_IPV4,
  WEB_ACL,
  WEB_ACL_RULE,
} from "../prices/prices";
import type { Change } from "./change";
import type { Context } from "./context";
import type { Side } from "./side";

/** What is paid by the hour, as dollars a month, before and after. */
export interface Monthly {
  readonly before: number;
  readonly after: number;
  /** False if something has no price: both are then the least. */
  readonly complete: boolean;
}

export function monthlyOf(context: Context): Monthly {
  const costs = (which: "before" | "after") =>
    Object.entries(PAID).flatMap(([type, of]) =>
      context.all(type).flatMap((each) => {
        const side = each[which];
        return side.exists ? of(side, each, context, which) : [];
      }),
    );
  const [before, after] = [total(costs("before")), total(costs("after"))];
  return {
    before: before.perMonth,
    after: after.perMonth,
    complete: before.complete && after.complete,
  };
}

// --- internal ---

type Costs = (side: Side, change: Change, context: Context, which: "before" | "after") => Cost[];

const PAID: Readonly<Record<string, Costs>> = {
  aws_nat_gateway: () => cost("NAT gateway", 1, NAT_GATEWAY),
  aws_eip: () => cost("public address", 1, PUBLIC_IPV4),
  aws_cloudwatch_composite_alarm: () => cost("composite alarm", 1, COMPOSITE_ALARM),
  aws_cloudwatch_dashboard: () => cost("dashboard", 1, DASHBOARD),
  aws_cloudwatch_metric_alarm: (side) => {
    const metrics = side
      .blocks("metric_query")
      .filter(({ metric }) => [metric ?? []].flat().length);
    return cost("metric with alarm", Math.max(1, metrics.length), ALARM_METRIC);
  },
  aws_lb: (side, change) => {
    const known = (side.text("load_balancer_type") ?? "application") === "application";
    const addresses = side.flag("internal") === true ? 0 : countIn(side, change, "subnets");
    return [
      ...cost("load balancer", 1, known ? APPLICATION_LOAD_BALANCER : null),
      ...cost("public address", addresses, PUBLIC_IPV4),
    ];
  },
  aws_wafv2_web_acl: (side, change) => [
    ...cost("web ACL", 1, WEB_ACL),
    ...cost("rule of web ACL", countIn(side, change, "rule"), WEB_ACL_RULE),
  ],
  aws_kms_key: () => cost("own key", 1, KMS_KEY),
  aws_vpc_endpoint: (side, change) =>
    side.text("vpc_endpoint_type") === "Interface"
      ? cost("zonal endpoint", countIn(side, change, "subnet_ids"), INTERFACE_ENDPOINT)
      : [],
  aws_rds_cluster_instance: (side, change, context, which) => {
    const [type = "", aurora] = [side.text("instance_class"), side.text("engine")];
    const price = aurora?.startsWith("aurora") ? auroraPrice(type) : null;
    const clusters = context.namedBy(change, "cluster_identifier", "aws_rds_cluster");
    const advanced = clusters.some(
      (each) => each[which].text("database_insights_mode") === "advanced",
    );
    return [
      ...cost(type || "instance", 1, price),
      ...cost("vCPU with insights", advanced ? (vcpusOf(type) ?? 0) : 0, INSIGHTS_VCPU),
    ];
  },
  aws_autoscaling_group: (side, group, context, which) => {
    const [template] = TEMPLATE_IDS.flatMap((path) =>
      context.namedBy(group, path, "aws_launch_template"),
    );
    const type = template?.[which].text("instance_type") ?? template?.after.text("instance_type");
    return cost(type ?? "instance", side.number("min_size") ?? 0, type ? ec2Price(type) : null);
  },
};

/** Where a group names its template: a group with one instance type, and a group with several. */
const TEMPLATE_IDS = [
  "launch_template.id",
  "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
];

/** With a new subnet in it, a list is known only after the apply: then it counts as before. */
function countIn(side: Side, { before }: Change, path: string): number {
  const list = side.values?.[path] ?? before.values?.[path];
  return Array.isArray(list) ? list.length : 0;
}
