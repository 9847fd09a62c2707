import {
  type EC2Client,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  type SecurityGroupRule,
  type RouteTable as Table,
  type VpcEndpoint,
} from "@aws-sdk/client-ec2";
import { STAGE } from "../../names/tags";
import type { Endpoint, Rule, Snapshot } from "../snapshot";
import { collect, sorted } from "./pages";

type Network = Pick<
  Snapshot,
  "subnets" | "routeTables" | "natGateways" | "internetGateways" | "endpoints" | "rules"
>;

/** The ids of a stage's VPCs: two, while one replaces another. */
export async function vpcsOf(client: EC2Client, stage: string): Promise<string[]> {
  const Filters = [{ Name: `tag:${STAGE}`, Values: [stage] }];
  const vpcs = await collect(paginateDescribeVpcs({ client }, { Filters }), (page) => page.Vpcs);
  return vpcs.map(({ VpcId = "" }) => VpcId).sort();
}

/** The network of VPCs: at least one, since an empty filter would be refused. */
export async function readNetwork(client: EC2Client, vpcs: readonly string[]): Promise<Network> {
  const Filters = [{ Name: "vpc-id", Values: [...vpcs] }];
  const [subnets, tables, natGateways, gateways, endpoints, rules] = await Promise.all([
    collect(paginateDescribeSubnets({ client }, { Filters }), (page) => page.Subnets),
    collect(paginateDescribeRouteTables({ client }, { Filters }), (page) => page.RouteTables),
    collect(paginateDescribeNatGateways({ client }, { Filter: Filters }), (p) => p.NatGateways),
    collect(
      paginateDescribeInternetGateways(
        { client },
        { Filters: [{ Name: "attachment.vpc-id", Values: [...vpcs] }] },
      ),
      (page) => page.InternetGateways,
    ),
    collect(paginateDescribeVpcEndpoints({ client }, { Filters }), (page) => page.VpcEndpoints),
    readRules(client, vpcs),
  ]);
  return {
    subnets: sorted(subnets, ({ SubnetId = "" }) => SubnetId).map(
      ({ SubnetId: id = "", VpcId }) => ({ id, routeTable: tableFor(id, VpcId, tables) }),
    ),
    routeTables: sorted(tables, ({ RouteTableId = "" }) => RouteTableId).map(routeTable),
    natGateways: sorted(natGateways, ({ NatGatewayId = "" }) => NatGatewayId)
      .filter(({ State }) => State !== "deleted")
      .map(({ NatGatewayId = "", SubnetId = "", State = "" }) => ({
        id: NatGatewayId,
        subnet: SubnetId,
        state: State as string,
      })),
    internetGateways: gateways.map(({ InternetGatewayId = "" }) => InternetGatewayId).sort(),
    endpoints: sorted(endpoints.flatMap(interfaceEndpoint), ({ id }) => id),
    rules,
  };
}

// --- internal ---

function tableFor(subnet: string, vpc: string | undefined, tables: readonly Table[]): string {
  const own = tables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId === subnet),
  );
  const main = tables.find(
    ({ VpcId, Associations = [] }) => VpcId === vpc && Associations.some(({ Main }) => Main),
  );
  return (own ?? main)?.RouteTableId ?? "";
}

function routeTable({ RouteTableId: id = "", Routes = [] }: Table) {
  const route = Routes.find((each) => each.DestinationCidrBlock === "0.0.0.0/0");
  return { id, defaultRoute: route?.NatGatewayId ?? route?.GatewayId ?? null };
}

function interfaceEndpoint(endpoint: VpcEndpoint): Endpoint[] {
  if (endpoint.VpcEndpointType !== "Interface" || !endpoint.PrivateDnsEnabled) return [];
  return [
    {
      id: endpoint.VpcEndpointId ?? "",
      service: endpoint.ServiceName?.split(".").slice(3).join(".") ?? "",
      state: (endpoint.State ?? "").toLowerCase(),
      securityGroups: (endpoint.Groups ?? []).map(({ GroupId = "" }) => GroupId).sort(),
    },
  ];
}

async function readRules(client: EC2Client, vpcs: readonly string[]): Promise<Rule[]> {
  const Filters = [{ Name: "vpc-id", Values: [...vpcs] }];
  const groups = await collect(
    paginateDescribeSecurityGroups({ client }, { Filters }),
    (page) => page.SecurityGroups,
  );
  const ids = groups.map(({ GroupId = "" }) => GroupId);
  const found = await collect(
    paginateDescribeSecurityGroupRules(
      { client },
      { Filters: [{ Name: "group-id", Values: ids }] },
    ),
    (page) => page.SecurityGroupRules,
  );
  return sorted(found, ({ SecurityGroupRuleId = "" }) => SecurityGroupRuleId).map(rule);
}

function rule(one: SecurityGroupRule): Rule {
  const { ReferencedGroupInfo, PrefixListId, CidrIpv4, CidrIpv6 } = one;
  return {
    group: one.GroupId ?? "",
    direction: one.IsEgress ? "out" : "in",
    protocol: one.IpProtocol ?? "",
    from: one.FromPort ?? -1,
    to: one.ToPort ?? -1,
    peer: ReferencedGroupInfo?.GroupId ?? PrefixListId ?? CidrIpv4 ?? CidrIpv6 ?? "",
  };
}
