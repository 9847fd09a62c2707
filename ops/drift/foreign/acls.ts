import type { Foreign, Watch } from "../foreign";
import type { AclEntry } from "../surroundings";

/**
 * Network ACLs of our subnets. We leave AWS's default, which lets all through: what denies is foreign,
 * and so is one that doesn't let all through.
 */
export const acls: Watch = (seen, ours) =>
  seen.acls.flatMap(({ NetworkAclId: id = "", Entries = [], Associations = [] }) => {
    const subnets = Associations.flatMap(({ SubnetId }) => (ours.has(SubnetId) ? [SubnetId] : []));
    if (subnets.length === 0) return [];
    const addresses = subnets.map((subnet) => ours.address(subnet, "aws_subnet")).sort();
    const [address = "", where] = [addresses[0], addresses.join(", ")];
    const all = Entries.filter(({ RuleNumber = LAST }) => RuleNumber < LAST);
    const denied = all
      .filter(({ RuleAction }) => RuleAction === "deny")
      .map(
        (entry): Foreign => ({
          address,
          what: "network ACL entry",
          id,
          says: `${id} ${entry.RuleNumber}: denies ${said(entry)} ${way(entry)}`,
          hurts: `what it denies is dropped in ${where}`,
          undo: withoutDenial(id, entry, all),
        }),
      );
    return [...denied, ...closed(id, address, where, all)];
  });

// --- internal ---

/** The entry that AWS adds and nobody can remove: it denies what no other lets through. */
const LAST = 32767;

/** The number of AWS's own entry that lets all through. */
const OPEN = 100;

function closed(id: string, address: string, where: string, all: readonly AclEntry[]): Foreign[] {
  return [false, true]
    .filter((Egress) => isClosed(Egress, all))
    .map((Egress) => ({
      address,
      what: "network ACL",
      id,
      says: `${id}: has no entry that allows all ${way({ Egress })}`,
      hurts: `what no other entry allows is dropped in ${where}`,
      undo: opened(id, Egress, all),
    }));
}

function isClosed(Egress: boolean | undefined, all: readonly AclEntry[]): boolean {
  return !all.some((entry) => entry.Egress === Egress && letsAll(entry));
}

/** A denial in the place of AWS's own entry is replaced by it, so that both commands work in any order. */
function withoutDenial(id: string, entry: AclEntry, all: readonly AclEntry[]): string {
  const { RuleNumber, Egress } = entry;
  if (RuleNumber === OPEN && isClosed(Egress, all)) return opened(id, Egress, all);
  return `ec2 delete-network-acl-entry --network-acl-id ${id} --rule-number ${RuleNumber} ${side(Egress)}`;
}

/** AWS creates no entry where one of that number is. */
function opened(id: string, Egress: boolean | undefined, all: readonly AclEntry[]): string {
  const is = (entry: AclEntry) => entry.RuleNumber === OPEN && entry.Egress === Egress;
  const verb = all.some(is) ? "replace" : "create";
  return `ec2 ${verb}-network-acl-entry --network-acl-id ${id} --rule-number ${OPEN} --protocol -1 --cidr-block 0.0.0.0/0 --rule-action allow ${side(Egress)}`;
}

const side = (Egress: boolean | undefined) => (Egress ? "--egress" : "--ingress");

function letsAll({ RuleAction, Protocol, CidrBlock }: AclEntry): boolean {
  return RuleAction === "allow" && Protocol === "-1" && CidrBlock === "0.0.0.0/0";
}

function said({ Protocol, CidrBlock, Ipv6CidrBlock }: AclEntry): string {
  const protocol = Protocol === "-1" ? "all" : `protocol ${Protocol}`;
  return `${protocol} ${CidrBlock ?? Ipv6CidrBlock}`;
}

const way = ({ Egress }: Pick<AclEntry, "Egress">) => (Egress ? "out" : "in");
