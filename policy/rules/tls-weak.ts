import {
  addressOf,
  type Block,
  block,
  isBlock,
  type Resource,
  type TerraformJson,
} from "../../terraform/document";
import type { Found, StackRule } from "./rule";

export const tlsWeak: StackRule = {
  id: "tls-weak",
  finds: "a connection is taken without TLS where TLS is to be had, or by TLS older than 1.2",
  judge(stack) {
    return [
      ...stack.all("aws_lb_listener").flatMap((each) => ofListener(each, stack)),
      ...stack.all("aws_rds_cluster_parameter_group").flatMap(ofDatabase),
      ...stack.all("aws_sns_topic_subscription").filter(isPlain).map(sentPlain),
      ...[block(block(stack.document).provider).aws].flat().flatMap(ofProvider),
    ];
  },
};

// --- internal ---

function ofListener(listener: Resource, stack: TerraformJson): Found[] {
  const { values } = listener;
  const address = addressOf(listener);
  if (isTls(values)) {
    const old = !/TLS-?1-?2|TLS13-1-[23]/.test(String(values.ssl_policy));
    return old ? [{ address, title: `takes older TLS than 1.2: ${values.ssl_policy}` }] : [];
  }
  const beside = stack
    .referred(values.load_balancer_arn)
    .flatMap((each) => stack.pointingAt(each, "aws_lb_listener", "load_balancer_arn"));
  const forwards = block(values.default_action).type === "forward";
  if (!forwards || !beside.some((each) => isTls(each.values))) return [];
  return [{ address, title: "serves plain HTTP as well as HTTPS" }];
}

function isTls({ protocol }: Block): boolean {
  return protocol === "HTTPS" || protocol === "TLS";
}

/** Aurora takes plain connections where nothing is said. */
function ofDatabase(group: Resource): Found[] {
  const parameters = [group.values.parameter].flat().filter(isBlock);
  const isForced = parameters.some(
    ({ name, value }) =>
      /^(require_secure_transport|rds\.force_ssl)$/.test(String(name)) &&
      /^(on|1)$/i.test(String(value)),
  );
  if (isForced) return [];
  return [{ address: addressOf(group), title: "lets the database take connections without TLS" }];
}

function isPlain({ values }: Resource): boolean {
  return values.protocol === "http";
}

function sentPlain(each: Resource): Found {
  return { address: addressOf(each), title: "sends messages by plain HTTP" };
}

function ofProvider(provider: unknown): Found[] {
  if (block(provider).insecure !== true) return [];
  return [{ address: "provider.aws", title: "takes any certificate for AWS's" }];
}
