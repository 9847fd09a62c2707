import {
  DescribeVpnGatewaysCommand,
  type EC2Client,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcPeeringConnections,
} from "@aws-sdk/client-ec2";
import { collect } from "../../service/read/pages";
import type { Part, PartKind } from "./surroundings";

/** What stands in networks, whoever made it. */
export async function readNetwork(client: EC2Client, vpcs: readonly string[]) {
  if (vpcs.length === 0) return { acls: [], interfaces: [], parts: [] };
  const Values = [...vpcs];
  const inVpc = { Filters: [{ Name: "vpc-id", Values }] };
  const [acls, interfaces, parts] = await Promise.all([
    collect(paginateDescribeNetworkAcls({ client }, inVpc), (page) => page.NetworkAcls),
    collect(paginateDescribeNetworkInterfaces({ client }, inVpc), (page) => page.NetworkInterfaces),
    readParts(client, Values),
  ]);
  return { acls, interfaces, parts };
}

// --- internal ---

async function readParts(client: EC2Client, Values: string[]): Promise<Part[]> {
  const inVpc = { Filters: [{ Name: "vpc-id", Values }] };
  const found = await Promise.all([
    collect(paginateDescribeSubnets({ client }, inVpc), ({ Subnets }) =>
      Subnets?.map((one) => part("subnet", one.SubnetId, one.VpcId)),
    ),
    collect(paginateDescribeSecurityGroups({ client }, inVpc), ({ SecurityGroups }) =>
      SecurityGroups?.filter(({ GroupName }) => GroupName !== "default").map((one) =>
        part("security group", one.GroupId, one.VpcId),
      ),
    ),
    collect(paginateDescribeRouteTables({ client }, inVpc), ({ RouteTables }) =>
      RouteTables?.filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main)).map(
        (one) => part("route table", one.RouteTableId, one.VpcId),
      ),
    ),
    collect(paginateDescribeVpcEndpoints({ client }, inVpc), ({ VpcEndpoints }) =>
      VpcEndpoints?.map((one) => part("VPC endpoint", one.VpcEndpointId, one.VpcId)),
    ),
    readGateways(client, Values),
    readPeerings(client, Values),
  ]);
  return found.flat();
}

async function readGateways(client: EC2Client, Values: string[]): Promise<Part[]> {
  const attached = { Filters: [{ Name: "attachment.vpc-id", Values }] };
  const Filter = [{ Name: "vpc-id", Values }];
  const [internet, nat, vpn] = await Promise.all([
    collect(
      paginateDescribeInternetGateways({ client }, attached),
      (page) => page.InternetGateways,
    ),
    collect(paginateDescribeNatGateways({ client }, { Filter }), (page) => page.NatGateways),
    client.send(new DescribeVpnGatewaysCommand(attached)),
  ]);
  return [
    ...internet.map((one) =>
      part("internet gateway", one.InternetGatewayId, one.Attachments?.[0]?.VpcId),
    ),
    ...nat // A deleted one is listed for an hour.
      .filter(({ State }) => State !== "deleted")
      .map((one) => part("NAT gateway", one.NatGatewayId, one.VpcId)),
    ...(vpn.VpnGateways ?? []).map((one) =>
      part("VPN gateway", one.VpnGatewayId, one.VpcAttachments?.[0]?.VpcId),
    ),
  ];
}

async function readPeerings(client: EC2Client, Values: string[]): Promise<Part[]> {
  const of = async (side: "requester" | "accepter") => {
    const Filters = [
      { Name: `${side}-vpc-info.vpc-id`, Values },
      { Name: "status-code", Values: ["active", "pending-acceptance", "provisioning"] },
    ];
    const all = await collect(
      paginateDescribeVpcPeeringConnections({ client }, { Filters }),
      (page) => page.VpcPeeringConnections,
    );
    return all.map(({ VpcPeeringConnectionId: id = "", RequesterVpcInfo, AccepterVpcInfo }) => {
      const { VpcId: vpc = "" } = (side === "requester" ? RequesterVpcInfo : AccepterVpcInfo) ?? {};
      return { kind: "peering connection" as const, id, vpc };
    });
  };
  return (await Promise.all([of("requester"), of("accepter")])).flat();
}

const part = (kind: PartKind, id = "", vpc = ""): Part => ({ kind, id, vpc });
