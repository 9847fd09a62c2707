import type { Review } from "./review";

/** The review for programs. Keys are a contract: new ones come, none is renamed. */
export function toJson(review: Review): string {
  const { verdict, counts, findings, notJudged, harmless, monthly } = review;
  const unchanged = review.unchanged.length;
  const document = {
    format: 1,
    verdict,
    counts,
    findings,
    notJudged,
    harmless,
    unchanged,
    monthly,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
