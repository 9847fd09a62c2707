import { dotted, type Fault, meant, Refusal } from "./refusal";

/**
 * The entries that a command's arguments name, in their own order; without a name all of them.
 * @param what an entry is, for the refusal of unknown names: `a stack`
 */
export function choose<T>(
  all: Readonly<Record<string, T>>,
  names: readonly string[],
  what: string,
): [string, T][] {
  const faults = unknown(names, Object.keys(all), what);
  if (faults.length > 0) throw new Refusal(faults, 2);
  return Object.entries(all).filter(([name]) => names.length === 0 || names.includes(name));
}

/** A fault for each name that is not among the known ones. */
export function unknown(names: readonly string[], known: readonly string[], what: string): Fault[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({ where: dotted([name]), says: `is not ${what}; ${meant(name, known)}` }));
}
