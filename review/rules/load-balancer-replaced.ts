import { ends, isGone } from "../change";
import type { ResourceRule } from "../rule";

export const loadBalancerReplaced: ResourceRule = {
  id: "load-balancer-replaced",
  family: "service",
  levels: ["danger", "attention"],
  finds: "the load balancer is deleted (danger), or replaced and gets another address",
  why: "it is the way in for everybody, and whoever wrote down its address has to learn the new one",
  types: ["aws_lb"],
  elsewhere: ["aws_alb", "aws_elb"],
  judge(change) {
    if (!ends(change)) return undefined;
    const protectedBy = change.before.flag("enable_deletion_protection")
      ? " (AWS refuses while deletion protection is on: the apply stops half-way)"
      : "";
    if (isGone(change)) {
      const forgotten = change.verb === "forget";
      return {
        level: forgotten ? "attention" : "danger",
        title: forgotten
          ? "is forgotten: it goes on in AWS, and no plan sees it any more"
          : `is deleted, and nobody reaches the service through it${protectedBy}`,
        remedy: "keep it in the code, unless this stage is given up",
        downtime: forgotten ? undefined : "the whole service, for good",
      };
    }
    return {
      level: "attention",
      title: `is replaced, and gets another address${protectedBy}`,
      remedy: "choose a quiet hour, and tell those who use the address without a domain",
      downtime: change.createsFirst
        ? "some seconds to minutes, until names in DNS lead to the new one"
        : "some minutes, and the url changes",
      shows: change.forcedBy,
    };
  },
};
