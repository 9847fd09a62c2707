import { Address4 } from "ip-address";
import { subnetCidr } from "../../constructs/subnet-plan";
import { SUBNET_KINDS } from "../../names/tiers";

const LETTERS = [..."abcdefgh"];

test.each([
  ["10.0.0.0/16", "public", "a", "10.0.0.0/21"],
  ["10.0.0.0/16", "public", "b", "10.0.8.0/21"],
  ["10.0.0.0/16", "private", "a", "10.0.64.0/21"],
  ["10.0.0.0/16", "isolated", "f", "10.0.168.0/21"],
  ["192.168.16.0/20", "private", "b", "192.168.20.128/25"],
] as const)("in %s the %s subnet of zone %s has %s", (vpc, kind, zone, cidr) => {
  expect(subnetCidr(vpc, kind, zone)).toBe(cidr);
});

test.each(["10.0.0.0/16", "172.16.240.0/20"])(
  "no two blocks of %s overlap, and all are inside",
  (vpc) => {
    const blocks = SUBNET_KINDS.flatMap((kind) =>
      LETTERS.map((zone) => subnetCidr(vpc, kind, zone)),
    );
    const ranges = blocks.map((cidr) => new Address4(cidr));
    for (const [i, range] of ranges.entries()) {
      expect(range.isInSubnet(new Address4(vpc))).toBe(true);
      expect(ranges.filter((other, j) => i !== j && range.isInSubnet(other))).toEqual([]);
    }
  },
);
