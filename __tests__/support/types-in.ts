import type { Synthesized } from "./synthesized";

/** The types of resources in some stacks, sorted. */
export function typesIn(stacks: readonly Synthesized[]): string[] {
  return [...new Set(stacks.flatMap(({ document }) => Object.keys(document.resource)))].sort();
}
