import type { Synthesized } from "./synthesized";

/** The addresses that a block names: in references, in `depends_on` and in `replace_triggered_by`. */
export function namedIn(stack: Synthesized, value: unknown): string[] {
  const named = JSON.stringify(value ?? null).match(/\b(data\.)?aws_\w+\.\w+/g) ?? [];
  return [...new Set(named)].filter((address) => stack.has(address));
}

/**
 * The resources that each resource of a stack refers to, itself or by others, data sources among
 * them. Terraform's state keeps the same list for each.
 */
export function dependenciesIn(stack: Synthesized): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  const of = (address: string): Set<string> => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const near = namedIn(stack, stack.at(address)).filter((other) => other !== address);
    const all = new Set(near.flatMap((other) => [other, ...of(other)]));
    known.set(address, all);
    return all;
  };
  for (const address of stack.addresses()) of(address);
  return new Map([...known].filter(isResource).map(([at, all]) => [at, resources(all)]));
}

// --- internal ---

function isResource([address]: readonly [string, unknown]): boolean {
  return !address.startsWith("data.");
}

function resources(all: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((address) => !address.startsWith("data.")));
}
