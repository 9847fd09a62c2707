import type { Look } from "../../ops/drift/look";
import { placeInWords, subjectOf } from "../../ops/drift/place";
import { render, toJson } from "../../ops/drift/render";
import { toldOf } from "../../ops/drift/told";
import type { Plan, Values } from "../../terraform/plan";
import { ACCOUNT, drifted, lookOf, planned, wholePlanOf } from "./support";

const INSTANCE = "aws_rds_cluster_instance.database_a";
const TEMPLATE = "aws_launch_template.web";
const FLEET = "aws_autoscaling_group.web";
const ARN = `arn:aws:rds:us-east-1:${ACCOUNT}:db:a`;

const update = (before: Values, after: Values, after_unknown: Values = {}) => ({
  actions: ["update" as const],
  before,
  after,
  after_unknown,
});
/** A resource that drifted, and that the plan puts back. */
const putBack = (address: string, was: Values, is: Values, later: Values = {}): Plan =>
  wholePlanOf([drifted(address, was, is)], [planned(address, update(is, was, later))]);
const told = (plan: Plan, more: Partial<Look> = {}) => toldOf("lab", lookOf(plan, more));
const shown = (plan: Plan, more: Partial<Look> = {}) => {
  const look = lookOf(plan, more);
  const found = { stage: "lab", told: toldOf("lab", look), elsewhere: false, ...look };
  return { text: render([found]), json: JSON.parse(toJson([found])).stages[0] };
};

const member = (instance_class: string) => ({
  arn: ARN,
  id: "a",
  instance_class,
  apply_immediately: true,
});
const resized = putBack(INSTANCE, member("db.t4g.medium"), member("db.t4g.large"));

test("a finding names its id, account and region, and the command that undoes it", () => {
  const { text, json } = shown(resized);
  expect(text).toContain(`${INSTANCE} was changed\n    ${ARN}\n`);
  expect(text).toContain("\n      npx cdktf deploy lab\n");
  expect(json.drift).toMatchObject([
    { id: ARN, account: ACCOUNT, region: "us-east-1", undo: ["npx cdktf deploy lab"] },
  ]);
});

test("of a stage in HCP, a finding names no deploy from here", () => {
  const document = { terraform: { cloud: { organization: "acme", workspaces: { name: "lab" } } } };
  const { text } = shown(resized, { document });
  expect(text).toContain(
    "    → deploy puts it back, or take it into the settings; to deploy, start",
  );
  expect(text).not.toContain("npx cdktf deploy");
});

test("an id that doesn't name account and region has them beside it", () => {
  const home = { backend: "file x", account: ACCOUNT, region: "us-east-1" };
  expect(placeInWords("vpc-1", home)).toBe(`vpc-1 (account ${ACCOUNT}, us-east-1)`);
  expect(placeInWords(ARN, home)).toBe(ARN);
  const { account: _, ...unknown } = home;
  expect(placeInWords("vpc-1", unknown)).toBe("vpc-1 (account unknown, us-east-1)");
});

test("what is gone has the id that it had, and what was never made has none", () => {
  const create = { actions: ["create" as const], before: null, after: {} };
  const gone = wholePlanOf([drifted(INSTANCE, member("x"), null)], [planned(INSTANCE, create)]);
  expect(told(gone)).toMatchObject([{ kind: "deleted", id: ARN }]);
  const [made] = told(wholePlanOf([], [planned(INSTANCE, create)]));
  expect(made).not.toHaveProperty("id");
});

test("a finding says what putting it back does to users, in the review's words", () => {
  const { text, json } = shown(resized);
  expect(json.drift[0].effects).toMatchObject([
    { rule: "class-changed", level: "attention", downtime: "the whole database, for some minutes" },
  ]);
  expect(text).toContain(
    "      the deploy: gets another class, and no other instance takes over meanwhile; downtime: the whole database, for some minutes\n",
  );
});

test("it says so where no user notices, and nothing where nobody can tell", () => {
  const tag = (Owner: string) => ({ arn: ARN, tags_all: { Owner } });
  const tagged = putBack(INSTANCE, tag("a"), tag("b"));
  expect(shown(tagged).text).toContain("      no user notices this step\n");
  const unknown = { reviewable: undefined };
  expect(shown(resized, unknown).text).not.toMatch(/the deploy:|no user/);
  expect(shown(resized, unknown).json.drift[0]).not.toHaveProperty("effects");
});

