/**
 * The tiers. A subnet is public (reached from the internet), private (reaches out by NAT) or
 * isolated (neither). What stands in them is the load balancer, the web fleet and the database.
 */
export const SUBNET_KINDS = ["public", "private", "isolated"] as const;
export type SubnetKind = (typeof SUBNET_KINDS)[number];

/** The subnets that a tier stands in. An internal load balancer stands with the fleet instead. */
export const SUBNETS_OF = {
  load_balancer: "public",
  web: "private",
  database: "isolated",
} as const satisfies Readonly<Record<string, SubnetKind>>;

/** In the order of the way in: what a request passes first comes first, after what all stand on. */
const TIERS = ["network", ...Object.keys(SUBNETS_OF)];

const FIRST_WORDS = new RegExp(`^(?:(?:${TIERS.join("|")})(?=_|$)|[^_]*)`);

/**
 * The tier that an address names in its first words: `aws_lb_listener.load_balancer_http` is of the
 * load balancer. Another first word is a tier of its own.
 */
export function tierOf(address: string): string {
  const name = address.slice(address.lastIndexOf(".") + 1);
  const [tier = name] = FIRST_WORDS.exec(name) ?? [];
  return tier.replace("_", " ");
}

/** Groups by tier, in the order of tiers. */
export function byTier<T extends { readonly address: string }>(all: readonly T[]): [string, T[]][] {
  const tiers = [...new Set([...TIERS.map(tierOf), ...all.map(({ address }) => tierOf(address))])];
  return tiers
    .map((tier): [string, T[]] => [tier, all.filter(({ address }) => tierOf(address) === tier)])
    .filter(([, members]) => members.length > 0);
}
