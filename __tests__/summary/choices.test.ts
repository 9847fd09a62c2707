import pc from "picocolors";
import { render } from "../../summary/render";
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

test("of a vault's backups those are paid to which the automatic ones don't reach back", () => {
  const lines = (backupVault: object) => {
    const summary = summaryOf("prod", { database: { backupVault } });
    return render([summary], pc.createColors(false));
  };
  const paid = lines({ days: 35, lock: "governance" });
  expect(paid).toContain("vault      a backup a day for 35 days, locked\n");
  expect(paid).toContain("21 of them $0.021 a GB and month\n");
  const free = lines({ days: 14 });
  expect(free).toContain("vault      a backup a day for 14 days\n");
  expect(free).toContain("none of them paid\n");
});
