import { differs, stays } from "../change";
import type { ResourceRule } from "../rule";

export const healthCheckChanged: ResourceRule = {
  id: "health-check-changed",
  family: "service",
  levels: ["attention", "note"],
  finds: "another health check; a fleet that no longer asks the load balancer",
  why: "instances that fail the check get no requests and are replaced",
  types: ["aws_lb_target_group", "aws_autoscaling_group"],
  judge(change) {
    if (!stays(change)) return undefined;
    if (change.before.text("health_check_type") === "ELB" && differs(change, "health_check_type")) {
      return {
        level: "attention",
        title: "no longer replaces instances whose app doesn't answer",
        remedy: "keep health_check_type ELB",
        shows: ["health_check_type"],
      };
    }
    const off =
      change.after.flag("health_check.enabled") === false &&
      differs(change, "health_check.enabled");
    if (off || !ASKED.some((path) => differs(change, path))) {
      return off ? ENDS : undefined;
    }
    return {
      level: "note",
      title: "asks instances for their health in another way",
      remedy: "make sure that every running instance passes the new check: the others are replaced",
      downtime: "none, if every running instance passes the new check",
      shows: ["health_check"],
    };
  },
};

// --- internal ---

const ASKED = ["path", "port", "protocol", "matcher", "timeout", "interval"].map(
  (name) => `health_check.${name}`,
);

const ENDS = {
  level: "attention" as const,
  title: "no longer asks instances for their health",
  remedy: "keep the health check on: broken instances get requests",
  shows: ["health_check"],
};
