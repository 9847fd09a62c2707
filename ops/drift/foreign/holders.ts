import type { Foreign, Watch } from "../foreign";
import type { Ours } from "../ours";
import { PARTS, type Surroundings } from "../surroundings";

type Interface = Surroundings["interfaces"][number];

/**
 * What stands in our network and is none of ours. AWS deletes no network that has it, and Terraform
 * tries for as long as its timeout says, without a word why.
 */
export const holders: Watch = (seen, ours) => [...parts(seen, ours), ...interfaces(seen, ours)];

// --- internal ---

const HOLDS = "it holds the network: a destroy waits for it, and fails in the end";

function parts(seen: Surroundings, ours: Ours): Foreign[] {
  const acls = seen.acls
    .filter(({ IsDefault }) => !IsDefault)
    .map(({ NetworkAclId: id = "", VpcId: vpc = "" }) => ({
      kind: "network ACL" as const,
      id,
      vpc,
    }));
  return [...seen.parts, ...acls]
    .filter(({ id }) => !ours.has(id))
    .map(({ kind, id, vpc }) => ({
      address: ours.address(vpc, "aws_vpc"),
      what: kind,
      id,
      says: id,
      hurts: HOLDS,
      undo: `ec2 ${PARTS[kind].replace("VPC", vpc)} ${id}`,
    }));
}

function interfaces(seen: Surroundings, ours: Ours): Foreign[] {
  return seen.interfaces
    .filter((each) => !isOurs(each, seen, ours))
    .map(({ NetworkInterfaceId: id = "", VpcId, SubnetId, Description }) => ({
      address: ours.address(ours.has(SubnetId) ? SubnetId : VpcId, "aws_vpc"),
      what: "network interface",
      id,
      says: Description ? `${id} (${Description})` : id,
      hurts: HOLDS,
      undo: `ec2 delete-network-interface --network-interface-id ${id}`,
    }));
}

/** Of our instances and gateways; of a load balancer and a database AWS's description tells. */
function isOurs(
  { NetworkInterfaceId: id, Description = "", Groups = [], Attachment }: Interface,
  { instances }: Surroundings,
  ours: Ours,
): boolean {
  if (Attachment?.InstanceId && instances.includes(Attachment.InstanceId)) return true;
  if (Description === "RDSNetworkInterface") {
    return Groups.length > 0 && Groups.every(({ GroupId }) => ours.has(GroupId));
  }
  const known = [
    ...ours.texts("aws_nat_gateway", "network_interface_id"),
    ...ours.texts("aws_vpc_endpoint", "network_interface_ids"),
  ];
  const isOfBalancer = (suffix: string) => Description === `ELB ${suffix}`;
  return known.some((each) => each === id) || ours.texts("aws_lb", "arn_suffix").some(isOfBalancer);
}
