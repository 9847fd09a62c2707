/*
 * What the name of an EC2 instance type says: `m7g.large` is of the family m7g and of the size large.
 */

export type Architecture = "arm64" | "x86_64";

/** Graviton families have a g right after the generation (t4g, c7gn, x2gd), and a1 was the first. */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

/** `large`; in each family that has it about as many vCPUs. */
export function sizeOf(instanceType: string): string {
  return instanceType.slice(instanceType.indexOf(".") + 1);
}
