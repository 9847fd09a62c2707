import { summaryOf, tier } from "./support";

/** Settings that cost money are seen in the summary. */

test("the load balancer says for how many days requests are logged", () => {
  const of = (logs: object) => tier(summaryOf("lab", { logs }), "load-balancer").accessLogDays;
  expect([of({}), of({ access: "bucket" }), of({ access: "bucket", days: 90 })]).toEqual([
    null,
    30,
    90,
  ]);
});

test.each([
  ["aurora-mysql", "8.0.mysql_aurora.3.10.0"],
  ["aurora-postgresql", "16.8"],
])("the database says, on %s, whether connections are logged", (kind, version) => {
  const database = { engine: { kind, version } };
  const of = (logs: object) => tier(summaryOf("lab", { database, logs }), "database").audited;
  expect([of({}), of({ audit: "cloudwatch" })]).toEqual([false, true]);
});
