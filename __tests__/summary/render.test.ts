import { createColors } from "picocolors";
import { render, toJson } from "../../summary/render";
import { type StackSummary, summarize } from "../../summary/summarize";
import { documentOf, fileOf, imageDocument, stateDocument, summaryOf } from "./support";

const plain = createColors(false);
const textOf = (...all: Parameters<typeof summaryOf>) => render([summaryOf(...all)], plain);

/** The columns of the first line that contains a text. */
function cells(output: string, found: string): string[] {
  const line = output.split("\n").find((each) => each.includes(found));
  return (line ?? "").split(/ {2,}/).filter((cell) => cell !== "");
}

const LARGE = {
  region: "eu-central-1",
  network: {
    cidr: "192.168.240.0/20",
    zones: ["a", "b", "c", "d", "e", "f"],
    nat: "per-zone",
    endpoints: ["ssm", "ssmmessages", "ec2messages", "secretsmanager", "logs", "monitoring", "kms"],
  },
  entry: { from: ["203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"] },
  web: { instanceType: "m7i-flex.12xlarge", min: 20, max: 40, targetRequests: 1000 },
  database: {
    instances: {
      a: { class: "db.r6g.4xlarge", zone: "a" },
      b: { class: "db.r6g.16xlarge", zone: "b" },
    },
  },
};

test("a stack starts with its name, region and size, and where its JSON and state are", () => {
  expect(textOf("lab").split("\n").slice(0, 3)).toEqual([
    expect.stringMatching(/^lab {2}us-east-1, \d+ resources$/),
    "JSON   cdktf.out/stacks/lab/cdk.tf.json",
    "state  terraform.lab.tfstate",
  ]);
});

test("numbers are flush right, and a total stands under them between rules", () => {
  const listener = { protocol: "http", port: 80, from: [], redirectsTo: null };
  const small: StackSummary = {
    ...{ name: "small", region: "eu-west-1", file: "small.json", state: null, resources: 2 },
    ...{ perMonth: 1234.5, complete: false },
    tiers: [
      {
        tier: "load-balancer",
        ...{ scheme: "internal", zones: ["a"], domain: null, listeners: [listener] },
        accessLogDays: null,
        webRules: null,
        deletionProtection: false,
        costs: [
          { what: "load balancer", count: 1, perHour: null, perMonth: null },
          { what: "m5.large", count: 2, perHour: 0.845, perMonth: 1234.5 },
        ],
      },
    ],
  };
  const rule = "─".repeat(95);
  expect(render([small], plain).split("\n\n")[0]?.split("\n")).toEqual([
    "small  eu-west-1, 2 resources",
    "JSON   small.json",
    rule,
    "tier           what is in it                                  paid by the hour          a month",
    rule,
    "load balancer  scheme     internal, zone a                    1 × load balancer               ?",
    "               http 80    from nobody                         price not in the table",
    "               deletion   not protected                       2 × m5.large            $1,234.50",
    rule,
    "estimate       us-east-1 on-demand list prices of 2026-01-19            at least $1,235 a month",
    "               not those of eu-west-1, which differ",
    rule,
  ]);
});

test("the course's choices can be read off lab", () => {
  const output = textOf("lab");
  expect(cells(output, "VPC")).toEqual([
    "network",
    "VPC",
    "10.0.0.0/16",
    "1 × NAT gateway",
    "$32.85",
  ]);
  expect(output).toContain("b  10.0.8.0/21  10.0.72.0/21  10.0.136.0/21\n");
  expect(output).toContain("way out    NAT in zone a only\n");
  expect(output).toContain("http 80    from anywhere");
  expect(output).toContain("instances  2 to 4 × t2.micro, zones a b");
  expect(output).toContain("scaling    keeps CPU at 30 %\n");
  expect(output).toContain("image      newest al2023-ami-kernel-default-x86_64\n");
  expect(output).toContain("engine     aurora-mysql 8.0.mysql_aurora.3.10.0");
  expect(output).toContain("backups    1 day\n");
  expect(output).toContain("deletion   not protected, no final snapshot\n");
});

test("what production guards can be read off prod", () => {
  const output = textOf("prod");
  expect(output).toContain("way out    NAT in zones a b c\n");
  expect(output).toContain("name       www.example.com");
  expect(output).toContain("backups    14 days\n");
  expect(output).toContain("http 80    from anywhere, redirected to https\n");
  expect(output).toContain("deletion   protected\n");
  expect(output).toContain("deletion   protected, final snapshot\n");
});

test("a door that is open to the internet over plain HTTP is said in words, and no other is", () => {
  const says = "open       to the internet, over plain HTTP\n";
  expect(textOf("lab")).toContain(says);
  expect(textOf("lab", { entry: { from: ["203.0.113.0/24", "0.0.0.0/0"] } })).toContain(says);
  expect(textOf("lab", { entry: { from: ["203.0.113.0/24"] } })).not.toContain("open ");
  expect(textOf("lab", { entry: { scheme: "internal" } })).not.toContain("open ");
  expect(textOf("prod")).not.toContain("open ");
});

