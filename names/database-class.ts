/**
 * How large an instance class is. AWS's sizes have one order, within a family and between families:
 * `db.r6g.2xlarge` is twice `db.r6g.xlarge`. Undefined for a size that this list doesn't know.
 */
export function sizeOf(instanceClass: string | undefined): number | undefined {
  const size = instanceClass?.split(".").at(-1) ?? "";
  const [, times = "1"] = /^(\d+)xlarge$/.exec(size) ?? [];
  if (size.endsWith("xlarge")) return 8 * Number(times);
  return { micro: 1, small: 2, medium: 2.5, large: 4 }[size];
}

/** Memory of an Aurora instance class, in GiB: `db.t4g.medium` has 4. Undefined for an unknown size. */
export function memoryOf(instanceClass: string): number | undefined {
  const family = /^db\.([a-z]+)/.exec(instanceClass)?.[1] ?? "";
  const size = sizeOf(instanceClass);
  if (size === undefined) return undefined;
  if (family === "t") return { medium: 4, large: 8 }[instanceClass.split(".").at(-1) ?? ""];
  return (family === "x" ? 8 : 4) * size;
}

/** vCPUs of an Aurora instance class: `db.r6g.2xlarge` has 8. Undefined for an unknown size. */
export function vcpusOf(instanceClass: string): number | undefined {
  const size = sizeOf(instanceClass);
  return size && Math.max(2, size / 2);
}
