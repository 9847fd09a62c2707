import { type Change, ends, isGone, stays } from "../change";
import type { Judgement, ResourceRule } from "../rule";

/** Attributes that say in which subnets something stands. */
const PLACES = ["vpc_zone_identifier", "subnets", "subnet_ids"];

export const subnetRemoved: ResourceRule = {
  id: "subnet-removed",
  family: "service",
  levels: ["attention"],
  finds: "the network, or subnets under instances, are removed or replaced",
  why: "what stands in a subnet moves or ends before the subnet can go",
  types: ["aws_vpc", "aws_subnet", "aws_db_subnet_group", "aws_lb", "aws_autoscaling_group"],
  judge(change) {
    const { type, before } = change;
    if (type === "aws_vpc" || type === "aws_subnet" || type === "aws_db_subnet_group") {
      if (fewer(change, "subnet_ids")) return leaves("subnet_ids");
      if (!ends(change)) return undefined;
      const what =
        type === "aws_vpc"
          ? "the network"
          : `the subnet in ${before.text("availability_zone") ?? "its zone"}`;
      const named = type === "aws_db_subnet_group" ? "the database's group of subnets" : what;
      return {
        level: "attention",
        title: `${named} ${isGone(change) ? "goes" : "is replaced"}, and all that stands in it moves or ends`,
        remedy: "move the writer to another zone first; then choose a quiet hour",
        downtime:
          type === "aws_subnet" && isGone(change)
            ? "none, if the writer is in another zone; if not a failover, about 30 s without writes"
            : "all that stands in it, until it stands elsewhere",
        shows: change.forcedBy,
      };
    }
    const place = PLACES.find((path) => fewer(change, path));
    return place === undefined ? undefined : leaves(place);
  },
};

// --- internal ---

function leaves(place: string): Judgement {
  return {
    level: "attention",
    title: "leaves a zone: its instances or addresses there end",
    remedy: "make sure that the other instances can carry the load",
    downtime: "none, if the other instances can carry the load",
    shows: [place],
  };
}

function fewer(change: Change, path: string): boolean {
  if (!stays(change)) return false;
  const [was, is] = [change.before.texts(path), change.after.texts(path)];
  if (change.after.isUnknown(path)) return false;
  return was.some((each) => !is.includes(each)) && is.length < was.length;
}
