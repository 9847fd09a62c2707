import { block } from "../../terraform/document";
import { Synthesized } from "../support/synthesized";
import type { Change } from "./change";

type Named = Record<string, Record<string, object>>;

/** Attributes of what is applied, by address. */
export type Attributes = ReadonlyMap<string, unknown>;

/** A synthesized stack after a change of its JSON. */
export function edited(stack: Synthesized, change: Change, applied: Attributes): Synthesized {
  const { set = {}, add = {}, remove = [], blocks = {} } = change;
  const document = JSON.parse(without(stack.text, remove, applied));
  for (const [address, values] of Object.entries(set)) {
    const [type, name] = placed(address);
    const resource = document.resource[type][name];
    if (resource === undefined) throw new Error(`${address}: must be in the stack`);
    const lifecycle = { ...resource.lifecycle, ...block(block(values).lifecycle) };
    Object.assign(resource, values, Object.keys(lifecycle).length > 0 && { lifecycle });
  }
  for (const [address, values] of Object.entries(add)) {
    const [type, name] = placed(address);
    document.resource[type] = { ...document.resource[type], [name]: values };
  }
  return new Synthesized(JSON.stringify({ ...document, ...blocks }, null, 1), stack.files);
}

// --- internal ---

function placed(address: string): [string, string] {
  const [type = "", name = ""] = address.split(".");
  return [type, name];
}

/** Without some resources, and what is asked of them: who refers to them gets the value that they have. */
function without(text: string, removed: readonly string[], applied: Attributes): string {
  const document = JSON.parse(text, (key, value) =>
    /^(depends_on|replace_triggered_by|(pre|post)condition)$/.test(key)
      ? value.filter((each: unknown) => !removed.some((address) => refersTo(each, address)))
      : value,
  );
  for (const address of removed) {
    const [type, name] = placed(address);
    const { [name]: _, ...others } = (document.resource as Named)[type] ?? {};
    document.resource[type] = Object.keys(others).length > 0 ? others : undefined;
  }
  return removed.reduce((rest, address) => {
    const reference = new RegExp(
      `\\$\\{${address.replace(".", "\\.")}((?:\\.\\w+|\\[\\d+\\])+)\\}`,
      "g",
    );
    return rest.replaceAll(reference, (_, path: string) => String(at(applied.get(address), path)));
  }, JSON.stringify(document));
}

/** Whether a reference, or a condition with references in it, is to this resource or a part of it. */
function refersTo(each: unknown, address: string): boolean {
  const reference = new RegExp(`(?<![\\w.-])${address.replace(".", "\\.")}(?![\\w-])`);
  return reference.test(JSON.stringify(each));
}

/** The part of a value that `.master_user_secret[0].secret_arn` names. */
function at(value: unknown, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  return keys.reduce((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
