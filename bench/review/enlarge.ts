import { block, isBlock } from "../../terraform/document";

/**
 * A plan of at least so many changes: a real one, whole, once for each instance of a module. All of
 * it grows that grows with a stack's size; its configuration is the module's, once.
 */
export function enlarged(plan: object, changes: number): object {
  const document = block(plan);
  const own = entries(document.resource_changes).filter(isChange).length;
  const copies = Array.from({ length: Math.ceil(changes / own) }, (_, i) => i);
  const each = (key: string) =>
    copies.flatMap((copy) => entries(document[key]).map((entry) => moved(entry, copy)));
  return {
    ...document,
    resource_changes: each("resource_changes"),
    resource_drift: each("resource_drift"),
    planned_values: {
      ...block(document.planned_values),
      root_module: inCopies(document.planned_values, copies),
    },
    prior_state: {
      ...block(document.prior_state),
      values: { root_module: inCopies(block(document.prior_state).values, copies) },
    },
  };
}

// --- internal ---

const entries = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isBlock) : [];

function isChange({ change }: Record<string, unknown>): boolean {
  return String(block(change).actions) !== "no-op";
}

function moved(entry: Record<string, unknown>, copy: number): object {
  const module_address = `module.copy[${copy}]`;
  return { ...renamed(entry, copy), address: `${module_address}.${entry.address}`, module_address };
}

function inCopies(values: unknown, copies: readonly number[]): object {
  const { resources } = block(block(values).root_module);
  return {
    child_modules: copies.map((copy) => ({
      address: `module.copy[${copy}]`,
      resources: entries(resources).map((each) => moved(each, copy)),
    })),
  };
}

/** Ids and names are of one copy alone, as on AWS. The plan's ids are numbers after zeros. */
function renamed(entry: object, copy: number): object {
  const text = JSON.stringify(entry)
    .replaceAll(/0{8,}/g, (zeros) => String(copy).padStart(zeros.length, "0"))
    .replaceAll(/\blab(?=[-/"])/g, `lab${copy}`);
  return JSON.parse(text) as object;
}
