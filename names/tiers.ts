/** In the order of the way in: what a request passes first comes first, after what all stand on. */
const TIERS = ["network", "load_balancer", "web", "database"] as const;

/**
 * The tier that an address names in its first words: `aws_lb_listener.load_balancer_http` is of the
 * load balancer. Another first word is a tier of its own.
 */
export function tierOf(address: string): string {
  const name = address.split(".").at(-1) ?? "";
  const known = TIERS.find((tier) => name === tier || name.startsWith(`${tier}_`));
  return (known ?? name.split("_")[0] ?? name).replace("_", " ");
}

/** Groups by tier, in the order of tiers. */
export function byTier<T extends { readonly address: string }>(all: readonly T[]): [string, T[]][] {
  const tiers = [...new Set([...TIERS.map(tierOf), ...all.map(({ address }) => tierOf(address))])];
  return tiers
    .map((tier): [string, T[]] => [tier, all.filter(({ address }) => tierOf(address) === tier)])
    .filter(([, members]) => members.length > 0);
}
