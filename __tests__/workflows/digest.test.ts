import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingCommands, needing } from "../support/needing";
import { script, temporary } from "./scripts";

const { folder, remove } = temporary("digest");
afterAll(remove);

needing(missingCommands("bash", "jq", "sha256sum"), "the digest of a plan", () => {
  const group = { min: 2, desired: 2, tags: { a: 1 } };
  const update = (before: object, after: object, more: object = {}) => ({
    address: "group",
    change: { actions: ["update"], before, after, after_unknown: {}, ...more },
  });
  const BASE = [update(group, { ...group, min: 3 })];
  const digest = (resource_changes: unknown, more: object = {}) => {
    const plan = { terraform_version: "1.11.4", timestamp: "now", resource_changes, ...more };
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
    return script("digest.sh", [join(folder, "plan.json"), join(folder, "none.hcl")]).stdout;
  };
  /** In the shape in which Terraform 1.15.5 writes actions, and 1.17 deferred changes. */
  const invoked = (message: string, address = "action.store_notify.deploy") => ({
    address,
    config_values: { message },
    lifecycle_action_trigger: { action_trigger_event: "AfterUpdate" },
  });
  const deferred = (after: string) => ({
    reason: "absent_prereq",
    resource_change: {
      address: "store_object.o",
      change: { actions: ["update"], before: { content: "old" }, after: { content: after } },
    },
  });
  const configured = (configuration: object) => ({ configuration });
  const idle = { address: "a", change: { actions: ["no-op"], before: group, after: group } };
  const busy = { ...group, desired: 4 };

  test.each([
    { what: "its time", of: () => digest(BASE, { timestamp: "later" }) },
    { what: "resources without a change", of: () => digest([idle, ...BASE]) },
    { what: "what the change leaves alone", of: () => digest([update(busy, { ...busy, min: 3 })]) },
  ])("doesn't depend on $what", ({ of }) => {
    expect(of()).toBe(digest(BASE));
  });

  test.each([
    { what: "another value", of: () => digest([update(group, { ...group, min: 4 })]) },
    {
      what: "another start",
      of: () => digest([update({ ...group, min: 1 }, { ...group, min: 3 })]),
    },
    { what: "an attribute more", of: () => digest([update(group, { ...busy, min: 3 })]) },
    { what: "one that goes", of: () => digest([update(group, { min: 3, desired: 2 })]) },
    {
      what: "what is known later",
      of: () => digest([update(group, { ...group, min: 3 }, { after_unknown: { id: true } })]),
    },
    {
      what: "a replacement",
      of: () => digest([update(group, { ...group, min: 3 }, { actions: ["delete", "create"] })]),
    },
    { what: "a move", of: () => digest([...BASE, { ...idle, previous_address: "b" }]) },
    {
      what: "an import",
      of: () => digest([...BASE, { ...idle, change: { ...idle.change, importing: { id: "x" } } }]),
    },
    { what: "another resource", of: () => digest([{ ...BASE[0], address: "other" }]) },
    {
      what: "an output",
      of: () => digest(BASE, { output_changes: { url: { actions: ["create"], after: "x" } } }),
    },
    { what: "another Terraform", of: () => digest(BASE, { terraform_version: "1.11.5" }) },
    { what: "nothing at all", of: () => digest([]) },
    { what: "an action", of: () => digest(BASE, { action_invocations: [invoked("first")] }) },
    { what: "a deferred change", of: () => digest(BASE, { deferred_changes: [deferred("new")] }) },
    {
      what: "a deferred action",
      of: () => digest(BASE, { deferred_action_invocations: [{ reason: "absent_prereq" }] }),
    },
    {
      what: "a provider's setting",
      of: () => digest(BASE, configured({ provider_config: { aws: { profile: "other" } } })),
    },
    {
      what: "a data source",
      of: () =>
        digest(BASE, configured({ root_module: { resources: [{ address: "data.http.a" }] } })),
    },
  ])("tells $what", ({ of }) => {
    const other = of();
    expect(other).toMatch(/^[0-9a-f]{64}\n$/);
    expect(other).not.toBe(digest(BASE));
  });

  test.each([
    {
      what: "what an action gets",
      of: (text: string) => digest(BASE, { action_invocations: [invoked(text)] }),
    },
    {
      what: "what a deferred change would write",
      of: (text: string) => digest(BASE, { deferred_changes: [deferred(text)] }),
    },
  ])("tells $what", ({ of }) => {
    expect(of("one")).not.toBe(of("another"));
  });

  test("doesn't depend on the order of what happens at once", () => {
    const [a, b] = [invoked("a", "action.a"), invoked("b", "action.b")];
    expect(digest(BASE, { action_invocations: [a, b] })).toBe(
      digest(BASE, { action_invocations: [b, a] }),
    );
  });

  test("of what is no plan is none", () => {
    writeFileSync(join(folder, "broken.json"), "{");
    const { code, stdout } = script("digest.sh", [join(folder, "broken.json"), "none.hcl"]);
    expect(code).not.toBe(0);
    expect(stdout).not.toBe(digest([]));
  });
});
