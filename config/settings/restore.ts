import { z } from "zod";
import { sentence } from "../../terminal/refusal";
import { rule, says, strict } from "../schema";
import { text } from "./words";

const PLACE_REMEDY = "write 1, or 2 where a restored cluster has place 2";

/** The place of a cluster: docs/decisions/0021. */
export const place = z.union(
  [z.literal(1), z.literal(2)],
  says("must be 1 or 2, a place for a cluster", PLACE_REMEDY),
);

export const MOMENT = 'must be "latest" or a time in UTC';
export const MOMENT_REMEDY =
  'write "latest", or a time like "2026-11-29T10:00:00Z"; a snapshot has one time, so leave it out';
const TO_SAYS = says(MOMENT, MOMENT_REMEDY);

/**
 * A second cluster, made from a backup. With `to`, of a cluster: its identifier, or the resource id
 * of one that was deleted. Without, of a snapshot: its identifier or ARN.
 */
export const restore = strict({
  from: text(
    "must be a cluster or a snapshot",
    'write an identifier like "lab-database", the resource id of a deleted cluster, or a snapshot\'s ARN',
    /^(?!.{256})([a-z][a-z0-9]*(-[a-z0-9]+)*|cluster-[A-Z0-9]+|(rds|awsbackup):[a-z0-9-]+|arn:aws:rds:[a-z0-9-]+:\d{12}:cluster-snapshot:[a-z0-9:-]+)$/,
  ),
  to: z.string(TO_SAYS).refine(isMoment, TO_SAYS).optional(),
  /** Left out: the place that the app doesn't use. */
  into: place.optional(),
}).check(
  rule(["from", "to"], ({ from, to }) => {
    if (to === undefined || !from.includes(":")) return [];
    const must = "must be a cluster where there is a time to restore it to";
    const remedy = "leave to out: a snapshot has one time";
    return [{ path: ["from"], says: sentence(must, from, remedy) }];
  }),
);

/** Whether a backup can be of it: `latest`, or a second in UTC. */
export function isMoment(to: string): boolean {
  return to === "latest" || isTime(to);
}

// --- internal ---

function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const time = new Date(text);
  // 30 February would be read as 2 March.
  return !Number.isNaN(time.getTime()) && time.toISOString() === text.replace("Z", ".000Z");
}
