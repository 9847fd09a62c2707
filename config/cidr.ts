import { Address4 } from "ip-address";

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((text) => new Address4(text));

/**
 * Reads `a.b.c.d/n` strictly: no leading zeros (which some parsers take for octal), no missing
 * mask, no host bits. Undefined for anything else.
 */
export function readCidr(text: string): Address4 | undefined {
  if (!Address4.isValid(text)) return undefined;
  const range = new Address4(text);
  const canonical = `${range.startAddress().correctForm()}/${range.subnetMask}`;
  return canonical === text ? range : undefined;
}

/** Within one of the three ranges of RFC 1918, which no route on the internet leads to. */
export function isPrivate(range: Address4): boolean {
  return PRIVATE.some((block) => range.isInSubnet(block));
}
