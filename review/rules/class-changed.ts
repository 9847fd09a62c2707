import { type Change, differs, stays } from "../change";
import { companionsOf, INSTANCE, isWriter } from "../cluster";
import type { Context } from "../context";
import type { Judgement, ResourceRule } from "../rule";

const ONE_BY_ONE =
  "resize readers first, then fail over to one, then resize the old writer, an apply each";

export const classChanged: ResourceRule = {
  id: "class-changed",
  family: "database",
  levels: ["attention", "note"],
  finds: "another instance class: a reader alone (note), the writer or all at once (attention)",
  why: "an instance restarts for another class, and one apply restarts all that it changes together",
  types: [INSTANCE],
  elsewhere: ["aws_db_instance"],
  judge(change, context) {
    if (!stays(change) || !differs(change, "instance_class")) return undefined;
    const shows = ["instance_class"];
    if (change.after.flag("apply_immediately") !== true) return { ...waits(), shows };
    return { ...now(change, context), shows };
  },
};

/** Not at once: the next maintenance window does it, and plans repeat it until then. */
function waits(): Judgement {
  return {
    level: "attention",
    title: "gets another class in the next maintenance window, and restarts then",
    remedy: "leave it, or choose the hour yourself: database.windows.apply now, and resize",
    downtime: "at a time that AWS chooses within the window",
  };
}

const others = (count: number) => (count === 1 ? "1 other" : `${count} others`);

function now(change: Change, context: Context): Judgement {
  const changed = companionsOf(change, context).filter((each) => differs(each, "instance_class"));
  const same = companionsOf(change, context).filter((each) => !changed.includes(each));
  if (changed.length > 1 || change.type !== INSTANCE || same.length === 0) {
    return {
      level: "attention",
      title:
        changed.length > 1
          ? `gets another class at the same time as ${others(changed.length - 1)}`
          : "gets another class, and no other instance takes over meanwhile",
      remedy: ONE_BY_ONE,
      downtime: "the whole database, for some minutes",
    };
  }
  const writer = isWriter(change);
  if (writer === false) {
    return {
      level: "note",
      title: "gets another class: a reader, which restarts",
      remedy: "make sure that it is still a reader when the apply runs",
      downtime: "this instance for some minutes; if it is the writer a failover, about 30 s",
    };
  }
  return {
    level: "attention",
    title: writer
      ? "gets another class: the writer, which restarts"
      : "gets another class, and may be the writer",
    remedy: ONE_BY_ONE,
    downtime: "a failover, about 30 s without writes, or some minutes without a reader",
  };
}
