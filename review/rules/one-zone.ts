import { isGone, isReplaced } from "../change";
import { companionsOf, INSTANCE } from "../cluster";
import type { ResourceRule } from "../rule";
import type { Side } from "../side";

export const oneZone: ResourceRule = {
  id: "one-zone",
  family: "database",
  levels: ["attention"],
  finds: "all instances are in one zone that were in several",
  why: "if the zone fails, so does the database, however many instances there are",
  types: [INSTANCE],
  judge(change, context) {
    if (!isGone(change) && !isReplaced(change)) return undefined;
    const all = companionsOf(change, context);
    const [was, is] = [
      zones(all.map(({ before }) => before)),
      zones(all.map(({ after }) => after)),
    ];
    const left = all.filter((each) => each.after.exists);
    if (was.length < 2 || is.length !== 1 || left.length < 2) return undefined;
    return {
      level: "attention",
      title: `all instances are then in ${is[0]}`,
      remedy: "keep instances in two zones",
      downtime: "none; at risk is the whole database if the zone fails",
      shows: ["availability_zone"],
    };
  },
};

// --- internal ---

function zones(sides: readonly Side[]): string[] {
  return [...new Set(sides.flatMap((side) => side.text("availability_zone") ?? []))];
}
