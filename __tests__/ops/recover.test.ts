import type { Account } from "../../ops/recover/account";
import {
  importBlocks,
  type PlanOfCreation,
  type Recovery,
  recover,
} from "../../ops/recover/recover";
import { render } from "../../ops/recover/render";
import type { Action } from "../../terraform/plan";
import { accountOf, named, planOf } from "./creation";

/** What is printed of this. */
const said = (found: Recovery, file = "recovered.tf.json") =>
  render({ stack: "lab", region: "eu-west-1", file }, found);

test("what carries the name of the address is imported by its id or the part of its ARN", async () => {
  const plan = planOf({
    "aws_vpc.network": named("lab-network"),
    "aws_lb.load_balancer": named("lab-load-balancer"),
    "aws_rds_cluster.database": named("lab-database"),
  });
  const lb = "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/lab-web/1";
  const account = accountOf({
    "lab-network": ["igw-1", "vpc-1"],
    "lab-load-balancer": [lb, "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/2"],
    "lab-database": [
      "arn:aws:rds:us-east-1:1:cluster:lab-database",
      "arn:aws:rds:us-east-1:1:cluster-snapshot:rds:lab-database-1",
    ],
  });
  expect(await recover(plan, account)).toEqual({
    imports: {
      "aws_vpc.network": "vpc-1",
      "aws_lb.load_balancer": lb,
      "aws_rds_cluster.database": "lab-database",
    },
    doubled: {},
    unknown: [],
  });
});

test("what AWS made under the fixed name is found, though it has none of our tags", async () => {
  const groups = {
    "aws_cloudwatch_log_group.database_error": "/aws/rds/cluster/lab-database/error",
    "aws_cloudwatch_log_group.builder_logs": "/aws/imagebuilder/lab-image",
    "aws_cloudwatch_log_group.web_logs": "/lab/web",
  };
  const plan = planOf(
    Object.fromEntries(
      Object.entries(groups).map(([address, name]) => [address, { name, ...named(address) }]),
    ),
  );
  const there = Object.values(groups).slice(0, 2);
  const account: Account = {
    named: () => [],
    has: async (type, name) => type === "aws_cloudwatch_log_group" && there.includes(name),
  };
  expect((await recover(plan, account)).imports).toEqual({
    "aws_cloudwatch_log_group.database_error": "/aws/rds/cluster/lab-database/error",
    "aws_cloudwatch_log_group.builder_logs": "/aws/imagebuilder/lab-image",
  });
});

test("what is not there is left to the deploy", async () => {
  const plan = planOf({
    "aws_vpc.network": named("lab-network"),
    "aws_iam_role.web": { name: "w" },
  });
  expect(await recover(plan, accountOf({}))).toEqual({ imports: {}, doubled: {}, unknown: [] });
});

test("a part is found through what it belongs to, in the state or just found", async () => {
  const plan = planOf(
    {
      "aws_route.out": { destination_cidr_block: "0.0.0.0/0" },
      "aws_route_table_association.a": {},
      "aws_route_table.private": named("lab-private"),
    },
    {
      "aws_route.out": { route_table_id: "aws_route_table.private" },
      "aws_route_table_association.a": {
        route_table_id: "aws_route_table.private",
        subnet_id: "aws_subnet.a",
      },
    },
    { "aws_subnet.a": { id: "subnet-1" } },
  );
  const account = accountOf(
    { "lab-private": ["rtb-1"] },
    { aws_route: "rtb-1_0.0.0.0/0", aws_route_table_association: "subnet-1/rtb-1" },
  );
  expect((await recover(plan, account)).imports).toEqual({
    "aws_route_table.private": "rtb-1",
    "aws_route.out": "rtb-1_0.0.0.0/0",
    "aws_route_table_association.a": "subnet-1/rtb-1",
  });
});

test("a route counts as missing where its route table is missing", async () => {
  const plan = planOf(
    { "aws_route.out": { destination_cidr_block: "0.0.0.0/0" } },
    { "aws_route.out": { route_table_id: "aws_route_table.private" } },
  );
  expect(await recover(plan, accountOf({}))).toEqual({ imports: {}, doubled: {}, unknown: [] });
});

test("two with one name are for people to decide, and no import is made of either", async () => {
  const plan = planOf({ "aws_vpc.network": named("lab-network") });
  const found = await recover(plan, accountOf({ "lab-network": ["vpc-1", "vpc-2"] }));
  expect(found).toEqual({
    imports: {},
    doubled: { "aws_vpc.network": ["vpc-1", "vpc-2"] },
    unknown: [],
  });
  expect(said(found)).toBe(
    "lab: nothing was lost; deploy makes what is missing\n\n" +
      "aws_vpc.network: must be one object, got vpc-1 and vpc-2; delete those that nothing uses, and recover again\n",
  );
});

