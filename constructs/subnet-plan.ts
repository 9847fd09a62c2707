import { Address4 } from "ip-address";
import { SUBNET_KINDS, type SubnetKind } from "../names/tiers";

const KIND_BITS = 2; // four quarters: three kinds of subnet, and one kept for what nobody knows yet
const ZONE_BITS = 3; // eight blocks a quarter; the schema takes six letters, a to f
const FIRST_LETTER = "a".charCodeAt(0);

/**
 * The block of a kind of subnet in a zone, for ever. The block follows from the letter and not from
 * a list, so adding, removing or reordering zones moves nothing.
 * @param vpc the VPC's range, `10.0.0.0/16`
 * @param zone a letter, `a` to `f`
 * @returns a range 5 bits longer than the VPC's: `10.0.64.0/21` for private a
 */
export function subnetCidr(vpc: string, kind: SubnetKind, zone: string): string {
  const range = new Address4(vpc);
  const prefix = range.subnetMask + KIND_BITS + ZONE_BITS;
  const slot = (SUBNET_KINDS.indexOf(kind) << ZONE_BITS) + zone.charCodeAt(0) - FIRST_LETTER;
  const start = range.startAddress().bigInt() + (BigInt(slot) << BigInt(32 - prefix));
  return `${Address4.fromBigInt(start).correctForm()}/${prefix}`;
}
