/** The value in the middle of several, and the least and the greatest of them. */
export interface Range {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

export function middle(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted[Math.floor(sorted.length / 2)];
  if (half === undefined) throw new Error("middle: must be of something, got nothing");
  return { middle: half, least: sorted[0] ?? half, most: sorted.at(-1) ?? half };
}

/** `8.2 × (7.9 to 8.6)`; without the spread where it rounds to nothing. */
export function times({ middle: value, least, most }: Range): string {
  const [a, b, c] = [value, least, most].map((each) => each.toFixed(1));
  return b === c ? `${a} ×` : `${a} × (${b} to ${c})`;
}
