import type { Addition } from "./additions";
import type { Plan } from "./plan";

/**
 * Attributes by which others open a door, or make us pay, and which no JSON can pin: the provider takes an
 * empty value for none and keeps what it finds. So each is held to its closed value here, whenever it was
 * changed.
 */
export const OPENINGS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  // Registers the fleet's instances with another load balancer.
  aws_autoscaling_group: { load_balancers: /^$/ },
  // Other sites may read answers in a user's browser.
  aws_lb_listener: {
    routing_http_response_access_control_allow_credentials_header_value: /^$/,
    routing_http_response_access_control_allow_headers_header_value: /^$/,
    routing_http_response_access_control_allow_methods_header_value: /^$/,
    routing_http_response_access_control_allow_origin_header_value: /^$/,
    routing_http_response_access_control_expose_headers_header_value: /^$/,
  },
  // The database reads from buckets and writes to them, or calls functions.
  // The other storage has another price, and AWS takes it at most once in 30 days.
  aws_rds_cluster: { iam_roles: /^$/, storage_type: /^(?!aurora-iopt1$)/ },
  // It may log every statement, values and all.
  aws_rds_cluster_instance: { db_parameter_group_name: /^(default\..*)?$/ },
  // Lets in routes that a VPN announces.
  aws_route_table: { propagating_vgws: /^$/ },
};

/** Doors that are open, as additions: a deploy leaves them. */
export function openingsIn(plan: Plan): Addition[] {
  const all = plan.prior_state?.values?.root_module?.resources ?? [];
  return all.flatMap(({ address, type, values }) =>
    Object.entries(OPENINGS[type] ?? {}).flatMap(([attribute, closed]) => {
      const what = [values[attribute] ?? ""].flat().join(", ");
      return closed.test(what) ? [] : [{ address, attribute, what }];
    }),
  );
}

/** Whether `openingsIn` reports all there is to report of an attribute. */
export function isOpening(type: string, attribute: string | undefined): boolean {
  return attribute !== undefined && OPENINGS[type]?.[attribute] !== undefined;
}
