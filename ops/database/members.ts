import { sizeOf } from "../../names/database-class";
import { layOut } from "../../terminal/table";
import type { Instance as Found } from "./cluster";
import type { Instance } from "./instances";

/** One instance of a stage's cluster, as AWS has it. */
export interface Member {
  /** As the settings name it: `a`. */
  readonly name: string;
  readonly class: string;
  readonly writer: boolean;
}

/** The instances of the settings as AWS has them. What else is in the cluster isn't ours to change. */
export function membersOf(
  instances: readonly Pick<Instance, "name" | "id">[],
  found: readonly Found[],
): Member[] {
  return instances.flatMap(({ name, id }) => {
    const its = found.find((each) => each.id === id);
    return its === undefined ? [] : [{ name, class: its.class, writer: its.writer }];
  });
}

/** The reader to hand over to: the largest, and of equals the first by name. */
export function heirOf(
  members: readonly Member[],
  classOf = (member: Member) => member.class,
): Member | undefined {
  const size = (each: Member) => sizeOf(classOf(each)) ?? 0;
  const readers = members.filter(({ writer }) => !writer);
  const byName = readers.sort((a, b) => (a.name < b.name ? -1 : 1));
  return byName.sort((a, b) => size(b) - size(a))[0];
}

export function renderMembers(stage: string, members: readonly Member[]): string {
  const rows = members.map((each) => [[`  ${each.name}`], [roleOf(each)], [each.class]]);
  return [stage, ...(rows.length > 0 ? layOut(rows).flat() : [])].join("\n");
}

/** `a is the writer, db.r6g.large; b is a reader, db.t4g.medium`: for messages. */
export function standingOf(members: readonly Member[]): string {
  return members
    .map((each) => `${each.name} is ${each.writer ? "the" : "a"} ${roleOf(each)}, ${each.class}`)
    .join("; ");
}

// --- internal ---

function roleOf({ writer }: Member): string {
  return writer ? "writer" : "reader";
}
