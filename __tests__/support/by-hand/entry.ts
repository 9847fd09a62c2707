import {
  AddTagsCommand,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  SetIpAddressTypeCommand,
  SetSecurityGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ChangeByHand } from "./change";

const LB = "aws_lb.load_balancer";
const LISTENER = "aws_lb_listener.load_balancer_http";
const GROUP = "aws_lb_target_group.load_balancer";

const balancer = (attribute: string, Key: string, Value: string): ChangeByHand => ({
  address: LB,
  attributes: [attribute],
  call: ({ loadBalancing }, known) => {
    const LoadBalancerArn = known(LB, "arn");
    const Attributes = [{ Key, Value }];
    return loadBalancing.send(
      new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }),
    );
  },
});
const targets = (attribute: string, ...pairs: [Key: string, Value: string][]): ChangeByHand => ({
  address: GROUP,
  attributes: [attribute],
  call: ({ loadBalancing }, known) => {
    const TargetGroupArn = known(GROUP, "arn");
    const Attributes = pairs.map(([Key, Value]) => ({ Key, Value }));
    return loadBalancing.send(
      new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }),
    );
  },
});
const header = (name: string, Value: string): ChangeByHand => ({
  address: LISTENER,
  attributes: [`routing_http_response_${name.replaceAll(/[-.]/g, "_")}_header_value`],
  call: ({ loadBalancing }, known) => {
    const Attributes = [{ Key: `routing.http.response.${name}.header_value`, Value }];
    const ListenerArn = known(LISTENER, "arn");
    return loadBalancing.send(new ModifyListenerAttributesCommand({ ListenerArn, Attributes }));
  },
});

/** Of the load balancer, its listener and its targets. */
export const ENTRY: readonly ChangeByHand[] = [
  balancer("idle_timeout", "idle_timeout.timeout_seconds", "7"),
  balancer("desync_mitigation_mode", "routing.http.desync_mitigation_mode", "monitor"),
  balancer(
    "drop_invalid_header_fields",
    "routing.http.drop_invalid_header_fields.enabled",
    "false",
  ),
  balancer("enable_deletion_protection", "deletion_protection.enabled", "true"),
  balancer("enable_http2", "routing.http2.enabled", "false"),
  balancer("preserve_host_header", "routing.http.preserve_host_header.enabled", "true"),
  balancer("client_keep_alive", "client_keep_alive.seconds", "77"),
  balancer("xff_header_processing_mode", "routing.http.xff_header_processing.mode", "remove"),
  balancer("enable_xff_client_port", "routing.http.xff_client_port.enabled", "true"),
  balancer("enable_waf_fail_open", "waf.fail_open.enabled", "true"),
  balancer(
    "enable_tls_version_and_cipher_suite_headers",
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
    "true",
  ),
  {
    address: LB,
    attributes: ["security_groups"],
    call: ({ loadBalancing }, known) =>
      loadBalancing.send(
        new SetSecurityGroupsCommand({
          LoadBalancerArn: known(LB, "arn"),
          SecurityGroups: ["load_balancer", "web"].map((name) =>
            known(`aws_security_group.${name}_firewall`, "id"),
          ),
        }),
      ),
  },
  {
    address: LB,
    attributes: ["ip_address_type"],
    call: ({ loadBalancing }, known) => {
      const LoadBalancerArn = known(LB, "arn");
      return loadBalancing.send(
        new SetIpAddressTypeCommand({ LoadBalancerArn, IpAddressType: "dualstack" }),
      );
    },
  },
  {
    address: LB,
    attributes: ["tags"],
    call: ({ loadBalancing }, known) => {
      const Tags = [{ Key: "Owner", Value: "bob" }];
      return loadBalancing.send(new AddTagsCommand({ ResourceArns: [known(LB, "arn")], Tags }));
    },
  },
  {
    address: LISTENER,
    attributes: ["default_action", "port"],
    call: ({ loadBalancing }, known) => {
      const FixedResponseConfig = { StatusCode: "503" };
      const DefaultActions = [{ Type: "fixed-response" as const, FixedResponseConfig }];
      const ListenerArn = known(LISTENER, "arn");
      return loadBalancing.send(
        new ModifyListenerCommand({ ListenerArn, Port: 81, DefaultActions }),
      );
    },
  },
  header("access_control_allow_origin", "*"),
  header("strict_transport_security", "max-age=1"),
  {
    address: GROUP,
    attributes: ["health_check"],
    call: ({ loadBalancing }, known) => {
      const TargetGroupArn = known(GROUP, "arn");
      const HealthCheckPath = "/other";
      return loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath }));
    },
  },
  targets("deregistration_delay", ["deregistration_delay.timeout_seconds", "7"]),
  // Not slow_start as well: AWS takes it with round_robin alone.
  targets("load_balancing_algorithm_type", [
    "load_balancing.algorithm.type",
    "least_outstanding_requests",
  ]),
  targets("stickiness", ["stickiness.enabled", "true"], ["stickiness.type", "lb_cookie"]),
];
