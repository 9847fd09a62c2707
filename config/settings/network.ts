import { z } from "zod";
import { sentence } from "../../terminal/refusal";
import { isPrivate, readCidr } from "../cidr";
import { choice, rule, says, strict } from "../schema";
import { list, zone } from "./words";

/** The VPC endpoints this system can use; S3 has none of these, its gateway endpoint is free. */
const ENDPOINTS = [
  "autoscaling",
  "ec2",
  "ec2messages",
  "elasticloadbalancing",
  "imagebuilder",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

/** Without NAT the fleet reaches Session Manager and its secret through these or not at all. */
const NEEDED_WITHOUT_NAT = ["ec2messages", "secretsmanager", "ssm", "ssmmessages"] as const;

const CIDR_SAYS = says(
  "must be a private /16 to /20",
  'write it like "10.0.0.0/16", without host bits or leading zeros',
);

export const network = strict({
  /** Address range of the VPC, /16 to /20. Changing it replaces the network and all inside. */
  cidr: z.string(CIDR_SAYS).refine((value) => {
    const range = readCidr(value);
    return range && isPrivate(range) && range.subnetMask >= 16 && range.subnetMask <= 20;
  }, CIDR_SAYS),
  /** Letters of the region's availability zones. Order means nothing; each letter has its place. */
  zones: list(zone, { what: "zone letters", least: 2, like: '["a", "b"]' }),
  /** Ways out of the private tier. A gateway costs by the hour and by the gigabyte. */
  nat: choice(["none", "single", "per-zone"]),
  /** Interface endpoints, each priced by zone and hour. */
  endpoints: list(choice(ENDPOINTS), {
    what: "service names",
    least: 0,
    like: '["ssm", "kms"]',
  }).default([]),
  /** Which connections are logged, kept 30 days. */
  flowLogs: choice(["none", "rejected", "all"]).default("none"),
}).check(
  rule(["nat", "endpoints"], ({ nat, endpoints }) => {
    const lacking = NEEDED_WITHOUT_NAT.filter((name) => !endpoints.includes(name));
    if (nat !== "none" || lacking.length === 0) return [];
    const must = 'must include what the fleet cannot work without when nat is "none"';
    const remedy = `add ${lacking.join(", ")}, or set nat to "single"`;
    return [{ path: ["endpoints"], says: sentence(must, endpoints, remedy) }];
  }),
);
