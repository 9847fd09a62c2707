import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { dependable, type ITerraformDependable, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { prefixesOf } from "../names/stage";
import { stackOf } from "./readable-stack";

/** Addresses outside our own groups: a range, or a list of ranges that AWS keeps. */
export type Range =
  | { readonly kind: "cidr"; readonly name: string; readonly cidr: string }
  | { readonly kind: "prefix-list"; readonly name: string; readonly id: string };

export const INTERNET: Range = { kind: "cidr", name: "internet", cidr: "0.0.0.0/0" };

/** The range `203.0.113.0/24` gets the name `ip-203-0-113-0-24`, and the world `internet`. */
export function range(cidr: string): Range {
  const name = cidr === "0.0.0.0/0" ? "internet" : `ip-${cidr.replaceAll(/[./]/g, "-")}`;
  return { kind: "cidr", name, cidr };
}

export interface FirewallProps {
  readonly vpcId: string;
  /** What stands behind it: `web`. Peers name their rules after it. */
  readonly name: string;
  /** TCP ports it guards, by what is spoken on them: `{ http: 8080 }`. */
  readonly ports: Readonly<Record<string, number>>;
}

/** A security group that is closed both ways until a peer is let in or it is let out. */
export class Firewall extends Construct {
  readonly id: string;
  readonly name: string;
  /** Wait for these before you start what must be let out. */
  readonly rules: ITerraformDependable[] = [];
  private readonly ports: Readonly<Record<string, number>>;
  private readonly behind: TerraformResource[] = [];

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { vpcId, name, ports } = props;
    this.name = name;
    this.ports = ports;
    this.id = new SecurityGroup(this, "security-group", {
      // A prefix, so that another group can be made first: replacing one in use waits for ever.
      namePrefix: prefixesOf(stackOf(this)).securityGroup(name),
      description: `${name}: closed, opened rule by rule`,
      vpcId,
      revokeRulesOnDelete: true,
    }).id;
  }

  /** Opens our ports to `peer`. Another firewall also gets its way out to us. */
  allowFrom(peer: Firewall | Range): void {
    for (const [name, port] of Object.entries(this.ports)) {
      this.holdBack(
        this.rule(VpcSecurityGroupIngressRule, `from-${peer.name}-${name}`, peer, port),
      );
      if (peer instanceof Firewall) {
        this.holdBack(peer.rule(VpcSecurityGroupEgressRule, `to-${this.name}-${name}`, this, port));
      }
    }
  }

  /** Has `resource`, to which callers turn as soon as it is there, wait until they are let in. */
  openBefore(resource: TerraformResource): void {
    this.behind.push(resource);
  }

  /** Lets what stands behind us connect to `range` on 443, where the services of AWS answer. */
  allowHttpsTo(range: Range): void {
    this.rule(VpcSecurityGroupEgressRule, `to-${range.name}-https`, range, 443);
  }

  private rule(
    Rule: typeof VpcSecurityGroupIngressRule | typeof VpcSecurityGroupEgressRule,
    id: string,
    peer: Firewall | Range,
    port: number,
  ): ITerraformDependable {
    const rule = new Rule(this, id, {
      securityGroupId: this.id,
      description: `${this.name} ${id.replaceAll("-", " ")}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      ...endOf(peer),
    });
    this.rules.push(rule);
    return rule;
  }

  /** Until a rule is there. */
  private holdBack(rule: ITerraformDependable): void {
    for (const resource of this.behind) {
      resource.dependsOn = [...(resource.dependsOn ?? []), dependable(rule)];
    }
  }
}

function endOf(peer: Firewall | Range) {
  if (peer instanceof Firewall) return { referencedSecurityGroupId: peer.id };
  return peer.kind === "cidr" ? { cidrIpv4: peer.cidr } : { prefixListId: peer.id };
}
