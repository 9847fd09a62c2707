import fc from "fast-check";
import { review } from "../../review/review";
import type { Plan, ResourceChange } from "../../terraform/plan";

/*
 * Random plans: types that rules know and types that none knows, nested modules, keys with quotes
 * and dots, moves, imports, deposed objects, reads, and drift on the same addresses or on others.
 */

const TYPES = [
  "aws_rds_cluster",
  "aws_s3_bucket",
  "aws_lb",
  "aws_eip",
  "aws_ssm_parameter",
  "aws_x",
];
const ACTIONS = [
  ["no-op"],
  ["create"],
  ["update"],
  ["delete"],
  ["delete", "create"],
  ["create", "delete"],
  ["forget"],
  ["create", "forget"],
] as const;
const KEYS = ["", "[0]", '["a.b"]', '["c \\"d\\""]', '["module.x[0]"]', '["]"]', '["\\n"]'];

const address = fc
  .tuple(
    fc.constantFrom("", "module.a.", 'module.b["x.y"].', 'module.a.module.c["\\"]."].'),
    fc.constantFrom(...TYPES),
    fc.constantFrom("one", "two", "web_firewall"),
    fc.constantFrom(...KEYS),
  )
  .map(([module, type, name, key]) => ({ address: `${module}${type}.${name}${key}`, type, name }));

const values = fc.record({
  id: fc.constantFrom("i-1", "i-2"),
  deletion_protection: fc.boolean(),
  tags: fc.constantFrom({}, { Name: "x" }),
});

const entry: fc.Arbitrary<ResourceChange> = fc
  .tuple(address, fc.constantFrom(...ACTIONS), values, values, fc.integer({ min: 0, max: 5 }))
  .map(([place, actions, was, is, kind]): ResourceChange => {
    const makes = (actions as readonly string[]).some((each) => each === "create");
    const before = actions.length === 1 && makes ? null : was;
    const after = ["delete", "forget"].includes(actions.join()) ? null : is;
    const change = { actions, before, after, after_unknown: {} };
    const more = [
      {},
      {},
      { deposed: "0a1b2c3d", change: { ...change, actions: ["delete" as const], after: null } },
      { previous_address: `${place.address}_before` },
      { change: { ...change, importing: { id: "i-1" } } },
      {
        mode: "data" as const,
        address: `data.${place.address}`,
        change: { ...change, actions: ["read" as const] },
      },
    ][kind];
    return { ...place, mode: "managed", change, ...more };
  });

const plan: fc.Arbitrary<Plan> = fc
  .tuple(fc.array(entry, { maxLength: 12 }), fc.array(entry, { maxLength: 6 }), fc.boolean())
  .map(([changes, drift, errored]) => ({
    format_version: "1.2",
    terraform_version: "1.15.5",
    errored,
    resource_changes: changes,
    resource_drift: drift.filter(({ change }) => !change.actions.includes("create")),
  }));

test("each address of a plan is in exactly one place of its review", () => {
  fc.assert(
    fc.property(plan, (each) => {
      const { findings, notJudged, harmless, unchanged } = review(each);
      const found = [...new Set(findings.map(({ address: at }) => at))].filter(
        (at) => at !== "plan",
      );
      const placed = [...found, ...notJudged, ...harmless, ...unchanged].sort();
      const { resource_changes: changes = [], resource_drift: drift = [] } = each;
      const all = new Set([...changes, ...drift].map(({ address: at }) => at));
      expect(placed).toEqual([...all].sort());
    }),
  );
});

test("a plan is never safe where an unknown type changes, or where it errored", () => {
  fc.assert(
    fc.property(plan, (each) => {
      const { verdict, notJudged } = review(each);
      if (notJudged.length > 0 || each.errored) expect(verdict).not.toBe("safe");
    }),
  );
});
