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

test("a fleet with fallback types still has its template, and names them in order", () => {
  const web = { fallbackTypes: ["t3a.small", "t2.small"] };
  expect(tier(summaryOf("prod", { web }), "web")).toEqual({
    ...tier(summaryOf("prod"), "web"),
    fallbackTypes: ["t3a.small", "t2.small"],
  });
  expect(tier(summaryOf("prod"), "web").fallbackTypes).toEqual([]);
});

test("each fallback type of the fleet stands there with its price", () => {
  const web = { instanceType: "x8g.large", fallbackTypes: ["m8g.large", "x2gd.large"] };
  const text = render([summaryOf("lab", { web })], pc.createColors(false));
  expect(text).toContain("else       m8g.large, $0.08976 an hour ");
  expect(text).toContain("x2gd.large, price not in the table\n");
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
