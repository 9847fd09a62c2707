import pc from "picocolors";
import { CHOICES } from "../../prices/choices";
import { render } from "../../summary/render";
import { choiceOf } from "../support/every-choice";
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

test("a vault's backups cost money only where they are older than the automatic ones", () => {
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

test.each(CHOICES.map(({ value }) => value))("%s has a price more on the screen", (value) => {
  // lab pays for none of them, but AWS has no insights for its class.
  const large = { class: "db.r6g.large" };
  const instances = { a: { ...large, zone: "a" }, b: { ...large, zone: "b" } };
  const sound = { database: { instances } };
  const prices = (change: object) => {
    const text = render([summaryOf("lab", change)], pc.createColors(false));
    return text.split("\n").filter((line) => /\$(?!.*about)/.test(line)).length;
  };
  const { database, ...rest } = choiceOf(value) as { database?: object };
  const chosen = { ...rest, database: { ...sound.database, ...database } };
  expect(prices(chosen)).toBeGreaterThan(prices(sound));
});

test("hours of backtrack stand there with their price", () => {
  const lines = (backtrackHours: number) =>
    render([summaryOf("lab", { database: { backtrackHours } })], pc.createColors(false));
  expect(lines(24)).toContain("backtrack  24 hours back, $0.012 an hour for each");
  expect(lines(1)).toContain("backtrack  1 hour back, ");
  expect(lines(0)).not.toContain("backtrack");
});

test("a budget stands among the alarms, and nothing without one", () => {
  const lines = (alarms: object) => render([summaryOf("lab", { alarms })], pc.createColors(false));
  expect(lines({ budget: 500 })).toContain("budget     news above $500 a month");
  expect(lines({})).not.toContain("budget");
});
