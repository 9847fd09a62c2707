import type { Action, Plan } from "../../terraform/plan";
import { changesOf, linesOf, stepsOf } from "../../terraform/steps";
import { planNamed } from "./plans";

/** A plan with one entry. */
function planOf(actions: readonly string[], change: object = {}, resource: object = {}): Plan {
  const entry = { address: "aws_x.y", mode: "managed", type: "aws_x", name: "y", ...resource };
  const all = { actions: actions as Action[], before: {}, after: {}, after_unknown: {}, ...change };
  const resource_changes = [{ ...entry, change: all }] as Plan["resource_changes"];
  return { format_version: "1.2", terraform_version: "1.15.5", resource_changes };
}

describe("as today's cores plan it,", () => {
  test.each<[what: string, plan: string, lines: string[]]>([
    [
      "a move alone is a step, though the core has no action for it",
      "move-without-block",
      [
        "create terraform_data.was_single[1]",
        "move terraform_data.was_counted[0] to terraform_data.was_counted",
        "move terraform_data.was_single to terraform_data.was_single[0]",
      ],
    ],
    ["an import alone is a step too", "import-by-id", ["import aws_ssm_parameter.taken"]],
    [
      "an import by identity that changes something is two steps",
      "import-by-identity-with-update",
      ["import store_object.novel", "update store_object.novel (content, size)"],
    ],
    [
      "an import that has to replace what it takes says both",
      "import-with-replace",
      ["import aws_security_group.taken", "replace aws_security_group.taken (description)"],
    ],
    [
      "what is forgotten may have moved before",
      "forget-by-count-zero",
      [
        "forget store_object.after[0]",
        "forget store_object.before[0]",
        "forget store_object.plain[0]",
        "move store_object.after to store_object.after[0]",
        "move store_object.before to store_object.before[0]",
        "move store_object.plain to store_object.plain[0]",
      ],
    ],
    [
      "Terraform creates and forgets",
      "create-and-forget-terraform",
      ["create-and-forget store_object.after ()", "create-and-forget store_object.before ()"],
    ],
    [
      "OpenTofu forgets and creates, which is the same",
      "create-and-forget-tofu",
      [
        "create-and-forget store_object.after (name)",
        "create-and-forget store_object.before (name)",
      ],
    ],
    [
      "the deletion of a deposed object is not one of the object that took its place",
      "deposed",
      ["delete aws_s3_bucket.b (deposed)", "delete store_object.o (deposed)"],
    ],
    [
      "a trigger forces a replacement in both orders",
      "replace-triggered-by",
      [
        "replace store_object.o (replace_triggered_by)",
        "replace terraform_data.after (replace_triggered_by)",
        "replace terraform_data.before (replace_triggered_by)",
        "update terraform_data.trigger (input, output)",
      ],
    ],
    [
      "OpenTofu's first create is one, though it names a trigger",
      "first-create-with-triggers-tofu",
      [
        "create store_object.o",
        "create terraform_data.after",
        "create terraform_data.before",
        "create terraform_data.trigger",
      ],
    ],
    [
      "a value that stays and is no longer secret is an update of its attribute",
      "sensitivity-marks-only",
      ["update terraform_data.holder (input)"],
    ],
  ])("%s", (_, plan, lines) => {
    expect(linesOf(planNamed(plan))).toEqual(lines);
  });

  test("a check that reads is a step and no change", () => {
    const plan = planNamed("check-own-data-passes");
    expect(stepsOf(plan)).toEqual([
      { verb: "read", address: "data.store_object.probe", attributes: [], forcedBy: [] },
    ]);
    expect(changesOf(plan)).toEqual([]);
  });
});

test("a replacement holds what forces it and all that changes with it", () => {
  const change = {
    before: { name: "a", size: 1, id: "1" },
    after: { name: "b", size: 1 },
    after_unknown: { id: true, tags: {} },
    replace_paths: [["name"], ["name", 0]],
  };
  const step = { verb: "replace", address: "aws_x.y", attributes: ["id", "name"] };
  for (const actions of [
    ["create", "delete"],
    ["delete", "create"],
  ]) {
    expect(stepsOf(planOf(actions, change))).toEqual([{ ...step, forcedBy: ["name"] }]);
  }
});

test("a step knows where its resource was, and which deposed object it is about", () => {
  expect(stepsOf(planOf(["no-op"], {}, { previous_address: "aws_x.was" }))).toEqual([
    {
      verb: "move",
      address: "aws_x.y",
      attributes: [],
      forcedBy: [],
      previousAddress: "aws_x.was",
    },
  ]);
  expect(stepsOf(planOf(["delete"], { after: null }, { deposed: "0a1b" }))).toEqual([
    { verb: "delete", address: "aws_x.y", attributes: [], forcedBy: [], deposed: "0a1b" },
  ]);
});

test("nothing to do is no step", () => {
  expect(stepsOf(planOf(["no-op"]))).toEqual([]);
  expect(stepsOf({ format_version: "1.2", terraform_version: "1.15.5" })).toEqual([]);
});

test.each([["open"], ["create", "update"]])(
  "actions that no core has are refused: %j",
  (...all) => {
    expect(() => stepsOf(planOf(all))).toThrow(
      `aws_x.y: must be planned with create; update; delete; read; forget; create,delete; create,forget, got ${JSON.stringify(all)}; read the plan in Terraform's own words`,
    );
  },
);
