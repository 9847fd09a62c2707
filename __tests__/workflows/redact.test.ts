import fc from "fast-check";
import type { ResourceChange, Values } from "../../terraform/plan";
import { marked, markedPlan, planOf, updated } from "../support/arbitrary-plans";
import { missingCommands, needing } from "../support/needing";
import { redacted } from "./scripts";

const SECRET = "planted-1";
const [STAYED, BEFORE, AFTER] = ["(sensitive)", "(sensitive, before)", "(sensitive, after)"];

const changeOf = (change: ResourceChange, more: object = {}) =>
  redacted({ ...planOf(change), ...more })[0]?.resource_changes?.[0]?.change;

needing(missingCommands("jq"), "a plan on its way to the review", () => {
  test("is the same where nothing is secret", () => {
    const change = { ...marked({ list: [false, {}] }), replace_paths: [["port"]] };
    const plan = planOf(updated({ n: 1, list: ["a", "b"] }, { n: 2, list: [] }, change));
    const names = { configuration: expect.anything(), prior_state: expect.anything() };
    expect(redacted(plan)).toEqual([{ ...plan, ...names }]);
  });

  test.each([
    { what: "changed", before: "planted-1", after: "planted-2", is: [BEFORE, AFTER] },
    { what: "stayed", before: "planted-1", after: "planted-1", is: [STAYED, STAYED] },
    { what: "is new", before: null, after: "planted-1", is: [null, AFTER] },
    { what: "is a number", before: 1, after: 2, is: [BEFORE, AFTER] },
    { what: "has parts", before: { a: [SECRET] }, after: { a: [] }, is: [BEFORE, AFTER] },
  ])("says that a secret $what, and not what it is", ({ before, after, is }) => {
    const change = changeOf(updated({ v: before }, { v: after }, marked({ v: true })));
    expect([change?.before?.v, change?.after?.v]).toEqual(is);
  });

  test("hides a value on both sides where one of them has the mark", () => {
    const goes = { before_sensitive: { v: true }, after_sensitive: {} };
    const change = changeOf(updated({ v: 1, w: 1 }, { v: 1, w: 1 }, goes));
    expect(change).toMatchObject({ before: { v: STAYED, w: 1 }, after: { v: STAYED, w: 1 } });
  });

  test.each([
    { what: "a list of another length", value: [1, 2], marks: [true] },
    { what: "an object under a list's marks", value: { a: 1 }, marks: [{ a: true }] },
    { what: "a text under an object's marks", value: "1", marks: { a: true } },
  ])("hides all of $what", ({ value, marks }) => {
    const change = changeOf(updated({ v: value }, { v: value }, marked({ v: marks })));
    expect(change?.after).toEqual({ v: STAYED });
  });

  const owner = updated({ v: SECRET }, { v: SECRET }, marked({ v: true }));
  test.each<{ what: string; copy: Values }>([
    { what: "within a text", copy: { a: `password=${SECRET};` } },
    { what: "as a key", copy: { a: { [SECRET]: 1 } } },
    { what: "in a list of blocks", copy: { a: [{ policy: `{"p":"${SECRET}"}` }] } },
  ])("hides a copy without a mark: $what", ({ copy }) => {
    expect(JSON.stringify(redacted(planOf(owner, updated(copy, copy))))).not.toContain(SECRET);
  });

  test("hides a copy in JSON within a text, as Terraform writes it", () => {
    const secret = 'p"l\\a<n>&t';
    const copy = { a: '{"p":"p\\"l\\\\a\\u003cn\\u003e\\u0026t"}', b: JSON.stringify({ secret }) };
    const plan = planOf(updated({}, { v: secret }, marked({ v: true })), updated(copy, copy));
    const [, change] = redacted(plan)[0]?.resource_changes ?? [];
    expect(change?.change.after).toEqual({ a: STAYED, b: STAYED });
  });

  test.each([
    { type: "String", engine: "aurora-mysql" },
    { type: "SecureString", engine: STAYED },
  ])("takes what a parameter of type $type has for $engine elsewhere", ({ type, engine }) => {
    const values = { type, value: "aurora-mysql" };
    const parameter = updated(values, values, marked({ value: true }), "aws_ssm_parameter");
    const cluster = updated({ engine: "aurora-mysql" }, { engine: "aurora-mysql" });
    const [first, second] = redacted(planOf(parameter, cluster))[0]?.resource_changes ?? [];
    expect(first?.change.after?.value).toBe(STAYED);
    expect(second?.change.after?.engine).toBe(engine);
  });

  /** Where else a plan knows of a secret; a copy of it stands in a resource. */
  const configuration = (more: object) => ({ configuration: { root_module: more } });
  const resources = (values: Values) => [{ type: "aws_x", values, sensitive_values: { v: true } }];
  test.each<{ where: string; more: object }>([
    {
      where: "a sensitive variable",
      more: {
        variables: { v: { value: SECRET } },
        ...configuration({ variables: { v: { sensitive: true } } }),
      },
    },
    {
      where: "an ephemeral variable, as OpenTofu marks it",
      more: {
        variables: { v: { value: SECRET } },
        ...configuration({ variables: { v: { ephemeral: true } } }),
      },
    },
    {
      where: "a state of what doesn't change",
      more: { prior_state: { values: { root_module: { resources: resources({ v: SECRET }) } } } },
    },
    {
      where: "a module of the state",
      more: {
        prior_state: {
          values: {
            root_module: { child_modules: [{ resources: resources({ v: SECRET }) }] },
          },
        },
      },
    },
    {
      where: "an output of the state",
      more: { prior_state: { values: { outputs: { o: { sensitive: true, value: SECRET } } } } },
    },
    {
      where: "an output that changes",
      more: { output_changes: { o: { actions: ["delete"], before: SECRET, ...marked(true) } } },
    },
    { where: "drift", more: { resource_drift: [owner] } },
    { where: "a deferred change", more: { deferred_changes: [{ resource_change: owner }] } },
  ])("hides a copy of what is secret in $where", ({ more }) => {
    const [plan] = redacted({ ...planOf(updated({ a: SECRET }, { a: "b" })), ...more });
    expect(JSON.stringify(plan)).not.toContain(SECRET);
    expect(plan?.resource_changes?.[0]?.change.after).toEqual({ a: "b" });
  });

  test("has of variables, states, configuration, actions and checks what is no value", () => {
    const at = { address: "action.a_b.c", type: "a_b", name: "c" };
    const expressions = {
      a: { constant_value: "planted-10" },
      b: { constant_value: "planted-11 ${var.open}", references: ["var.open"] },
      c: [{ d: { constant_value: { planted: 12 } } }],
    };
    const [plan] = redacted({
      ...planOf(owner),
      variables: { open: { value: "planted-2" } },
      prior_state: {
        values: {
          root_module: { resources: [{ address: "aws_x.y", values: { a: "planted-14" } }] },
        },
      },
      planned_values: { root_module: { resources: [{ values: { a: "planted-3" } }] } },
      configuration: {
        provider_config: { aws: { expressions: { a: { constant_value: "planted-4" } } } },
        root_module: {
          outputs: { o: { sensitive: true, expression: "planted-5" } },
          resources: [{ address: "aws_x.y", provider_config_key: "planted-5", expressions }],
        },
      },
      action_invocations: [{ ...at, config_values: { a: "planted-6" }, config_sensitive: {} }],
      deferred_action_invocations: [
        { reason: "r", action_invocation: { ...at, config_values: { a: "planted-7" } } },
      ],
      checks: [
        {
          address: { to_display: "check.c", planted: 8 },
          status: "fail",
          instances: [{ problems: [{ message: "must be long" }, { message: `got ${SECRET}` }] }],
        },
      ],
      relevant_attributes: [{ resource: "planted-9" }],
    });
    expect(plan).toMatchObject({
      prior_state: { values: { root_module: { resources: [{ address: "aws_x.y" }] } } },
      configuration: {
        root_module: {
          outputs: { o: { sensitive: true } },
          resources: [
            {
              address: "aws_x.y",
              expressions: { a: {}, b: { references: ["var.open"] }, c: [{ d: {} }] },
            },
          ],
        },
      },
      action_invocations: [at],
      deferred_action_invocations: [{ reason: "r", action_invocation: at }],
      checks: [
        {
          address: { to_display: "check.c" },
          status: "fail",
          instances: [{ problems: [{ message: "must be long" }, { message: STAYED }] }],
        },
      ],
    });
    expect(JSON.stringify(plan)).not.toContain("planted");
  });

  test("has no secret of any plan, wherever its marks are", () => {
    const plans = fc.sample(markedPlan, { numRuns: 100, seed: 1 });
    const all = redacted(...plans.map(({ plan }) => plan));
    expect(plans.filter(({ secrets }) => secrets.length > 0).length).toBeGreaterThan(50);
    expect(all).toHaveLength(plans.length);
    const kept = all.filter((plan, i) => {
      const text = JSON.stringify(plan);
      return plans[i]?.secrets.some((secret) => text.includes(secret));
    });
    expect(kept).toEqual([]);
  });
});
