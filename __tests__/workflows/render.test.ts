import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";
import { changesOf } from "../../terraform/steps";
import { missingCommands, needing } from "../support/needing";
import { script, temporary } from "./scripts";

const { folder, remove } = temporary("render");
afterAll(remove);

needing(missingCommands("bash", "jq", "iconv"), "the rendered plan", () => {
  const render = (actions: string[][], more: object = {}) => {
    const changes = actions.map((each) => ({ change: { actions: each } }));
    return rendered({ resource_changes: changes, ...more }).stdout.split("\n");
  };
  const rendered = (plan: object) => {
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
    writeFileSync(join(folder, "plan.txt"), "the text");
    return script("render.sh", ["prod", folder]);
  };
  const EXAMPLES: [string, Plan & { readonly action_invocations?: []; deferred_changes?: [] }][] =
    Object.entries(JSON.parse(readFileSync(join(__dirname, "plans.json"), "utf8")));

  test.each([
    { actions: [], says: "### prod: no resource changes" },
    { actions: [["no-op"], ["read"]], says: "### prod: no resource changes" },
    {
      actions: [["create"], ["delete", "create"], ["create"], ["update"], ["create", "delete"]],
      says: "### prod: 2 to create, 2 to replace, 1 to update",
    },
    { actions: [["delete"], ["forget"]], says: "### prod: 1 to delete, 1 to forget" },
  ])("starts with $says", ({ actions, says }) => {
    const [first, ...rest] = render(actions);
    expect(first).toBe(says);
    expect(rest).toContain("the text");
  });

  /** Each is trimmed to what says its verbs; the folder's name says the core that wrote it. */
  test.each(EXAMPLES)("counts the same verbs as the steps: %s", (_, plan) => {
    const counts: Record<string, number> = {};
    const count = (verb: string, by = 1) => {
      if (by > 0) counts[verb] = (counts[verb] ?? 0) + by;
    };
    for (const { verb } of changesOf(plan)) count(verb);
    count("invoke", plan.action_invocations?.length ?? 0);
    count("defer", plan.deferred_changes?.length ?? 0);
    const verbs = Object.keys(counts).sort();
    const says = verbs.map((verb) => `${counts[verb]} to ${verb}`).join(", ");
    const [first] = rendered(plan).stdout.split("\n");
    expect(first).toBe(`### prod: ${says || "no resource changes"}`);
  });

  test("ends at actions that no core has", () => {
    const { code, stderr } = rendered({ resource_changes: [{ change: { actions: ["open"] } }] });
    expect(code).not.toBe(0);
    expect(stderr).toContain("no such actions: open");
  });

  test("counts what it would invoke, and what it leaves for a later plan", () => {
    const more = { action_invocations: [{}, {}], deferred_changes: [{}] };
    expect(render([["update"]], more)[0]).toBe("### prod: 1 to defer, 2 to invoke, 1 to update");
  });
});