test("what would destroy data says so", () => {
  const cluster = (kms_key_id: string) => ({ id: "c", kms_key_id, skip_final_snapshot: true });
  const address = "aws_rds_cluster.database";
  const step = {
    ...update(cluster("b"), cluster("a")),
    actions: ["delete", "create"] as const,
    replace_paths: [["kms_key_id"]],
  };
  const plan = wholePlanOf(
    [drifted(address, cluster("a"), cluster("b"))],
    [planned(address, step)],
  );
  const { text, json } = shown(plan);
  expect(text).toContain("it would destroy this one, and with it all data of the database");
  expect(text).toContain("(kms_key_id can't change in place) and takes all data of the database");
  expect(json.drift[0].undo).toEqual([]);
});

describe("a launch template that was changed", () => {
  const group = {
    id: "lab-web",
    ...{ min_size: 2, max_size: 2, desired_capacity: 2, default_instance_warmup: 30 },
    launch_template: [{ version: "1" }],
    instance_refresh: [{ strategy: "Rolling", preferences: [{ min_healthy_percentage: 50 }] }],
  };
  const was = { id: "lt-1", instance_type: "t3.small" };
  const is = { ...was, instance_type: "t3.large" };
  const follows = update(group, group, { launch_template: [{ version: true }] });
  const references = [`${TEMPLATE}.latest_version`, TEMPLATE];
  const resources = [
    { address: FLEET, expressions: { launch_template: [{ version: { references } }] } },
  ];
  const plan = {
    ...wholePlanOf(
      [drifted(TEMPLATE, was, is)],
      [planned(TEMPLATE, update(is, was, { latest_version: true })), planned(FLEET, follows)],
    ),
    configuration: { root_module: { resources } },
  };

  test("says that the fleet's instances are replaced when it is put back", () => {
    const { text, json } = shown(plan);
    expect(text).toContain(`      the deploy then changes ${FLEET}, see there\n`);
    expect(text).not.toContain("no user notices");
    expect(text).toMatch(
      /lab-web .*\n {6}the deploy: instances are replaced, 1 of 2 at a time, in 1 minute at most/,
    );
    expect(json.drift).toMatchObject([
      { address: TEMPLATE, kind: "changed", leadsTo: [FLEET] },
      { address: FLEET, kind: "follows", does: "update", effects: [{ rule: "fleet-rollout" }] },
    ]);
  });

  test("is one drifted resource, not two", () => {
    expect(shown(plan).text).toMatch(/^lab: 1 drifted$/m);
  });

  test("what follows and no user notices is left out", () => {
    const { launch_template: _, ...same } = group;
    const quiet = update(same, same, { arn: true });
    const changes = [planned(TEMPLATE, update(is, was)), planned(FLEET, quiet)];
    expect(told(wholePlanOf([drifted(TEMPLATE, was, is)], changes))).toHaveLength(1);
  });
});

test("a policy that differs far behind its start shows where", () => {
  const policy = (principal: string) => `${"x".repeat(100)} "AWS": "${principal}"`;
  const [was, is] = [policy(`arn:aws:iam::${ACCOUNT}:root`), policy("*")];
  const { text } = shown(putBack("aws_s3_bucket_policy.bucket", { policy: was }, { policy: is }));
  expect(text).toContain(`\\"AWS\\": \\"arn:aws:iam::${ACCOUNT}:root\\""`);
  expect(text).toContain('\\"AWS\\": \\"*\\""');
});

test.each<[address: string, values: Values, names: string[], region: string]>([
  [INSTANCE, { id: "a", arn: ARN }, ["a", ARN], "eu-west-1"],
  ["aws_lb.load_balancer", { id: "arn:lb", arn: "arn:lb" }, ["arn:lb"], "eu-west-1"],
  ["aws_iam_role.web", { id: "lab-web", arn: "arn:role" }, ["lab-web", "arn:role"], "us-east-1"],
  ["aws_route53_record.web", { id: "Z1_www" }, ["Z1_www"], "us-east-1"],
  ["aws_iam_role_policy.web", { id: "lab-web:Read", role: "lab-web" }, ["lab-web"], "us-east-1"],
  ["aws_route.nat", { id: "r-rtb-1", route_table_id: "rtb-1" }, ["rtb-1"], "eu-west-1"],
  ["aws_route.gone", {}, [], "eu-west-1"],
])("CloudTrail knows %s by its names, where AWS keeps its history", (address, values, ...is) => {
  const { names, region } = subjectOf(address, values, "eu-west-1");
  expect([names, region]).toEqual(is);
});
