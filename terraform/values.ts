import { isBlock } from "./document";

/** As Terraform shows it: providers of the older kind mix null with "", 0, false and empty lists. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => same(each, b[i]));
  }
  if (isBlock(a) && isBlock(b)) {
    return (
      Object.keys(a).every((key) => same(a[key], b[key])) &&
      Object.keys(b).every((key) => Object.hasOwn(a, key) || isEmpty(b[key]))
    );
  }
  return isEmpty(a) && isEmpty(b);
}

// --- internal ---

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isBlock(value) ? Object.values(value).every(isEmpty) : !value;
}
