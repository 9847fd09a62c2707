import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener, type LbListenerDefaultAction } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { namesOf, TARGET_GROUP_PREFIX } from "../names/stage";
import { SUBNETS_OF } from "../names/tiers";
import { type AccessLogChoice, addAccessLogs } from "./access-logs";
import { Firewall, range } from "./firewall";
import { guardDomain, inTwoZones } from "./guards";
import type { Network } from "./network";
import { stackOf } from "./readable-stack";
import { WebAcl, type WebRules } from "./web-acl";

export interface Domain {
  /** Name that people type: `www.example.com`. */
  readonly domain: string;
  /** Route 53 hosted zone id that holds it. */
  readonly zone: string;
}

/**
 * Which healthy target gets a request. round-robin: each in turn. weighted-random: any, and one that
 * answers with more errors than the others gets fewer, where at least three are healthy.
 */
export type Balancing = "round-robin" | "weighted-random";

export interface LoadBalancerProps {
  readonly network: Network;
  readonly scheme: "internet-facing" | "internal";
  /** Left out: plain HTTP. Given: HTTPS, and HTTP redirects to it. */
  readonly https?: Domain | undefined;
  /** Left out: every request that may connect reaches the targets. */
  readonly waf?: WebRules | undefined;
  /** Port that targets listen on. Changing it replaces the target group, the new one first. */
  readonly port: number;
  readonly healthCheckPath: string;
  /** Whether requests are logged, and for how many days the logs are kept. */
  readonly logs: { readonly access: AccessLogChoice; readonly days: number };
  readonly balancing: Balancing;
  /** Deletion protection, and prevent_destroy. */
  readonly protection: boolean;
}

/** Both are written out: what is left out would stay as it was. */
const ALGORITHMS = {
  "round-robin": {
    loadBalancingAlgorithmType: "round_robin",
    loadBalancingAnomalyMitigation: "off",
  },
  "weighted-random": {
    loadBalancingAlgorithmType: "weighted_random",
    loadBalancingAnomalyMitigation: "on",
  },
} as const;

/** The one way in: an application load balancer, its listeners, and the group of its targets. */
export class LoadBalancer extends Construct {
  readonly firewall: Firewall;
  readonly url: string;
  readonly targetGroup: LbTargetGroup;
  /** Sends requests to the targets. Until it is there, the target group serves nobody. */
  readonly listener: LbListener;
  /** How CloudWatch names the pair of load balancer and target group. */
  readonly requestLabel: string;
  /** What the metrics of that pair are found by. */
  readonly metricDimensions: { readonly LoadBalancer: string; readonly TargetGroup: string };
  /** ARN of the certificate; none without a domain. */
  certificate: string | undefined;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { network, https } = props;

