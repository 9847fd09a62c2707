import type { Metric, MetricAlarm } from "./alarm";
import { runbook } from "./runbook";
import type { StageFacts } from "./stage";

/** Of the ways out, and of the certificate. */
export function networkAlarms(facts: StageFacts): readonly MetricAlarm[] {
  const gateways = Object.entries(facts.nat).flatMap(([zone, id]) => [
    portErrors(zone, id),
    packetsDropped(zone, id),
  ]);
  const { certificate } = facts;
  return [...gateways, ...(certificate === undefined ? [] : [certificateExpiry(certificate)])];
}

// --- internal ---

function portErrors(zone: string, id: string): MetricAlarm {
  return {
    kind: "metric",
    name: `nat-${zone}-port-errors`,
    says: `The NAT gateway in zone ${zone} has no port left for a new connection.`,
    firstStep: "Find in the flow logs which address so many connections go to.",
    runbook: runbook("NAT gateway"),
    reach: "mail",
    watched: { kind: "metric", metric: ofGateway(id, "ErrorPortAllocation") },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    because: "Each is a connection that an instance could not make.",
    period: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    missingData: "notBreaching",
    silence: "A gateway that is gone has its own alarm, of dropped packets.",
  };
}

function packetsDropped(zone: string, id: string): MetricAlarm {
  return {
    kind: "metric",
    name: `nat-${zone}-drops`,
    says: `The NAT gateway in zone ${zone} drops packets, or is gone.`,
    firstStep: "Look whether the gateway is there and its zone works.",
    runbook: runbook("NAT gateway"),
    reach: "mail",
    watched: {
      kind: "math",
      // One packet more, so that a gateway without traffic isn't taken for one that is gone.
      expression: "100 * drops / (inside + outside + 1)",
      metrics: {
        drops: ofGateway(id, "PacketsDropCount"),
        inside: ofGateway(id, "PacketsInFromSource"),
        outside: ofGateway(id, "PacketsInFromDestination"),
      },
    },
    comparison: "GreaterThanThreshold",
    threshold: 0.01,
    because: "AWS says that more than 0.01 % of the packets points to a fault of the gateway.",
    period: 60,
    evaluationPeriods: 15,
    datapointsToAlarm: 15,
    missingData: "breaching",
    silence: "A gateway sends it each minute: one that doesn't is gone, or its zone is.",
  };
}

function certificateExpiry(arn: string): MetricAlarm {
  return {
    kind: "metric",
    name: "certificate-expiry",
    says: "The certificate ends in three weeks, and AWS has not renewed it.",
    firstStep: "Look whether the record that proves the domain is still in its zone.",
    runbook: runbook("certificate"),
    reach: "mail",
    watched: {
      kind: "metric",
      metric: {
        namespace: "AWS/CertificateManager",
        name: "DaysToExpiry",
        dimensions: { CertificateArn: arn },
        statistic: "Minimum",
      },
    },
    comparison: "LessThanOrEqualToThreshold",
    threshold: 21,
    because: "AWS begins to renew 60 days before the end, so five weeks of tries have failed.",
    period: 86_400,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: "ignore",
    silence: "AWS sends it twice a day until the end, so what was found before stays true.",
  };
}

function ofGateway(id: string, name: string): Metric {
  return {
    namespace: "AWS/NATGateway",
    name,
    dimensions: { NatGatewayId: id },
    statistic: "Sum",
  };
}
