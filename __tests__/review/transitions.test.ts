import { review } from "../../review/review";
import { INVARIANTS } from "../../service/invariants";
import { keptPlan, keptTransition } from "../support/kept-plans";
import { transitions } from "../transitions";
import { nameOf } from "../transitions/transition";

/** By invariant, the rules whose downtime says that it breaks. */
const PROMISE: Readonly<Record<string, readonly string[]>> = {
  domain: ["domain-changed", "tls-off"],
  certificate: ["domain-changed", "listener-changed"],
  target: [
    "target-group-replaced",
    "listener-changed",
    "load-balancer-replaced",
    "fleet-replaced",
    "fleet-detached",
  ],
  firewalls: ["path-closed"],
  "way-out": ["way-out-changed", "subnet-removed"],
  rights: ["rights-lost", "data-lost"],
  address: ["parameter-changed", "data-lost"],
  writer: [
    "data-lost",
    "instance-replaced",
    "last-reader-removed",
    "class-changed",
    "version-changed",
  ],
};

const cases = transitions.map((each) => [each.change, nameOf(each), each.varies] as const);

test("for every invariant there is a rule that can promise its interruption", () => {
  expect(Object.keys(PROMISE).sort()).toEqual(INVARIANTS.map(({ name }) => name).sort());
});

test.each(cases)("of %s the review promises at least what may break", (_, name, varies = []) => {
  const { findings } = review(keptPlan(name));
  const promising = findings.filter(({ level, downtime }) => {
    return level !== "note" && downtime !== undefined && !downtime.startsWith("none");
  });
  const rules = promising.map(({ rule }) => rule);
  const seen = keptTransition(name).broke.map(({ invariant }) => invariant);
  const unsaid = [...new Set([...seen, ...varies])].filter(
    (each) => !PROMISE[each]?.some((rule) => rules.includes(rule)),
  );
  expect(unsaid).toEqual([]);
});

test("where calls have no order, the case names each invariant that was seen to break", () => {
  const unnamed = transitions.flatMap(({ change, varies }) => {
    const seen = keptTransition(nameOf({ change })).broke.map(({ invariant }) => invariant);
    return seen.filter((each) => varies && !varies.includes(each)).map((each) => [change, each]);
  });
  expect(unnamed).toEqual([]);
});

test.each(cases)("of %s everything is judged", (_, name) => {
  expect(review(keptPlan(name)).notJudged).toEqual([]);
});

test("the changes that interrupt nobody and lose nothing are safe, and they alone", () => {
  const safe = cases.filter(([, name]) => review(keptPlan(name)).verdict === "safe");
  const unseen = transitions.filter((each) => each.unseen).map(({ change }) => change);
  expect(unseen).toEqual(["Resize for the window, taken back"]);
  expect(
    safe.map(([change]) => change).filter((change) => !unseen.includes(change)),
  ).toMatchInlineSnapshot(`
    [
      "More instances",
      "Another instance type",
      "Another instance type to fall back on",
      "One instance type again",
      "A new release",
      "A new image",
      "A baked image instead of stock",
      "An image of your own instead of stock",
      "The load page off",
      "The CloudWatch agent",
      "Another CPU target",
      "Scale on requests as well",
      "A canary before each rollout",
      "New instances every week",
      "Another health check path",
      "Add a database instance",
      "Resize one database instance",
      "Changes of the database wait for the maintenance window",
      "Longer backups",
      "Advanced insights",
      "Standard insights again",
      "Restore the database",
      "Another time for a restored database",
      "A snapshot instead of a cluster for a restored database",
      "Add a third zone",
      "Reorder the zones",
      "Add interface endpoints",
      "Flow logs on",
      "Flow logs of rejected connections only",
      "HTTP to HTTPS",
      "Fewer requests for an instance with errors",
      "Protection on",
      "A tag more",
      "Access logs on",
      "Audit log on",
      "Alarms on",
      "A web ACL",
      "From counting to refusing",
      "An own key for the database",
      "Backtrack for the database",
      "A backup vault",
      "Keep logs longer",
      "A dashboard",
      "No dashboard any more",
      "A budget",
    ]
  `);
});
