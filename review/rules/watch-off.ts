import { type Change, isGone, turnsOff } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";

const WATCHES = ["aws_flow_log", "aws_accessanalyzer_analyzer"];

export const watchOff: ResourceRule = {
  id: "watch-off",
  family: "doors",
  levels: ["attention"],
  finds: "flow logs, an analyzer, access logs or a database's logs end",
  why: "nobody can find out afterwards what was not recorded",
  types: [...WATCHES, "aws_rds_cluster", "aws_lb"],
  elsewhere: ["aws_cloudtrail", "aws_guardduty_detector", "aws_config_configuration_recorder"],
  judge(change, context) {
    if (change.type === "aws_rds_cluster") return ofLogs(change);
    if (change.type === "aws_lb") {
      return turnsOff(change, "access_logs.enabled")
        ? off("no longer logs who came", ["access_logs"])
        : undefined;
    }
    return isGone(change) && !networkGoes(change, context) ? off("stops watching", []) : undefined;
  },
};

// --- internal ---

const EXPORTS = "enabled_cloudwatch_logs_exports";

function ofLogs({ verb, before, after }: Change): Judgement | undefined {
  const has = after.texts(EXPORTS);
  const gone = before.texts(EXPORTS).filter((each) => !has.includes(each));
  if (verb !== "update" || gone.length === 0) return undefined;
  return off(`no longer keeps its log ${gone.join(", ")}`, [EXPORTS]);
}

function off(title: string, shows: readonly string[]): Judgement {
  return {
    level: "attention",
    title,
    remedy: "keep it on, unless nobody has to answer for this stage",
    shows,
  };
}

function networkGoes(change: Change, context: Context): boolean {
  return context.namedBy(change, "vpc_id", "aws_vpc").some(isGone);
}
