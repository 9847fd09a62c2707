import type { Base } from "../base";

/** An AMI that a bake of the stage has left. */
export interface Image {
  readonly id: string;
  /** When it was made, as ISO 8601. */
  readonly created: string;
  /** Start of the hash of the release in it. */
  readonly release: string;
  /** The setting `image.edition` of its bake; undefined where it has no such tag. */
  readonly edition?: string | undefined;
  /** Of its processor: `x86_64`. */
  readonly architecture: string;
  /** The Amazon Linux that it was made from; undefined where AWS doesn't say it. */
  readonly base?: Base | undefined;
  /** They cost as long as they are there, and are of no use without it. */
  readonly snapshots: readonly string[];
}

/**
 * What an image is used for. current: the launch template's default or newest version. running: an
 * instance. next: the stage's parameter names it, so the next deploy takes it. previous: an earlier
 * version, a way back that nothing needs.
 */
export type Use = "current" | "running" | "next" | "previous";

export interface Listed extends Image {
  readonly uses: readonly Use[];
  /** Whether it may go: nothing that works needs it, and newer ones are the way back. */
  readonly goes: boolean;
}

/**
 * Lists images newest first, and chooses those that may go.
 * @param uses by id
 * @param keep how many of those that nothing needs stay, the newest of them
 */
export function choose(
  images: readonly Image[],
  uses: Readonly<Record<string, readonly Use[]>>,
  keep: number,
): Listed[] {
  const newestFirst = images.toSorted(
    (a, b) => compare(b.created, a.created) || compare(a.id, b.id),
  );
  const spare = newestFirst.filter(({ id }) => !isNeeded(uses[id] ?? []));
  const going = new Set(spare.slice(keep));
  return newestFirst.map((image) => ({
    ...image,
    uses: uses[image.id] ?? [],
    goes: going.has(image),
  }));
}

// --- internal ---

function isNeeded(uses: readonly Use[]): boolean {
  return uses.some((use) => use !== "previous");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
