import { isGone } from "../change";
import { clusterIsForgotten, clusterStays, companionsOf, INSTANCE, isWriter } from "../cluster";
import type { Judgement, ResourceRule } from "../rule";

const FAILOVER =
  "none if it is a reader; if it is the writer a failover, about 30 s without writes";

const LEFT_BARE: Judgement = {
  level: "danger",
  title: "is deleted, and its cluster is forgotten: the cluster stays in AWS without it",
  remedy: "leave the names of the instances as they are, and rename them in a plan of its own",
  downtime: "for whoever uses the forgotten cluster",
};

export const lastReaderRemoved: ResourceRule = {
  id: "last-reader-removed",
  family: "database",
  levels: ["danger", "attention", "note"],
  finds:
    "no instance is left, or one of a forgotten cluster is deleted (danger); none is left to fail over to (attention)",
  why: "one instance alone is the whole database: if it fails, nobody reads or writes for ten minutes",
  types: [INSTANCE],
  judge(change, context) {
    if (change.verb === "delete" && clusterIsForgotten(change, context)) return LEFT_BARE;
    if (!isGone(change) || !clusterStays(change, context)) return undefined;
    const left = companionsOf(change, context).filter((each) => !isGone(each));
    if (left.length === 0) {
      return {
        level: "danger",
        title: "goes, and the database has no instance left",
        remedy: "keep one instance at least",
        downtime: "the whole database, until an instance is made",
      };
    }
    if (left.length === 1) {
      return {
        level: "attention",
        title: "goes, and no instance is left to fail over to",
        remedy: "keep two instances in two zones",
        downtime: FAILOVER,
      };
    }
    return {
      level: isWriter(change) ? "attention" : "note",
      title: isWriter(change) ? "goes: the writer" : "goes; others are left to fail over to",
      remedy: "fail over to an instance that stays first",
      downtime: FAILOVER,
    };
  },
};
