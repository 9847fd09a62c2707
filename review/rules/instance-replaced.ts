import { differs, isReplaced } from "../change";
import { clusterStays, companionsOf, INSTANCE, isWriter, servesOn } from "../cluster";
import type { ResourceRule } from "../rule";

const MINUTES = "one reader less for about ten minutes; if it is the writer a failover, about 30 s";

export const instanceReplaced: ResourceRule = {
  id: "instance-replaced",
  family: "database",
  levels: ["attention", "note"],
  finds:
    "an instance is moved or replaced: a reader among others (note), the writer or the last reader (attention)",
  why: "the old instance goes before the new one serves; the data belongs to the cluster and stays",
  types: [INSTANCE],
  judge(change, context) {
    if (!isReplaced(change) || !clusterStays(change, context)) return undefined;
    const zone = differs(change, "availability_zone") ? " in another zone" : "";
    const others = companionsOf(change, context).filter((each) => each !== change);
    const serving = others.filter((each) => servesOn(each));
    const shows = change.forcedBy;
    if (serving.length === 0) {
      return {
        level: "attention",
        title: `is replaced${zone}, and no other instance serves meanwhile`,
        remedy: "add an instance first, an apply each",
        downtime: "the whole database, for about ten minutes",
        shows,
      };
    }
    if (isWriter(change) === false && serving.length > 1) {
      const title = `is replaced${zone}: a reader among others`;
      return { level: "note", title, remedy: ADD_FIRST, downtime: MINUTES, shows };
    }
    return {
      level: "attention",
      title: isWriter(change)
        ? `is replaced${zone}: the writer`
        : `is replaced${zone}: nothing to fail over to meanwhile`,
      remedy: ADD_FIRST,
      downtime: MINUTES,
      shows,
    };
  },
};

// --- internal ---

const ADD_FIRST = "to keep the number of readers, add an instance first and then remove this one";
