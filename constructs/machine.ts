export type Architecture = "arm64" | "x86_64";

/** Where Amazon Linux has its root; by this name its volume is encrypted. */
export const ROOT_DEVICE = "/dev/xvda";

/** Graviton families have a g right after the generation (t4g, c7gn, x2gd), and a1 was the first. */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}
