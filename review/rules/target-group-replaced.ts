import { ends, isGone } from "../change";
import type { ResourceRule } from "../rule";

export const targetGroupReplaced: ResourceRule = {
  id: "target-group-replaced",
  family: "service",
  levels: ["attention"],
  finds: "another target group, with or without a gap; another app port",
  why: "the load balancer answers 503 while the group that it leads to has no healthy instance",
  types: ["aws_lb_target_group"],
  elsewhere: ["aws_alb_target_group"],
  judge(change) {
    if (!ends(change)) return undefined;
    const otherPort = change.forcedBy.includes("port");
    if (isGone(change)) {
      return {
        level: "attention",
        title: "goes: what leads to it has nowhere to lead to",
        remedy: "make sure that every listener leads to another group",
        downtime: "for requests that it served",
      };
    }
    return {
      level: "attention",
      title: otherPort
        ? "is replaced by a group with another port, on which no running instance listens yet"
        : "is replaced by a group that is empty at first",
      remedy: otherPort
        ? "choose a quiet hour; the service is back when new instances listen on the new port"
        : "choose a quiet hour",
      downtime: otherPort
        ? "some minutes: instances listen on the old port until they are replaced"
        : change.createsFirst
          ? "about a minute, until instances are healthy in the new group"
          : "some minutes: the old group goes before the new one is there",
      shows: change.forcedBy,
    };
  },
};
