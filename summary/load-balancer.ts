import { type Cost, cost } from "../prices/costs";
import { APPLICATION_LOAD_BALANCER, PUBLIC_IPV4, WEB_ACL, WEB_ACL_RULE } from "../prices/prices";
import {
  type Block,
  block,
  count,
  number,
  type Resource,
  type TerraformJson,
  text,
} from "../terraform/document";

export interface LoadBalancer {
  readonly tier: "load-balancer";
  readonly scheme: "internet-facing" | "internal";
  readonly zones: readonly string[];
  /** The name in DNS that leads here; null if there is none beside AWS's own. */
  readonly domain: string | null;
  readonly listeners: readonly Listener[];
  /** Days that access logs are kept; null if there are none. */
  readonly accessLogDays: number | null;
  /** What its web ACL refuses; null without one. */
  readonly webRules: WebRules | null;
  readonly deletionProtection: boolean;
  readonly costs: readonly Cost[];
}

export interface WebRules {
  readonly rules: readonly string[];
  /** Whether all of them only count. */
  readonly onlyCounts: boolean;
}

export interface Listener {
  readonly protocol: string;
  readonly port: number | null;
  /** Who may connect: IPv4 ranges, prefix lists, names of security groups. */
  readonly from: readonly string[];
  /** The protocol that clients are sent to instead; null if they are served. */
  readonly redirectsTo: string | null;
}

export function loadBalancers(stack: TerraformJson): LoadBalancer[] {
  return stack.all("aws_lb").map((lb) => {
    const { load_balancer_type: type = "application", subnets, internal } = lb.values;
    const price = type === "application" ? APPLICATION_LOAD_BALANCER : null;
    const acl = webAclOf(stack, lb);
    return {
      tier: "load-balancer",
      scheme: internal === true ? "internal" : "internet-facing",
      zones: stack.zones(stack.referred(subnets)),
      domain: domainOf(stack, lb),
      listeners: stack
        .pointingAt(lb, "aws_lb_listener", "load_balancer_arn")
        .map((listener) => read(stack, lb, listener))
        .sort((a, b) => (b.port ?? 0) - (a.port ?? 0)),
      accessLogDays: accessLogDays(stack, lb),
      webRules: acl === undefined ? null : webRules(acl),
      deletionProtection: lb.values.enable_deletion_protection === true,
      costs: [
        ...cost("load balancer", 1, price),
        ...cost("public address", internal === true ? 0 : count(subnets), PUBLIC_IPV4),
        ...cost("web ACL", acl === undefined ? 0 : 1, WEB_ACL),
        ...cost("rule of web ACL", count(acl?.values.rule), WEB_ACL_RULE),
      ],
    };
  });
}

function read(stack: TerraformJson, lb: Resource, { values }: Resource): Listener {
  const port = number(values.port) ?? null;
  const redirect = text(block(block(values.default_action).redirect).protocol);
  return {
    protocol: (text(values.protocol) ?? "?").toLowerCase(),
    port,
    from: port === null ? [] : allowed(stack, lb, port),
    redirectsTo: redirect?.toLowerCase() ?? null,
  };
}

function accessLogDays(stack: TerraformJson, { values }: Resource): number | null {
  const buckets = stack.referred(block(values.access_logs).bucket);
  const [rule] = buckets.flatMap((bucket) =>
    stack.pointingAt(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket"),
  );
  return number(block(block(rule?.values.rule).expiration).days) ?? null;
}

function webAclOf(stack: TerraformJson, lb: Resource): Resource | undefined {
  const [association] = stack.pointingAt(lb, "aws_wafv2_web_acl_association", "resource_arn");
  return stack.referred(association?.values.web_acl_arn)[0];
}

function webRules({ values }: Resource): WebRules {
  const rules = [values.rule ?? []].flat().map(block);
  const counts = (rule: Block) => "count" in block(rule.action ?? rule.override_action);
  return {
    rules: rules.map(({ name }) => text(name) ?? "?"),
    onlyCounts: rules.every(counts),
  };
}

/** Who the load balancer's security groups let in on a port. */
function allowed(stack: TerraformJson, lb: Resource, port: number): string[] {
  const rules = stack
    .referred(lb.values.security_groups)
    .flatMap((group) =>
      stack.pointingAt(group, "aws_vpc_security_group_ingress_rule", "security_group_id"),
    )
    .map(({ values }) => values)
    .filter(
      ({ ip_protocol, from_port: from, to_port: to }) =>
        ip_protocol === "-1" || (Number(from) <= port && port <= Number(to)),
    );
  return rules.map(
    (rule) =>
      text(rule.cidr_ipv4) ??
      text(rule.cidr_ipv6) ??
      text(rule.prefix_list_id) ??
      stack.referred(rule.referenced_security_group_id)[0]?.name ??
      "?",
  );
}

function domainOf(stack: TerraformJson, lb: Resource): string | null {
  const record = stack
    .all("aws_route53_record")
    .find(({ values }) => stack.referred(block(values.alias).name).includes(lb));
  return text(record?.values.name) ?? null;
}
