import type { ResourceRule } from "../rule";
import type { Side } from "../side";

export const spotStarted: ResourceRule = {
  id: "spot-started",
  family: "service",
  levels: ["attention"],
  finds: "new instances of the fleet are spot instances",
  why: "AWS takes spot instances back after two minutes, often many of one type at once",
  types: ["aws_autoscaling_group", "aws_launch_template"],
  judge({ before, after }) {
    const path = spotIn(after);
    if (path === undefined || spotIn(before) !== undefined) return undefined;
    return {
      level: "attention",
      title: "starts spot instances, which AWS takes back after two minutes",
      remedy: "start instances on demand alone",
      downtime: "none, if enough other instances are left; if not, until AWS has some again",
      shows: [path],
    };
  },
};

// --- internal ---

const ON_DEMAND =
  "mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity";
const MARKET = "instance_market_options.market_type";

/** The attribute by which a group or a template starts spot instances. */
function spotIn(side: Side): string | undefined {
  if (side.text(MARKET) === "spot") return MARKET;
  return (side.number(ON_DEMAND) ?? 100) < 100 ? ON_DEMAND : undefined;
}