    this.firewall = new Firewall(this, "firewall", {
      vpcId: network.vpcId,
      name: "load-balancer",
      ports: https ? { http: 80, https: 443 } : { http: 80 },
    });
    const lb = this.addLoadBalancer(props);
    if (props.waf !== undefined) new WebAcl(this, "waf", lb.arn, props.waf);
    this.targetGroup = this.addTargetGroup(props);
    const forward = { type: "forward", targetGroupArn: this.targetGroup.arn };
    this.listener = https ? this.addHttps(lb, https, forward) : this.addHttp(lb, forward);
    this.url = https ? `https://${https.domain}` : `http://${lb.dnsName}`;
    this.metricDimensions = {
      LoadBalancer: lb.arnSuffix,
      TargetGroup: this.targetGroup.arnSuffix,
    };
    this.requestLabel = `${lb.arnSuffix}/${this.targetGroup.arnSuffix}`;
  }

  /** Opens the listeners to ranges: `["0.0.0.0/0"]` is the world. */
  allowFrom(ranges: readonly string[]): void {
    for (const cidr of ranges) this.firewall.allowFrom(range(cidr));
  }

  private addLoadBalancer({ network, scheme, logs, protection }: LoadBalancerProps): Lb {
    const subnets = scheme === "internal" ? SUBNETS_OF.web : SUBNETS_OF.load_balancer;
    const { block, contents } = addAccessLogs(this, "access-logs", {
      choice: logs.access,
      days: logs.days,
      account: network.accountId,
      protection,
    });
    return new Lb(this, "lb", {
      name: namesOf(stackOf(this)).web,
      loadBalancerType: "application",
      internal: scheme === "internal",
      subnets: network.subnetIds(subnets),
      securityGroups: [this.firewall.id],
      dropInvalidHeaderFields: true,
      accessLogs: block,
      // Lets people, and AWS, take a zone out of service that is impaired but not down.
      enableZonalShift: true,
      enableDeletionProtection: protection,
      lifecycle: {
        // Or a replacement would take the listeners and only then be refused by AWS.
        preventDestroy: protection,
        replaceTriggeredBy: [...network.onReplacement],
        precondition: [inTwoZones(network.zonesOf(subnets), "network.zones", "add a zone")],
      },
      // It serves in a zone only while the zone has a way, and leaves the zone before the way goes. AWS
      // takes none that faces the internet without a gateway, and keeps the gateway as long as it is there.
      dependsOn: [...network.ways(subnets), ...contents],
    });
  }

  private addTargetGroup(props: LoadBalancerProps): LbTargetGroup {
    const { network, port, healthCheckPath, balancing } = props;
    return new LbTargetGroup(this, "target-group", {
      // A fixed name would collide with itself when the group is replaced.
      namePrefix: TARGET_GROUP_PREFIX,
      vpcId: network.vpcId,
      port,
      protocol: "HTTP",
      targetType: "instance",
      deregistrationDelay: "60",
      ...ALGORITHMS[balancing],
      healthCheck: {
        path: healthCheckPath,
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
  }

  private addHttp(
    lb: Lb,
    action: LbListenerDefaultAction,
    after: ITerraformDependable[] = [],
  ): LbListener {
    return new LbListener(this, "http", {
      loadBalancerArn: lb.arn,
      port: 80,
      protocol: "HTTP",
      routingHttpResponseServerEnabled: false,
      defaultAction: [action],
      dependsOn: after,
    });
  }

  private addHttps(lb: Lb, { domain, zone }: Domain, action: LbListenerDefaultAction): LbListener {
    guardDomain(this, domain, zone);
    const listener = new LbListener(this, "https", {
      loadBalancerArn: lb.arn,
      port: 443,
      protocol: "HTTPS",
      routingHttpResponseServerEnabled: false,
      // What the app says too, here also on the load balancer's own answers.
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
      // TLS 1.3, and 1.2 with authenticated encryption alone for clients that lack it.
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      certificateArn: this.addCertificate(domain, zone),
      defaultAction: [action],
    });
    new Route53Record(this, "alias", {
      zoneId: zone,
      name: domain,
      type: "A",
      alias: { name: lb.dnsName, zoneId: lb.zoneId, evaluateTargetHealth: true },
    });
    // Nobody is sent to 443 before it answers, and a certificate takes minutes.
    const redirect = { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" };
    this.addHttp(lb, { type: "redirect", redirect }, [listener]);
    return listener;
  }

  /** A certificate that is used only once ACM has seen our proof in DNS. */
  private addCertificate(domain: string, zone: string): string {
    const certificate = new AcmCertificate(this, "acm-certificate", {
      domainName: domain,
      validationMethod: "DNS",
    });
    this.certificate = certificate.arn;
    const proof = certificate.domainValidationOptions.get(0);
    const record = new Route53Record(this, "validation", {
      zoneId: zone,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 60,
      // ACM asks for the same record again when a domain gets its next certificate.
      allowOverwrite: true,
    });
    return new AcmCertificateValidation(this, "acm-certificate-validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  }
}
