import { heirOf, type Member } from "../database/members";

/** Instance classes by the names of the settings. */
export type Classes = Readonly<Record<string, string>>;

/** One instance restarts with another class, or the writer's role moves: never both, never two at once. */
export type Step = Resize | Failover;

export interface Resize {
  readonly kind: "resize";
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** `alone`: the only instance, so that nothing answers meanwhile. */
  readonly role: "reader" | "alone";
}

export interface Failover {
  readonly kind: "failover";
  readonly from: string;
  readonly to: string;
}

/**
 * What leads from the members that AWS has to these classes. Readers come first, one after the other; then
 * one of them takes over; the former writer comes last. From any state, also halfway, the rest of the way.
 * @param target classes of the members that shall have another one; others stay
 */
export function steps(members: readonly Member[], target: Classes): Step[] {
  const [readers, writer] = [
    members.filter((each) => !each.writer),
    members.find((each) => each.writer),
  ];
  const first = readers.flatMap((each) => resized(each, target, "reader"));
  if (writer === undefined) return first;
  const heir = heirOf(members, (each) => target[each.name] ?? each.class);
  const last = resized(writer, target, heir === undefined ? "alone" : "reader");
  if (heir === undefined || last.length === 0) return [...first, ...last];
  return [...first, { kind: "failover", from: writer.name, to: heir.name }, ...last];
}

// --- internal ---

function resized(member: Member, target: Classes, role: Resize["role"]): Resize[] {
  const { name, class: from } = member;
  const to = target[name] ?? from;
  return to === from ? [] : [{ kind: "resize", name, from, to, role }];
}