test("a stage without NAT has no NAT line and no NAT costs", () => {
  const endpoints = ["ec2messages", "secretsmanager", "ssm", "ssmmessages"];
  const output = textOf("lab", { network: { nat: "none", endpoints } });
  expect(output).not.toContain("NAT");
  expect(output).toContain("way out    none but the endpoints\n");
  expect(output).toContain("endpoints  s3 (free), ec2messages, secretsmanager,\n");
});

test("a stack ends with an estimate that says whose prices of what day it rests on", () => {
  expect(cells(textOf("lab"), "estimate")).toEqual([
    "estimate",
    "us-east-1 on-demand list prices of 2026-01-19",
    "about $184 a month",
  ]);
});

test('if a price is missing, the line says so and the total says "at least"', () => {
  const output = textOf("lab", { web: { instanceType: "x8g.large" } });
  expect(cells(output, "× x8g.large  ").slice(-2)).toEqual(["2 × x8g.large", "?"]);
  expect(output).toContain("price not in the table");
  expect(cells(output, "estimate").at(-1)).toBe("at least $167 a month");
});

test("for a stack of another region it warns that the prices are of us-east-1", () => {
  const note = "not those of eu-central-1, which differ";
  expect(textOf("lab", { region: "eu-central-1" })).toContain(note);
  expect(textOf("lab")).not.toContain("not those of");
});

test("what is not counted is said once, however many stacks there are", () => {
  const output = render([summaryOf("lab"), summaryOf("prod")], plain);
  expect(output.match(/Not counted: .*/g)).toEqual([
    "Not counted: traffic, storage, requests, logs, detailed monitoring, secrets.",
  ]);
});

test("a stack of another kind lists its resources by type and costs nothing by the hour", () => {
  const resource = { aws_s3_bucket: { state: {} }, aws_kms_key: { a: {}, b: {} } };
  const output = render([summarize("state", fileOf("state"), { resource })], plain);
  expect(cells(output, "aws_kms_key")).toEqual(["resources", "2 aws_kms_key"]);
  expect(cells(output, "aws_s3_bucket")).toEqual(["1 aws_s3_bucket"]);
  expect(cells(output, "estimate").at(-1)).toBe("nothing by the hour");
});

test("the bake of an image says where it starts and where its id goes", () => {
  const output = render([summarize("prod-image", fileOf("prod-image"), imageDocument())], plain);
  expect(output).toContain("base       newest amazon-linux-2023-x86 at each\n");
  expect(output).toContain("AMI id     in parameter /prod/image/ami\n");
});

test("a stage of a baked image says where its id is", () => {
  const output = render([summarize("prod", fileOf("prod"), documentOf("prod"))], plain);
  expect(output).toContain("image      baked, its id in parameter\n");
});

test("the home of state says its bucket, and how far back it goes", () => {
  const output = render([summarize("state", fileOf("state"), stateDocument())], plain);
  expect(output).toContain("name       example-three-tier-state");
  expect(output).toContain("versions   old ones for 90 days");
});

test("what is known after the apply is said to be", () => {
  const document = documentOf("lab");
  document.resource.aws_launch_template.web.image_id = "$" + "{data.aws_ami.web.id}";
  const output = render([summarize("lab", fileOf("lab"), document)], plain);
  expect(output).toContain("image      known after apply\n");
});

test.each([
  ["lab", {}],
  ["prod", {}],
  ["lab", LARGE],
  ["prod", { network: { cidr: "172.16.0.0/16", zones: ["a", "b", "c", "d", "e", "f"] } }],
] as const)(
  "no line of %s with %j is wider than 100 characters or ends in blanks",
  (stage, change) => {
    for (const line of textOf(stage, change).split("\n")) {
      expect([...line].length).toBeLessThanOrEqual(100);
      expect(line).not.toMatch(/\s$/);
    }
  },
);

test("subnets whose ranges are too long for a line a zone have a line each", () => {
  expect(textOf("lab", LARGE)).toContain("\n               isolated  f  192.168.250.128/25\n");
});

test("instances that share a class share a line, with each of their zones once", () => {
  const instances = {
    a: { class: "db.t4g.medium", zone: "b" },
    b: { class: "db.t4g.large", zone: "a" },
    c: { class: "db.t4g.medium", zone: "b" },
    d: { class: "db.t4g.medium", zone: "a" },
  };
  const output = textOf("lab", { database: { instances } });
  expect(output).toMatch(/instances {2}3 × db\.t4g\.medium, zones a b {2,}\d/);
  expect(output).toContain("           1 × db.t4g.large, zone a");
});

test("colours add codes and change no character", () => {
  const stacks = [summaryOf("lab"), summaryOf("prod", LARGE)];
  const coloured = render(stacks, createColors(true));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what we look for
  const stripped = coloured.replace(/\u001b\[\d+m/g, "");
  expect(coloured).not.toBe(stripped);
  expect(stripped).toBe(render(stacks, plain));
});

test("the JSON has the same stacks, and says what its numbers rest on", () => {
  const stacks = [summaryOf("lab"), summaryOf("prod")];
  const document = JSON.parse(toJson(stacks));
  expect(document.stacks).toEqual(stacks);
  expect(document.prices).toMatchObject({
    currency: "USD",
    region: "us-east-1",
    asOf: "2026-01-19",
    hoursPerMonth: 730,
    sources: { aurora: "https://aws.amazon.com/rds/aurora/pricing/" },
  });
});
