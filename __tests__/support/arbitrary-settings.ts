import fc from "fast-check";
import type { SettingsInput } from "../../config/settings";
import { RULE_GROUPS, type RuleGroup } from "../../names/rule-groups";
import { databaseIn } from "./arbitrary-database";

const LETTERS = ["a", "b", "c", "d", "e", "f"] as const;
const NEEDED_WITHOUT_NAT = ["ec2messages", "secretsmanager", "ssm", "ssmmessages"] as const;
const OTHER_ENDPOINTS = [
  "autoscaling",
  "ec2",
  "elasticloadbalancing",
  "imagebuilder",
  "kms",
  "logs",
  "monitoring",
  "sts",
] as const;

const number = (min: number, max: number) => fc.integer({ min, max });
const matching = (pattern: RegExp, maxLength = 40) =>
  fc.stringMatching(pattern).filter((text) => text.length <= maxLength);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** `10.0.0.0/16`: a network of `mask` bits, the `n`th from 0.0.0.0, counted within 32 bits. */
function range(n: number, mask: number): string {
  const start = (n * 2 ** (32 - mask)) % 2 ** 32;
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(start / 2 ** bits) % 256);
  return `${octets.join(".")}/${mask}`;
}

const anyRange = fc
  .tuple(fc.nat(2 ** 32 - 1), number(0, 32))
  .map(([n, mask]) => range(n % 2 ** mask, mask));

/** /16 to /20 of each private block: where it starts, and how many bits name it. */
const privateRange = fc
  .tuple(
    fc.constantFrom([10, 0, 8], [172, 16, 12], [192, 168, 16]),
    number(16, 20),
    fc.nat(2 ** 20),
  )
  .map(([[first = 0, second = 0, bits = 0], mask, n]) => {
    const block = (first * 256 + second) * 2 ** (mask - 16);
    return range(block + (n % 2 ** (mask - bits)), mask);
  });

const region = fc.constantFrom("us-east-1", "us-west-2", "eu-central-1", "ap-southeast-2");

/** Two zones or more, in any order. */
const zonesOfNetwork = fc.shuffledSubarray([...LETTERS], { minLength: 2 });

const networkIn = (zones: (typeof LETTERS)[number][]) =>
  fc
    .record({
      nat: fc.constantFrom("none" as const, "single" as const, "per-zone" as const),
      needed: fc.shuffledSubarray([...NEEDED_WITHOUT_NAT]),
      others: fc.shuffledSubarray([...OTHER_ENDPOINTS]),
      cidr: privateRange,
      flowLogs: optional(fc.constantFrom("none" as const, "rejected" as const, "all" as const)),
    })
    .map(({ nat, needed, others, cidr, flowLogs }) => ({
      cidr,
      zones,
      nat,
      endpoints: nat === "none" ? [...others, ...NEEDED_WITHOUT_NAT] : [...needed, ...others],
      ...(flowLogs && { flowLogs }),
    }));

const image = fc.oneof(
  fc.constant({ kind: "stock" as const }),
  fc.record(
    { kind: fc.constant("baked" as const), edition: number(1, 1_000_000) },
    { requiredKeys: ["kind"] },
  ),
  fc.record({
    kind: fc.constant("ami" as const),
    id: matching(/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/),
  }),
);

const https = fc.record({
  domain: fc
    .domain()
    .filter((domain) => /^[a-z0-9.-]{1,64}$/.test(domain) && !domain.includes("xn--")),
  zone: matching(/^Z[A-Z0-9]{5,31}$/),
});

const waf = fc.record({
  mode: fc.constantFrom("block" as const, "count" as const),
  // Any four of them fit.
  groups: fc.shuffledSubarray(Object.keys(RULE_GROUPS) as RuleGroup[], { maxLength: 4 }),
  limit: number(10, 2_000_000_000),
});

const entry = fc.record(
  {
    scheme: fc.constantFrom("internet-facing" as const, "internal" as const),
    from: fc.uniqueArray(anyRange, { minLength: 1, maxLength: 4 }),
    https,
    balancing: fc.constantFrom("round-robin" as const, "weighted-random" as const),
    waf,
  },
  { requiredKeys: ["scheme", "from"] },
);

/** Types that may be in one group. */
const types = fc.constantFrom<{ instanceType: string; fallbackTypes: string[] }>(
  { instanceType: "t2.micro", fallbackTypes: [] },
  { instanceType: "t3.small", fallbackTypes: ["t3a.small", "t2.small"] },
  { instanceType: "m7g.2xlarge", fallbackTypes: ["c8g.2xlarge"] },
  { instanceType: "c7i.metal-24xl", fallbackTypes: [] },
);

