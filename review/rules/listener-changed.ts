import { type Change, differs, ends, isGone, isReplaced } from "../change";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";

export const listenerChanged: ResourceRule = {
  id: "listener-changed",
  family: "service",
  levels: ["attention", "note"],
  finds: "a listener is deleted, replaced, listens on another port, or serves another way",
  why: "whoever uses the old port or protocol gets no answer",
  types: ["aws_lb_listener"],
  elsewhere: ["aws_lb_listener_rule", "aws_alb_listener"],
  judge(change, context) {
    const { before } = change;
    const port = before.number("port") ?? "its port";
    if (ends(change)) return ended(change, context, port);
    if (differs(change, "port")) {
      return {
        level: "attention",
        title: `listens on port ${change.after.number("port") ?? "?"} instead of ${port}`,
        remedy: "keep a listener on the old port that redirects",
        downtime: "for everybody who uses the old port",
        shows: ["port"],
      };
    }
    return served(change, context);
  },
};

// --- internal ---

function ended(change: Change, context: Context, port: number | string): Judgement | undefined {
  const gone = isGone(change);
  if (withItsOwner(change, context)) {
    return { level: "note", title: "goes with its load balancer", remedy: "see the load balancer" };
  }
  return {
    level: "attention",
    title: gone ? `nothing listens on port ${port} any more` : "is replaced",
    remedy: gone ? "keep a listener on this port that redirects" : "choose a quiet hour",
    downtime: gone ? `for everybody who uses port ${port}` : "some seconds",
    shows: change.forcedBy,
  };
}

function withItsOwner(change: Change, context: Context): boolean {
  const owners = context.namedBy(change, "load_balancer_arn", "aws_lb");
  return owners.length > 0 && owners.every((each) => ends(each));
}

/** Another kind of answer: from serving to redirecting is safe where something else serves. */
function served(change: Change, context: Context): Judgement | undefined {
  const [was, is] = [change.before, change.after].map((side) => side.text("default_action.type"));
  if (!change.before.exists || was === is || was === undefined || is === undefined) {
    return undefined;
  }
  const others = context
    .all(change.type)
    .some((each) => each !== change && !isGone(each) && !isReplaced(each) && serves(each));
  return {
    level: is === "redirect" && others ? "note" : is === "forward" ? "note" : "attention",
    title: `answers with ${is} instead of ${was}`,
    remedy: is === "forward" ? "none" : "make sure that clients follow to what serves instead",
    shows: ["default_action"],
  };
}

function serves({ after }: Change): boolean {
  return after.text("default_action.type") === "forward";
}
