import { parametersOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import { type Change, differs, ends, stays } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";

export const parameterChanged: ResourceRule = {
  id: "parameter-changed",
  family: "service",
  levels: ["attention", "note"],
  finds:
    "a parameter goes; attention if the app connects to the database by it, also if it says something else",
  why: "an instance whose parameters are gone or wrong can't connect, and is replaced again and again",
  types: ["aws_ssm_parameter"],
  judge(change, context) {
    const { before } = change;
    const name = before.text("name") ?? "";
    const stage = before.text(`tags_all.${STAGE}`) ?? name.split("/")[1] ?? "";
    const { database, image } = parametersOf(stage);
    const needed = name.startsWith(`${database}/`);
    if (!ends(change)) return needed ? otherValue(change, name, context) : undefined;
    const reader = needed
      ? ": the app finds its database by it"
      : name === image
        ? ": plans of the stage look up its image by it"
        : "";
    return {
      level: reader === "" ? "note" : "attention",
      title: `goes${reader}`,
      remedy: "see that nothing that runs reads it",
      downtime: needed ? "for instances that start from then on" : undefined,
      shows: change.forcedBy,
    };
  },
};

// --- internal ---

/** How many clients there are says nothing about where the database is. */
const HARMLESS = "/clients";

/** A value that follows from the cluster is unknown as long as the cluster changes: that says it. */
function otherValue(change: Change, name: string, context: Context): Judgement | undefined {
  if (!stays(change) || name.endsWith(HARMLESS)) return undefined;
  if (change.after.isUnknown("value") || !differs(change, "value")) return undefined;
  if (context.all("aws_rds_cluster").some((each) => each.verb === "replace")) return undefined;
  return {
    level: "attention",
    title: "says something else about the database to the app, and the database stays as it is",
    remedy: "see that it is what the database has",
    downtime: "for instances that start from then on",
    shows: ["value", "type"],
  };
}