test("of two keys with one name, it says how to find out in its region which is in use", async () => {
  const key = (id: string) => `arn:aws:kms:us-east-1:1:key/${id}`;
  const plan = planOf({ "aws_kms_key.database": named("lab-database") });
  const found = await recover(plan, accountOf({ "lab-database": [key("1a"), key("2b")] }));
  const lines = said(found).split("\n");
  expect(lines.slice(2, 4)).toEqual([
    "aws_kms_key.database: must be one object, got 1a and 2b; delete those that nothing uses, and recover again",
    "  A key is in use as long as a cluster, a backup or a snapshot is encrypted by it; then these list it:",
  ]);
  const region = "--region eu-west-1 --query";
  expect(lines.slice(4, 7)).toEqual([
    `    aws rds describe-db-clusters ${region} 'DBClusters[].KmsKeyId'`,
    `    aws rds describe-db-cluster-automated-backups ${region} 'DBClusterAutomatedBackups[].KmsKeyId'`,
    `    aws rds describe-db-cluster-snapshots ${region} 'DBClusterSnapshots[].KmsKeyId'`,
  ]);
});

test("a part that AWS merely puts in place needs no import, and an unknown type is reported", async () => {
  const plan = planOf({ "aws_iam_role_policy.web": { name: "w" }, "aws_sqs_queue.jobs": {} });
  const found = await recover(plan, accountOf({}));
  expect(found).toEqual({ imports: {}, doubled: {}, unknown: ["aws_sqs_queue.jobs"] });
  expect(said(found)).toContain(
    "aws_sqs_queue.jobs: must be looked for by hand, since AWS does not list its kind by tag",
  );
});

test.each<Action[][]>([[["delete", "create"]], [["create", "forget"]], [["forget", "create"]]])(
  "%j is no loss: what is there is in the state",
  async (actions) => {
    const plan = planOf({ "aws_vpc.network": named("lab-network") });
    const [change] = plan.resource_changes ?? [];
    const replaced = {
      ...plan,
      resource_changes: [
        {
          ...change,
          change: { actions, before: {}, after: {}, after_unknown: {} },
        },
      ],
    } as PlanOfCreation;
    const found = await recover(replaced, accountOf({ "lab-network": ["vpc-1"] }));
    expect(found.imports).toEqual({});
  },
);

test("of what a part refers to only its id counts, and not another attribute of it", async () => {
  const plan = planOf({ "aws_route53_record.proof": { type: "CNAME" } });
  const refers = {
    root_module: {
      resources: [
        {
          address: "aws_route53_record.proof",
          expressions: {
            zone_id: { references: ["aws_route53_zone.z.id", "aws_route53_zone.z"] },
            name: {
              references: [
                "aws_acm_certificate.c.domain_validation_options",
                "aws_acm_certificate.c",
              ],
            },
          },
        },
      ],
    },
  };
  const asked: string[] = [];
  const account: Account = {
    named: () => [],
    has: async (_, id) => asked.push(id) > 0,
  };
  const prior = {
    values: {
      root_module: {
        resources: [
          { address: "aws_route53_zone.z", type: "aws_route53_zone", values: { id: "Z1" } },
          {
            address: "aws_acm_certificate.c",
            type: "aws_acm_certificate",
            values: { id: "arn:aws:acm:x" },
          },
        ],
      },
    },
  };
  const found = await recover({ ...plan, configuration: refers, prior_state: prior }, account);
  expect(found).toEqual({ imports: {}, doubled: {}, unknown: [] });
  expect(asked).toEqual([]);
});

test("the file holds Terraform's import blocks, and the summary lists them by tier", async () => {
  const plan = planOf({ "aws_iam_role.web": { name: "lab-web" }, "aws_vpc.network": named("n") });
  const found = await recover(plan, accountOf({ n: ["vpc-1"] }, { aws_iam_role: "lab-web" }));
  expect(JSON.parse(importBlocks(found))).toEqual({
    import: [
      { to: "aws_iam_role.web", id: "lab-web" },
      { to: "aws_vpc.network", id: "vpc-1" },
    ],
  });
  expect(said(found, "here/recovered.tf.json")).toBe(
    [
      "lab: 2 found, in here/recovered.tf.json; deploy imports them and makes the rest, and then remove that file",
      "",
      "network",
      "  aws_vpc.network is vpc-1",
      "",
      "web",
      "  aws_iam_role.web is lab-web",
      "",
    ].join("\n"),
  );
});