const web = fc
  .record(
    {
      types,
      min: number(1, 100),
      more: fc.nat(99),
      targetCpu: fc.oneof(number(1, 100), fc.double({ min: 1, max: 100, noNaN: true })),
      targetRequests: number(1, 1_000_000),
      port: number(1024, 65_535),
      healthCheckPath: matching(/^\/[A-Za-z0-9._~/-]{0,20}$/),
      loadPage: fc.boolean(),
      rollout: fc.constantFrom("rolling" as const, "canary" as const),
      maxDays: number(1, 365),
      agent: fc.constantFrom("none" as const, "cloudwatch" as const),
    },
    { requiredKeys: ["types", "min", "more", "targetCpu"] },
  )
  .map(({ more, types: named, ...rest }) => ({
    ...named,
    ...rest,
    max: Math.min(100, rest.min + more),
  }));

const logs = fc.record(
  {
    access: fc.constantFrom("none" as const, "bucket" as const),
    audit: fc.constantFrom("none" as const, "cloudwatch" as const),
    days: fc.constantFrom(1 as const, 30 as const, 365 as const, 3653 as const),
  },
  { requiredKeys: [] },
);

/** How names begin and end that S3 keeps for itself. */
const KEPT = /^(xn--|sthree-|amzn-s3-demo-)|-s3(alias)?$/;

const alarms = fc.record(
  {
    mail: fc.uniqueArray(matching(/^[a-z]{1,9}@[a-z]{1,9}\.com$/), { maxLength: 2 }),
    topic: matching(/^[A-Za-z0-9_-]{1,20}$/),
    budget: fc.integer({ min: 1, max: 1_000_000 }),
    dashboard: fc.constantFrom("none" as const, "cloudwatch" as const),
  },
  { requiredKeys: [] },
);

const backend = fc.oneof(
  fc.constant({ kind: "local" as const }),
  fc.record(
    {
      kind: fc.constant("s3" as const),
      bucket: matching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/).filter((name) => !KEPT.test(name)),
      region,
      keyPrefix: matching(/^([A-Za-z0-9_-]{1,8}\/){1,2}$/),
    },
    { requiredKeys: ["kind", "bucket", "region"] },
  ),
  fc.record(
    {
      kind: fc.constant("hcp" as const),
      organization: matching(/^[A-Za-z0-9][A-Za-z0-9_-]{2,20}$/),
      project: matching(/^[A-Za-z0-9][A-Za-z0-9 _-]{2,20}$/),
      hostname: fc.constantFrom("app.terraform.io", "tf.example.com"),
    },
    { requiredKeys: ["kind", "organization"] },
  ),
);

const tagText = matching(/^[A-Z]([A-Za-z0-9 .:/=+@_-]{0,20}[a-z0-9])?$/).filter(
  (text) => !/^(aws|rds):/i.test(text),
);
const tags = fc
  .dictionary(
    tagText.filter((key) => !/^(name|stage)$/i.test(key)),
    tagText,
    { maxKeys: 3 },
  )
  .filter((all) => {
    const keys = Object.keys(all);
    return new Set(keys.map((key) => key.toLowerCase())).size === keys.length;
  });

/** Settings of a stage with nothing wrong: every choice, every part left out now and then. */
export const arbitrarySettings: fc.Arbitrary<SettingsInput> = zonesOfNetwork
  .chain((zones) =>
    fc.record(
      {
        region,
        account: fc.constant("123456789012"),
        network: networkIn(zones),
        image,
        entry,
        web,
        database: databaseIn(zones),
        logs,
        alarms,
        encryption: fc.constantFrom("aws" as const, "own-key" as const),
        protection: fc.boolean(),
        backend,
        boundary: fc.constant("arn:aws:iam::123456789012:policy/one-boundary"),
        tags,
      },
      {
        requiredKeys: [
          "region",
          "network",
          "image",
          "entry",
          "web",
          "database",
          "protection",
          "backend",
        ],
      },
    ),
  )
  .map(({ alarms, ...settings }) => ({
    ...settings,
    // Without NAT the agent asks for more endpoints than these have.
    ...(settings.network.nat === "none" && {
      web: { ...settings.web, agent: "none" as const },
    }),
    ...(alarms && { alarms: alarmsIn(settings.region, alarms) }),
  }));

/** With the topic in the stage's region, as AWS asks of alarms. */
export function alarmsIn<T extends { topic?: string }>(where: string, { topic, ...rest }: T) {
  if (topic === undefined) return rest;
  const name = topic.split(":").at(-1);
  return { ...rest, topic: `arn:aws:sns:${where}:123456789012:${name}` };
}
