import { z } from "zod";
import { sentence } from "../../terminal/refusal";
import { readCidr } from "../cidr";
import { choice, rule, says, strict } from "../schema";
import { waf } from "./waf";
import { list, text } from "./words";

const RANGE_SAYS = says(
  "must be an IPv4 range",
  'write it like "203.0.113.0/24", without host bits or leading zeros',
);

/** A range to open a port to. Public ranges are fine here: 0.0.0.0/0 is the internet. */
const openTo = z.string(RANGE_SAYS).refine((range) => readCidr(range) !== undefined, RANGE_SAYS);

const https = strict({
  domain: text(
    // ACM takes no longer name for a certificate: DomainName in its API reference, RequestCertificate.
    "must be a domain name of up to 64 characters, in lower case",
    'write it like "www.example.com"',
    /^(?=.{4,64}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
  ),
  /** Route 53 hosted zone that holds the domain; the certificate is validated in it. */
  zone: text(
    "must be a Route 53 hosted zone id",
    'write it like "Z0123456789ABCDEFGHIJ"',
    /^Z[A-Z0-9]{5,31}$/,
  ),
});

/** "Inbound or outbound rules per security group" in "Amazon VPC quotas". */
const RULES = 60;

export const entry = strict({
  scheme: choice(["internet-facing", "internal"]),
  /** Who may connect. Opening it to the world is written out: ["0.0.0.0/0"]. */
  from: list(openTo, { what: "IPv4 ranges", least: 1, like: '["0.0.0.0/0"]' }),
  /** Left out: plain HTTP on port 80. Given: HTTPS on 443, and 80 redirects to it. */
  https: https.optional(),
  /** Which healthy instance gets a request: each in turn, or fewer for one with more errors. */
  balancing: choice(["round-robin", "weighted-random"]).default("weighted-random"),
  /** Left out: no web ACL. {}: one with AWS's rules against usual attacks, and a limit for each address. */
  waf: waf.optional(),
}).check(
  rule(["from", "https"], ({ from, https }) => {
    const ports = https === undefined ? [80] : [80, 443];
    const most = RULES / ports.length;
    const must = `must be at most ${most} IPv4 ranges, since AWS takes ${RULES} rules in a security group and each range needs one for port ${ports.join(" and one for ")}`;
    const remedy = "join neighbouring ranges into larger ones";
    return from.length <= most
      ? []
      : [{ path: ["from"], says: sentence(must, from.length, remedy) }];
  }),
);
