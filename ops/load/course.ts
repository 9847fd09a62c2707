import type { Size } from "./group";
import type { At } from "./recorder";

/** How the fleet went since the load began. */
export type Course =
  | { readonly kind: "same" }
  | { readonly kind: "grown"; readonly most: number }
  | { readonly kind: "small again"; readonly most: number; readonly at: number };

/**
 * @param sizes the first of them from before the load
 */
export function courseOf(sizes: readonly At<Size>[]): Course {
  const [before] = sizes;
  const last = sizes.at(-1);
  if (before === undefined || last === undefined) return { kind: "same" };
  const most = Math.max(...sizes.map(({ desired }) => desired));
  if (most <= before.desired) return { kind: "same" };
  const isSmall = (size: Size) =>
    size.desired <= before.desired && size.inService <= Math.max(before.inService, size.desired);
  if (!isSmall(last)) return { kind: "grown", most };
  const lastLarge = sizes.findLastIndex((size) => !isSmall(size));
  return { kind: "small again", most, at: sizes[lastLarge + 1]?.at ?? last.at };
}

/** A group that hasn't grown so long after the load won't any more: alarms of three minutes are over. */
export const GROWS_WITHIN_S = 300;

/** Of the whole time: so long it is watched being small, so that the end of the curve can be seen. */
const TAIL = 0.05;

/**
 * Whether there is nothing left to see.
 * @param time seconds since the load began: until now, and until it ended
 * @param most after how many seconds without load nobody looks any more
 */
export function isOver(
  sizes: readonly At<Size>[],
  { now, ended }: { readonly now: number; readonly ended: number },
  most: number,
): boolean {
  const course = courseOf(sizes);
  if (now - ended >= most) return true;
  if (course.kind === "small again") return now - course.at >= TAIL * now;
  return course.kind === "same" && now - ended >= GROWS_WITHIN_S;
}
