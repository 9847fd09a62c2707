import { type Block, block, isBlock } from "./document";
import type { Plan, ResourceChange, Values } from "./plan";

/** A stack before and after a plan, each in the form of its synthesized JSON. */
export interface Documents {
  readonly before: Block;
  readonly after: Block;
}

/**
 * What a plan starts from and what it leads to, for all that reads synthesized JSON. Resources of
 * modules are left out, and so are what interrupted replacements left behind. Where a value is known
 * only after the apply, the references that the configuration has there stand in its place.
 */
export function documentsOf(plan: Plan): Documents {
  const own = (plan.resource_changes ?? []).filter(
    ({ mode, module_address, deposed }) =>
      mode === "managed" && module_address === undefined && deposed === undefined,
  );
  const written = new Map(
    (plan.configuration?.root_module?.resources ?? []).map((each) => [
      each.address,
      each.expressions,
    ]),
  );
  const after = (entry: ResourceChange) => afterOf(entry, written.get(entry.address));
  return {
    before: documentOf(own.map((entry) => [entry, entry.change.before])),
    after: documentOf(own.map((entry) => [entry, after(entry)])),
  };
}

// --- internal ---

function documentOf(all: readonly (readonly [ResourceChange, Values | null])[]): Block {
  const resource: Record<string, Record<string, Values>> = {};
  for (const [{ type, name }, values] of all) {
    if (values !== null) resource[type] = { ...resource[type], [name]: values };
  }
  return { resource, provider: { aws: { region: regionIn(all.map(([, values]) => values)) } } };
}

/** Every resource of AWS's provider says its region, or has a subnet that says its zone. */
function regionIn(all: readonly (Values | null)[]): string | undefined {
  const zones = all.map((values) => values?.availability_zone);
  const regions = all.map((values) => values?.region);
  const [found] = [...regions, ...zones].filter((each) => typeof each === "string");
  return found?.replace(/(?<=\d)[a-z]$/, "");
}

function afterOf({ change }: ResourceChange, expressions: unknown): Values | null {
  const { actions, before, after, after_unknown } = change;
  if (actions.includes("no-op")) return after ?? before;
  if (after === null) return null;
  return filled(after, after_unknown, expressions) as Values;
}

/** A value whose unknown parts are the references that stand in their place. */
function filled(value: unknown, unknown: unknown, expression: unknown): unknown {
  if (unknown === true) return referencesIn(expression);
  if (Array.isArray(unknown)) {
    const values = Array.isArray(value) ? value : [];
    return unknown.map((each, i) =>
      filled(values[i], each, Array.isArray(expression) ? expression[i] : undefined),
    );
  }
  if (!isBlock(unknown)) return value;
  const parts = Object.entries(unknown).map(([key, each]) => [
    key,
    filled(block(value)[key], each, block(expression)[key]),
  ]);
  return { ...block(value), ...Object.fromEntries(parts) };
}

/** `["${aws_subnet.a.id}"]` of `aws_subnet.a.id`, which the plan lists together with `aws_subnet.a`. */
function referencesIn(expression: unknown): string[] {
  const { references } = block(expression);
  const all = Array.isArray(references) ? references.map(String) : [];
  return all.filter((each) => each.split(".").length > 2).map((each) => `\${${each}}`);
}
