import type { Foreign, Watch } from "../foreign";
import type { Ours } from "../ours";
import { PARTS, type Part, type Surroundings } from "../surroundings";

type Interface = Surroundings["interfaces"][number];

/**
 * What stands in our network and is none of ours. AWS deletes no network that has it, and Terraform
 * tries for as long as its timeout says, without a word why.
 */
export const holders: Watch = (seen, ours) => [
  ...parts(seen, ours),
  ...acls(seen, ours),
  ...interfaces(seen, ours),
];

// --- internal ---

const HOLDS = "it holds the network: a destroy waits for it, and fails in the end";

function parts(seen: Surroundings, ours: Ours): Foreign[] {
  return seen.parts.filter(({ id }) => !ours.has(id)).map((each) => holder(each, ours));
}

function holder({ kind, id, vpc }: Part, ours: Ours): Foreign {
  return {
    address: ours.address(vpc, "aws_vpc"),
    what: kind,
    id,
    says: id,
    hurts: HOLDS,
    undo: `ec2 ${PARTS[kind].replace("VPC", vpc)} ${id}`,
  };
}

/** AWS deletes no network ACL that a subnet has, and a subnet always has one. */
function acls(seen: Surroundings, ours: Ours): Foreign[] {
  return seen.acls
    .filter(({ IsDefault, NetworkAclId: id }) => !(IsDefault || ours.has(id)))
    .map(({ NetworkAclId: id = "", VpcId: vpc = "", Associations = [] }): Foreign => {
      const found = holder({ kind: "network ACL", id, vpc }, ours);
      if (Associations.length === 0) return found;
      const usual = seen.acls.find((each) => each.IsDefault && each.VpcId === vpc)?.NetworkAclId;
      const ids = Associations.flatMap(({ NetworkAclAssociationId: one }) => one ?? []);
      const give = (one: string) =>
        `ec2 replace-network-acl-association --association-id ${one} --network-acl-id ${usual}`;
      const how = "give its subnets the network's default network ACL, and then remove it";
      return { ...found, how, ...(usual !== undefined && { first: ids.map(give) }) };
    });
}

function interfaces(seen: Surroundings, ours: Ours): Foreign[] {
  return seen.interfaces
    .filter((each) => !isOurs(each, seen, ours))
    .map((each) => {
      const { NetworkInterfaceId: id = "", VpcId, SubnetId, Description } = each;
      return {
        address: ours.address(ours.has(SubnetId) ? SubnetId : VpcId, "aws_vpc"),
        what: "network interface",
        id,
        says: Description ? `${id} (${Description})` : id,
        hurts: HOLDS,
        ...endOf(each),
      };
    });
}

/** AWS deletes no interface that is attached: of an instance, a gateway, a load balancer, a function. */
function endOf({ NetworkInterfaceId: id, Status, Attachment }: Interface) {
  const instance = Attachment?.InstanceId;
  if (instance) return { how: `remove what it belongs to, the instance ${instance}` };
  if ((Status ?? FREE) !== FREE) return { how: "remove what it belongs to, and it goes with that" };
  return { undo: `ec2 delete-network-interface --network-interface-id ${id}` };
}

const FREE = "available";

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
