import type { Review } from "../../review/review";
import { ANYWHERE, type Label, type Level } from "./change";

/** What of a review the label counts as wrong, a line each; none if it is all right. */
export function faultsIn(review: Judged, label: Label): string[] {
  return [
    ...wrongVerdict(review, label),
    ...missed(review, label),
    ...falseAlarms(review, label),
    ...wrongCosts(review, label),
  ];
}

export type Judged = Pick<Review, "verdict" | "findings" | "notJudged" | "monthly">;

// --- internal ---

function wrongVerdict({ verdict }: Judged, label: Label): string[] {
  return label.verdict.includes(verdict)
    ? []
    : [`verdict must be ${label.verdict.join(" or ")}, got ${verdict}`];
}

function missed(review: Judged, { found }: Label): string[] {
  const levels = worstOf(review);
  return found
    .filter(({ at, level }) => !at.some((address) => level.includes(levels.get(address) ?? "note")))
    .map(({ at, level }) => `missed: ${level.join(" or ")} at ${at.join(" or ")}`);
}

function falseAlarms(review: Judged, { found, follows = [] }: Label): string[] {
  const expected = new Set([...found.flatMap(({ at }) => at), ...follows]);
  if (expected.has(ANYWHERE)) return [];
  return [...worstOf(review)]
    .filter(([address, level]) => level !== "note" && !expected.has(address))
    .map(([address, level]) => `false alarm: ${level} at ${address}`);
}

function wrongCosts({ monthly }: Judged, { costs }: Label): string[] {
  const { before, after } = monthly;
  const got = after > before ? "more" : after < before ? "less" : "same";
  return costs === undefined || costs === got
    ? []
    : [`must cost ${costs}, got ${before} to ${after}`];
}

/** The worst level by address. What no rule knows needs attention. */
function worstOf({ findings, notJudged }: Judged): Map<string, Level> {
  const order: readonly Level[] = ["note", "attention", "danger"];
  const worst = new Map<string, Level>(notJudged.map((address) => [address, "attention"]));
  for (const { address, level } of findings) {
    const known = worst.get(address) ?? "note";
    worst.set(address, order.indexOf(level) > order.indexOf(known) ? level : known);
  }
  return worst;
}
