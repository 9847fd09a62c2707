import { type Change, differs, isGone } from "../change";
import type { Context } from "../context";
import { statementsIn } from "../rights";
import type { Judgement, ResourceRule } from "../rule";
import type { Side } from "../side";

const GROUP = "aws_rds_cluster_parameter_group";

export const tlsOff: ResourceRule = {
  id: "tls-off",
  family: "doors",
  levels: ["danger", "attention"],
  finds: "connections are no longer encrypted (danger), or by an older policy",
  why: "passwords and cookies can be read and changed on their way",
  types: ["aws_lb_listener", GROUP, "aws_s3_bucket_policy"],
  elsewhere: ["aws_db_parameter_group"],
  judge(change, context) {
    if (change.type === "aws_s3_bucket_policy") return ofBucket(change, context);
    return change.type === "aws_lb_listener" ? ofListener(change, context) : ofDatabase(change);
  },
};

// --- internal ---

function ofListener(change: Change, context: Context): Judgement | undefined {
  const { before, after } = change;
  if (isGone(change)) {
    const plain = context.all(change.type).some((each) => servesPlain(each.after));
    if (!isTls(before) || !plain) return undefined;
    return danger("goes: visitors are served without encryption", []);
  }
  if (isTls(before) && !isTls(after)) return danger("serves without encryption", ["protocol"]);
  if (before.text("default_action.redirect.protocol") === "HTTPS" && servesPlain(after)) {
    return danger("serves without encryption what it redirected to HTTPS", ["default_action"]);
  }
  const path = "ssl_policy";
  if (!differs(change, path) || strength(after.text(path)) >= strength(before.text(path))) {
    return undefined;
  }
  const remedy = "keep the newer policy; say which clients need the older one";
  return { level: "attention", title: "also accepts older encryption", remedy, shows: [path] };
}

function isTls(side: Side): boolean {
  return ["HTTPS", "TLS"].includes(side.text("protocol") ?? "");
}

function servesPlain(side: Side): boolean {
  return side.text("protocol") === "HTTP" && side.text("default_action.type") === "forward";
}

/**
 * TLS 1.3 policies are stronger than those that end at 1.2, and those than the oldest. The strongest take
 * no 1.2, or 1.2 with authenticated encryption alone ("restricted").
 */
function strength(policy: string | undefined): number {
  if (/TLS13-1-(3|2-Res)/.test(policy ?? "")) return 4;
  if (policy?.includes("TLS13-1-0") || policy?.includes("TLS13-1-1")) return 1;
  if (policy?.includes("TLS13")) return 3;
  return policy?.includes("TLS-1-2") ? 2 : 1;
}

function ofDatabase(change: Change): Judgement | undefined {
  const { before, after } = change;
  if (isGone(change) || !after.exists) return undefined;
  const forces = (side: Side) => FORCED.some((name) => isOn(side, name));
  const off = before.exists
    ? forces(before) && !forces(after)
    : FORCED.some((name) => isOff(after, name));
  if (!off) return undefined;
  return danger("the database accepts connections without encryption", ["parameter"]);
}

const FORCED = ["require_secure_transport", "rds.force_ssl"];

function isOn(side: Side, name: string): boolean {
  return side
    .blocks("parameter")
    .some((each) => each.name === name && /^(on|1)$/i.test(String(each.value)));
}

function isOff(side: Side, name: string): boolean {
  return side
    .blocks("parameter")
    .some((each) => each.name === name && /^(off|0)$/i.test(String(each.value)));
}

function ofBucket(change: Change, context: Context): Judgement | undefined {
  const refuses = (side: Side) =>
    statementsIn(side.text("policy")).some(
      ({ Effect, Condition }) =>
        Effect === "Deny" && JSON.stringify(Condition ?? "").includes("aws:SecureTransport"),
    );
  const { before, after } = change;
  if (!refuses(before) || after.isUnknown("policy") || refuses(after)) return undefined;
  const buckets = context.namedBy(change, "bucket", "aws_s3_bucket");
  if (isGone(change) && buckets.some(({ verb }) => verb === "delete" || verb === "replace")) {
    return undefined;
  }
  const remedy = "keep the statement that refuses requests without TLS";
  return {
    level: "attention",
    title: "no longer refuses requests without TLS",
    remedy,
    shows: ["policy"],
  };
}

function danger(title: string, shows: readonly string[]): Judgement {
  return { level: "danger", title, remedy: "keep encryption on the whole way", shows };
}
