import { review } from "../../review/review";
import { planned, wholePlanOf } from "../ops/support";
import { keptPlan } from "../support/kept-plans";

const CLUSTER = "aws_rds_cluster.database_cluster_2";
const source = { source_cluster_identifier: "lab-database", restore_to_time: "T" };

/** What the review says of a cluster that is replaced for its source or for what came with it. */
function said(forcedBy: string, before: object, after: object) {
  const replaced = planned(CLUSTER, {
    actions: ["delete", "create"],
    before: { ...before },
    after: { ...after },
    replace_paths: [[forcedBy]],
  });
  const found = review(wholePlanOf([], [replaced])).findings;
  return found
    .filter(({ rule }) => rule === "data-lost")
    .map(({ level, title }) => `${level}: ${title}`);
}
const DATA = "can't change in place) and takes all data of the database with it";

test.each([
  ["added", {}, { restore_to_point_in_time: [source] }, "one made from lab-database"],
  [
    "edited",
    { restore_to_point_in_time: [source] },
    { restore_to_point_in_time: [{ ...source, restore_to_time: "U" }] },
    "one made from lab-database",
  ],
  [
    "taken out",
    { restore_to_point_in_time: [source] },
    { restore_to_point_in_time: [] },
    "an empty one",
  ],
])(
  "a source of a restore that is %s replaces a cluster by another: danger",
  (_, before, after, by) => {
    expect(said("restore_to_point_in_time", before, after)).toEqual([
      `danger: is replaced by ${by} (restore_to_point_in_time ${DATA}`,
    ]);
  },
);

test("a snapshot by its ARN instead of its name replaces it by another one: danger", () => {
  const arn = "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before";
  const [before, after] = [{ snapshot_identifier: "before" }, { snapshot_identifier: arn }];
  expect(said("snapshot_identifier", before, after)).toEqual([
    `danger: is replaced by one made from ${arn} (snapshot_identifier ${DATA}`,
  ]);
});

test.each(["database_name", "master_username"])("another %s replaces it: danger", (name) => {
  expect(said(name, { [name]: "a" }, { [name]: "b" })).toEqual([
    `danger: is replaced (${name} ${DATA}`,
  ]);
});

/** The plan of the switch; what is kept of it leaves out the second cluster, which stays as it is. */
function switched() {
  const plan = keptPlan("switch-the-app-to-the-restored-database");
  const values = (plan.resource_changes ?? []).map(({ change }) => change.after?.value);
  const [endpoint, reader_endpoint] = values.filter((each) =>
    /^lab-database-2\./.test(String(each)),
  );
  const copy = { cluster_identifier: "lab-database-2", endpoint, reader_endpoint };
  const there = planned(CLUSTER, { before: copy, after: copy });
  return { ...plan, resource_changes: [...(plan.resource_changes ?? []), there] };
}

test("a switch to the other cluster says to which", () => {
  const { verdict, findings } = review(switched());
  const endpoints = findings.filter(({ address }) => address.endsWith("endpoint"));
  expect(verdict).toBe("attention");
  expect(endpoints.map(({ title }) => title)).toEqual(
    Array(2).fill("leads the app to lab-database-2, which has data of its own"),
  );
});

test.each([
  ["leave-the-old-database-after-a-restore", "aws_rds_cluster.database"],
  ["give-a-restored-database-up", CLUSTER],
])("of %s the review says that the cluster stays in AWS, and nobody sees it", (name, address) => {
  const { verdict, findings } = review(keptPlan(name));
  expect(verdict).toBe("attention");
  expect(findings.find((each) => each.address === address)?.title).toBe(
    "is forgotten: it stays in AWS with all data of the database, and no plan sees or protects it any more",
  );
});

const ENDPOINT = "aws_ssm_parameter.database_endpoint";
const name = "/lab/database/endpoint";
const value = { name, value: "lab-database-2.cluster-a.us-east-1.rds.amazonaws.com" };
const follows = planned(ENDPOINT, {
  actions: ["update"],
  before: value,
  after: { name },
  after_unknown: { value: true },
});
const made = (after: object) =>
  planned("aws_rds_cluster.database", {
    actions: ["create"],
    before: null,
    after: { cluster_identifier: "lab-database", ...after },
  });

test.each<[string, object, string]>([
  ["an empty cluster", {}, "danger: leads the app to lab-database, which this plan makes empty"],
  [
    "a copy at once",
    { restore_to_point_in_time: [{ source_cluster_identifier: "lab-database-2" }] },
    "attention: leads the app to lab-database, which this plan makes from a backup and nobody has checked",
  ],
  [
    "a snapshot at once",
    { snapshot_identifier: "lab-before" },
    "attention: leads the app to lab-database, which this plan makes from a backup and nobody has checked",
  ],
])("settings that go back to before a restore lead the app to %s", (_, after, says) => {
  const { findings } = review(wholePlanOf([], [made(after), follows]));
  const found = findings.filter(({ address }) => address === ENDPOINT);
  expect(found.map(({ level, title }) => `${level}: ${title}`)).toEqual([says]);
});

const endpoint = value.value;
const inUse = { cluster_identifier: "lab-database-2", endpoint };
const forgotten = planned(CLUSTER, { actions: ["forget"], before: inUse, after: null });
const FORGOTTEN = "is forgotten: the state no longer knows the cluster that the app uses";

test.each([
  ["still names", planned(ENDPOINT, { before: value, after: value })],
  ["names until this plan", follows],
])("a plan that forgets the cluster that the app's endpoint %s is danger", (_, parameter) => {
  const { findings } = review(wholePlanOf([], [forgotten, made({}), parameter]));
  const found = findings.filter(({ address }) => address === CLUSTER);
  expect(found.map(({ level, title }) => `${level}: ${title}`)).toEqual([`danger: ${FORGOTTEN}`]);
});

test("an instance that is deleted while its cluster is forgotten is danger", () => {
  const address = "aws_rds_cluster_instance.database_cluster_2_a";
  const before = { identifier: "lab-database-2-a", cluster_identifier: "lab-database-2" };
  const deleted = planned(address, { actions: ["delete"], before, after: null });
  const { findings } = review(wholePlanOf([], [forgotten, deleted]));
  const found = findings.filter((each) => each.address === address);
  expect(found.map(({ level, title }) => `${level}: ${title}`)).toContain(
    "danger: is deleted, and its cluster is forgotten: the cluster stays in AWS without it",
  );
});

test("an opened door says from where", () => {
  const door = planned("aws_vpc_security_group_ingress_rule.database_from_office", {
    actions: ["create"],
    before: null,
    after: { cidr_ipv4: "203.0.113.0/24", ip_protocol: "tcp", from_port: 3306, to_port: 3306 },
  });
  const titles = review(wholePlanOf([], [door])).findings.map(({ title }) => title);
  expect(titles.filter((each) => each.includes("3306"))).toEqual([
    "lets in from the internet: tcp 3306 from 203.0.113.0/24",
  ]);
});
