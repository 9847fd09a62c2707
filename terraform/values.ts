/** As Terraform shows it: providers of the older kind mix null with "", 0, false and empty lists. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return JSON.stringify(withoutEmpty(a)) === JSON.stringify(withoutEmpty(b));
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value || undefined;
  if (Array.isArray(value)) return value.length > 0 ? value.map(withoutEmpty) : undefined;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutEmpty(each)] as const);
  const kept = entries
    .filter(([, each]) => each !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
