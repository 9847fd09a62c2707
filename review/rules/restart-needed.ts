import { text } from "../../terraform/document";
import { same } from "../../terraform/values";
import { type Change, differs, ends, stays, turnsOn } from "../change";
import { CLUSTER, INSTANCE, waitsForWindow } from "../cluster";
import type { Judgement, ResourceRule } from "../rule";
import type { Side } from "../side";

const GROUP = "aws_rds_cluster_parameter_group";
/** Attributes of a cluster or instance that take a restart. */
const RESTARTS = [
  "port",
  "db_cluster_parameter_group_name",
  "db_parameter_group_name",
  "parameter_group_name",
  "performance_insights_kms_key_id",
  "ca_cert_identifier",
  "network_type",
];

export const restartNeeded: ResourceRule = {
  id: "restart-needed",
  family: "database",
  levels: ["attention"],
  finds:
    "a parameter, port or parameter group that takes a restart; changes that no longer wait for the window",
  why: "until the restart the old value holds; the restart cuts every connection",
  types: [CLUSTER, INSTANCE, GROUP],
  elsewhere: ["aws_db_instance", "aws_db_parameter_group"],
  judge(change) {
    if (change.type.endsWith("parameter_group")) return ofGroup(change);
    if (waited(change) && turnsOn(change, APPLY)) return appliesWaiting();
    const shows = RESTARTS.filter((path) => stays(change) && differs(change, path));
    if (shows.length === 0) return undefined;
    return {
      level: "attention",
      title: `${shows.join(", ")} ${shows.length === 1 ? "changes, and takes" : "change, and take"} a restart`,
      remedy: "choose a quiet hour; restart readers first",
      downtime: `every connection, for about a minute${waitsForWindow(change) ? ", in the next maintenance window" : ""}`,
      shows,
    };
  },
};

// --- internal ---

const APPLY = "apply_immediately";

function waited({ verb, before }: Change): boolean {
  return verb === "update" && before.flag(APPLY) === false;
}

/** Such a call makes AWS carry out all that is pending, and a plan knows nothing of that. */
function appliesWaiting(): Judgement {
  return {
    level: "attention",
    title: "carries out at once whatever waits for the maintenance window, and no plan shows that",
    remedy: "look first what waits, npm run ops -- drift, and take it back",
    downtime: "none if nothing waits; else a restart, some minutes",
    shows: [APPLY],
  };
}

function ofGroup(change: Change): Judgement | undefined {
  if (ends(change)) {
    return {
      level: "attention",
      title: "the parameters are replaced by another group's, which takes a restart",
      remedy: "choose a quiet hour",
      downtime: "every connection, for about a minute",
      shows: change.forcedBy,
    };
  }
  const pending = changed(change).filter((each) => each.apply_method === "pending-reboot");
  if (pending.length === 0) return undefined;
  const names = pending.map((each) => text(each.name)).join(", ");
  return {
    level: "attention",
    title: `${names} holds only after a restart of each instance`,
    remedy: "restart readers first, then fail over",
    downtime: "none by the apply; every connection at the restart, for about a minute",
    shows: ["parameter"],
  };
}

function changed({ verb, before, after }: Change) {
  if (verb !== "update") return [];
  const [was, is] = [before, after].map((side: Side) => side.blocks("parameter"));
  const without = (a = was, b = is) => (a ?? []).filter((x) => !(b ?? []).some((y) => same(x, y)));
  return [...without(), ...without(is, was)];
}
