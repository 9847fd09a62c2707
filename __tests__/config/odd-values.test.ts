import type { SettingsInput } from "../../config/settings";
import { count, kind, like, ODD_DATABASE, object, oneOf } from "../support/odd-words";
import { put, saidTo, sound } from "../support/refusals";

const STAGES: Record<string, SettingsInput> = {
  lab: sound,
  ami: put(sound, "image", { kind: "ami", id: "ami-01234567" }),
  baked: put(sound, "image", { kind: "baked", edition: 2 }),
  paged: put(sound, "alarms.topic", "arn:aws:sns:us-east-1:123456789012:on-call"),
  s3: put(sound, "backend", {
    kind: "s3",
    bucket: "acme",
    region: "us-east-1",
    keyPrefix: "teams/",
  }),
  hcp: put(sound, "backend", {
    kind: "hcp",
    organization: "acme",
    project: "web",
    hostname: "tf.acme.com",
  }),
};

/** Every setting, by a stage that has it: what it must be, and what to do about any odd value. */
const SETTINGS: Record<string, readonly string[]> = {
  "lab.region": like("a region of AWS's commercial partition", '"us-east-1"'),
  "lab.account": like("the 12 digits of an AWS account, in quotes", '"123456789012"'),
  "lab.network": object("cidr, zones, nat, endpoints, flowLogs"),
  "lab.network.cidr": like(
    "a private /16 to /20",
    '"10.0.0.0/16", without host bits or leading zeros',
  ),
  "lab.network.zones": like("a list of zone letters", '["a", "b"]'),
  "lab.network.zones.0": like("a zone's letter, a to f", '"a"'),
  "lab.network.nat": oneOf("none", "single", "per-zone"),
  "lab.network.endpoints": like("a list of service names", '["ssm", "kms"]'),
  "lab.network.endpoints.0": oneOf(
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
  ),
  "lab.network.flowLogs": oneOf("none", "rejected", "all"),
  "lab.image": kind("stock", "baked", "ami"),
  "lab.image.kind": oneOf("stock", "baked", "ami"),
  "baked.image.edition": ["must be a whole number from 1 to 1000000", "write a number, like 2"],
  "ami.image.id": like("an AMI id", '"ami-0123456789abcdef0"'),
  "lab.entry": object("scheme, from, https, balancing, waf"),
  "lab.entry.scheme": oneOf("internet-facing", "internal"),
  "lab.entry.from": like("a list of IPv4 ranges", '["0.0.0.0/0"]'),
  "lab.entry.from.0": like("an IPv4 range", '"203.0.113.0/24", without host bits or leading zeros'),
  "lab.entry.balancing": oneOf("round-robin", "weighted-random"),
  "lab.entry.https": object("domain, zone"),
  "lab.entry.https.domain": like(
    "a domain name of up to 64 characters, in lower case",
    '"www.example.com"',
  ),
  "lab.entry.https.zone": like("a Route 53 hosted zone id", '"Z0123456789ABCDEFGHIJ"'),
  "lab.entry.waf": object("mode, groups, limit"),
  "lab.entry.waf.mode": oneOf("block", "count"),
  "lab.entry.waf.groups": like("a list of rule groups", '["common", "sql"]'),
  "lab.entry.waf.groups.0": oneOf(
    "addresses",
    "anonymous",
    "common",
    "inputs",
    "sql",
    "linux",
    "unix",
    "admin",
    "php",
    "wordpress",
    "windows",
  ),
  "lab.entry.waf.limit": [
    "must be a number of requests in five minutes from 10 to 2000000000",
    "write a number, like 2000",
  ],
  "lab.web": object(
    "instanceType, fallbackTypes, min, max, targetCpu, targetRequests, port, healthCheckPath, rollout, maxDays, loadPage, agent",
  ),
  "lab.web.instanceType": like("an EC2 instance type for Linux", '"t3.micro"'),
  "lab.web.fallbackTypes": like("a list of EC2 instance types for Linux", '["t3a.micro"]'),
  "lab.web.fallbackTypes.0": like("an EC2 instance type for Linux", '"t3.micro"'),
  "lab.web.min": count(100, "instances, like 2"),
  "lab.web.max": count(100, "instances, like 4"),
  "lab.web.targetCpu": ["must be a percentage from 1 to 100", "write a number, like 30"],
  "lab.web.targetRequests": count(1_000_000, "requests a minute, like 1000"),
  "lab.web.port": [
    "must be a port from 1024 to 65535",
    "write a number, like 8080: only root may use a port below 1024",
  ],
  "lab.web.healthCheckPath": like("a path", '"/healthz"'),
  "lab.web.rollout": oneOf("rolling", "canary"),
  "lab.web.maxDays": ["must be a number of days from 1 to 365", "write a number, like 7"],
  "lab.web.loadPage": ["must be true or false", "write true or false"],
  "lab.web.agent": oneOf("none", "cloudwatch"),
  ...ODD_DATABASE,
  "lab.alarms": ['must be "none" or an object', "give it mail, topic, budget, dashboard"],
  "lab.alarms.budget": [
    "must be a whole number of dollars a month from 1 to 1000000",
    "write a number, like 500",
  ],
  "lab.alarms.dashboard": oneOf("none", "cloudwatch"),
  "lab.alarms.mail": like("a list of mail addresses", '["ops@example.com"]'),
  "lab.alarms.mail.0": like("a mail address", '"ops@example.com"'),
  "paged.alarms.topic": like(
    "the ARN of an SNS topic",
    '"arn:aws:sns:us-east-1:123456789012:on-call"',
  ),
  "lab.logs": object("access, audit, days"),
  "lab.logs.access": oneOf("none", "bucket"),
  "lab.logs.audit": oneOf("none", "cloudwatch"),
  "lab.logs.days": [
    "must be a number of days that CloudWatch takes",
    "choose from 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ],
  "lab.encryption": oneOf("aws", "own-key"),
  "lab.protection": ["must be true or false", "write true or false"],
  "lab.backend": kind("local", "s3", "hcp"),
  "lab.backend.kind": oneOf("local", "s3", "hcp"),
  "s3.backend.bucket": like(
    "a bucket name of 3 to 63 of a-z, 0-9, dashes and single dots, not an address, and none that S3 keeps for itself",
    '"acme-terraform-state"',
  ),
  "s3.backend.region": like("a region of AWS's commercial partition", '"us-east-1"'),
  "s3.backend.keyPrefix": like("a key prefix of up to 900 characters ending in /", '"three-tier/"'),
  "hcp.backend.organization": like("an organization name", '"acme"'),
  "hcp.backend.project": like("a project name", '"web"'),
  "hcp.backend.hostname": like("a host name", '"app.terraform.io"'),
  "lab.boundary": [
    "must be the ARN of an IAM policy",
    "copy the stage's ARN from boundary_arns in what npx cdktf output state prints",
  ],
  "lab.tags": like("an object of tags", '{ Team: "web" }'),
  "lab.tags.Team": like(
    "a tag value of 1 to 256 letters, digits, inner spaces and .:/=+@-_, and not aws:… or rds:…",
    '"web"',
  ),
};

/** What a setting may hold by mistake, and how a message shows it. */
const ODD: Record<string, unknown> = {
  nothing: undefined,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-1": -1,
  '"!"': "!",
  '"\\n"': "\n",
  true: true,
  "[]": [],
  "[null]": [null],
  "{}": {},
  '{"toString":1}': { toString: 1 }, // can't become a text
  "a function": () => 1,
  "a bigint that JSON can't hold": BigInt(1),
};

const OPTIONAL =
  /^(lab\.(account|boundary|encryption|alarms(\.(mail|budget|dashboard))?|logs(\.\w+)?|tags|tags\.Team|network\.(endpoints|flowLogs)|entry\.(https|balancing|waf|waf\.(mode|groups|limit))|web\.(fallbackTypes|targetRequests|port|healthCheckPath|rollout|maxDays|loadPage|agent)|database\.(backupVault|backupVault\.lock|windows|insights|backtrackHours|cluster|restore|restore\.(to|into)|instances\.[ab]))|paged\.alarms\.topic|baked\.image\.edition|s3\.backend\.keyPrefix|hcp\.backend\.(project|hostname))$/;

/** Whether a setting may be `got`, or is refused for what is in it, at another place. */
function isRight(at: string, [must = ""]: readonly string[], got: string): boolean {
  if (got === "nothing") return OPTIONAL.test(at);
  if (got === "true") return must.includes("true or false");
  if (["{}", '{"toString":1}'].includes(got)) return must.includes("an object");
  return must.includes("must be a list") && ["[]", "[null]"].includes(got);
}

describe("an odd value is refused in words that fit it:", () => {
  test.each(Object.entries(SETTINGS))("%s", (at, words) => {
    const [stage = "", ...path] = at.split(".");
    const odd = Object.entries(ODD).filter(([got]) => !isRight(at, words, got));
    const told = odd.flatMap(([, value]) =>
      saidTo({ [stage]: put(STAGES[stage], path, value) }).filter((fault) =>
        fault.startsWith(`${at}: `),
      ),
    );
    expect(told).toEqual(odd.map(([got]) => `${at}: ${words[0]}, got ${got}; ${words[1]}`));
  });

  test("twice in a list, though JSON can't hold it", () => {
    const lab = put(STAGES.lab, ["network", "zones"], [BigInt(1), BigInt(1)]);
    expect(saidTo({ lab }).join("\n")).toContain("remove the second a bigint that JSON can't hold");
  });

  test("and no setting is left out", () => {
    const paths = Object.entries(STAGES).flatMap(([name, stage]) => pathsIn(stage, name));
    const kinds = paths.map((path) => path.replace(/\.[1-9]$/, ".0"));
    const untested = kinds.filter(
      (path) => !(path in SETTINGS) && !(path.replace(/^\w+/, "lab") in SETTINGS),
    );
    expect(untested).toEqual([]);
  });
});

function pathsIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) => pathsIn(each, `${path}.${key}`));
}
