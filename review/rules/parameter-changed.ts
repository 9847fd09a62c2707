import { parametersOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import { type Change, differs, ends, stays } from "../change";
import { CLUSTER, isRestored } from "../cluster";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";
import type { Side } from "../side";

export const parameterChanged: ResourceRule = {
  id: "parameter-changed",
  family: "service",
  levels: ["danger", "attention", "note"],
  finds:
    "a parameter goes, or says something else about the database (attention if the app connects by it), or leads the app to an empty cluster (danger)",
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
      remedy: "make sure that nothing that runs reads it",
      downtime: needed ? "for instances that start from then on" : undefined,
      shows: change.forcedBy,
    };
  },
};

// --- internal ---

/** How many clients there are says nothing about where the database is. */
const HARMLESS = "/clients";

/** Identifier of the cluster that an endpoint is of: its value, which may be secret, is compared alone. */
function clusterAt(side: Side, context: Context): string | undefined {
  const value = side.text("value");
  const cluster = context
    .all(CLUSTER)
    .find(({ before }) => ENDPOINTS.some((key) => before.text(key) === value));
  return value === undefined ? undefined : cluster?.before.text("cluster_identifier");
}

const ENDPOINTS = ["endpoint", "reader_endpoint"];

/** A value that follows from a cluster that changes is unknown: what changes there says it. */
function otherValue(change: Change, name: string, context: Context): Judgement | undefined {
  if (!stays(change) || name.endsWith(HARMLESS)) return undefined;
  if (change.after.isUnknown("value")) return ledToNew(name, context);
  if (!differs(change, "value")) return undefined;
  if (context.all(CLUSTER).some((each) => each.verb === "replace")) return undefined;
  const to = clusterAt(change.after, context);
  if (to !== undefined) {
    return {
      level: "attention",
      title: `leads the app to ${to}, which has data of its own`,
      remedy: `check ${to} first: what is saved in the other cluster from now on isn't in it`,
      downtime: "none, but for some seconds instances save in either of them",
      shows: ["value"],
    };
  }
  return {
    level: "attention",
    title: "says something else about the database to the app, and the database stays as it is",
    remedy: "make sure that the database has this value",
    downtime: "within ten seconds, on every instance, if the value is wrong",
    shows: ["value", "type"],
  };
}

/** The plan makes a cluster and leads the app to it at once, before anybody can look at its data. */
function ledToNew(name: string, context: Context): Judgement | undefined {
  const made = context.all(CLUSTER).find(({ verb }) => verb === "create");
  if (made === undefined || !name.endsWith("/endpoint")) return undefined;
  const id = made.after.text("cluster_identifier") ?? made.address;
  if (isRestored(made)) {
    return {
      level: "attention",
      title: `leads the app to ${id}, which this plan makes from a backup and nobody has checked`,
      remedy:
        "deploy database.restore alone, check the copy, and change database.cluster afterwards",
      downtime: "until the new cluster is there, if the old one is gone",
    };
  }
  return {
    level: "danger",
    title: `leads the app to ${id}, which this plan makes empty`,
    remedy:
      "keep database.cluster as it was deployed, or give database.restore what to make it from",
    downtime: "the app has no data until it is led back",
  };
}
