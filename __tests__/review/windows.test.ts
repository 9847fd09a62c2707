import { review } from "../../review/review";
import type { Plan, Values } from "../../terraform/plan";

/** What is said of an update of one resource whose changes wait for the window, or don't. */
function said(type: string, apply_immediately: boolean, was: Values, is: Values) {
  const [before, after] = [was, is].map((each) => ({ apply_immediately, ...each }));
  const change = { actions: ["update"], before, after, after_unknown: {} };
  const entry = { address: `${type}.x`, mode: "managed", type, name: "x", change };
  const plan = { format_version: "1.2", terraform_version: "1.15.5", resource_changes: [entry] };
  const { findings } = review(plan as unknown as Plan);
  const ours = findings.filter(({ rule }) => rule !== "partial-plan");
  return ours.map(({ rule, title, downtime }) => ({ rule, title, downtime }));
}
const CLUSTER = "aws_rds_cluster";
const INSTANCE = "aws_rds_cluster_instance";
const version = (minor: number) => ({ engine_version: `8.0.mysql_aurora.3.${minor}.0` });

test.each<[what: string, type: string, was: Values, is: Values, rule: string]>([
  [
    "a resize",
    INSTANCE,
    { instance_class: "db.r6g.large" },
    { instance_class: "db.r6g.xlarge" },
    "class-changed",
  ],
  ["a minor upgrade", CLUSTER, version(10), version(11), "version-changed"],
  [
    "another certificate authority",
    INSTANCE,
    { ca_cert_identifier: "rds-ca-rsa2048-g1" },
    { ca_cert_identifier: "rds-ca-rsa4096-g1" },
    "restart-needed",
  ],
])("%s that waits for the window is said to happen there, and now at once", (...given) => {
  const [, type, was, is, rule] = given;
  const window = said(type, false, was, is).find((each) => each.rule === rule);
  expect(window?.downtime).toMatch(/in the next maintenance window|within the window/);
  const now = said(type, true, was, is).find((each) => each.rule === rule);
  expect(now?.downtime).not.toMatch(/in the next maintenance window|within the window/);
  expect(now).not.toEqual(window);
});

test("a major upgrade never waits for a window in the review's words: it takes another way", () => {
  const major = { engine_version: "9.0.mysql_aurora.4.1.0" };
  const all = [true, false].map((now) => said(CLUSTER, now, version(10), major));
  expect(all[0]).toEqual(all[1]);
});

test("changes that no longer wait are marked, since AWS carries out at once what waits", () => {
  const [waits, now] = [{ apply_immediately: false }, { apply_immediately: true }];
  const marked = said(INSTANCE, true, waits, now);
  expect(marked).toMatchObject([
    { rule: "restart-needed", title: expect.stringMatching(/^carries out at once whatever waits/) },
  ]);
  expect(said(INSTANCE, true, now, waits)).toEqual([]);
  expect(
    said(INSTANCE, true, { ...now, promotion_tier: 1 }, { ...now, promotion_tier: 2 }),
  ).toEqual([]);
});
