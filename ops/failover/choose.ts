import { sizeOf } from "../../names/database-class";
import { unknown } from "../../terminal/choose";
import { type Fault, Refusal } from "../../terminal/refusal";
import { unrestIn } from "../database/calm";
import type { Instance as Found } from "../database/cluster";
import type { Instance } from "../database/instances";
import { heirOf, type Member, membersOf } from "../database/members";

export interface Choice {
  readonly members: readonly Member[];
  readonly from: Member;
  readonly to: Member;
}

/**
 * Who hands over to whom.
 * @param named the new writer by its name; without one the largest reader
 * @param anyway whether a target may also be smaller than the writer, or behind, or the cluster not calm
 * @throws Refusal with all that speaks against it
 */
export function chosen(
  instances: readonly Instance[],
  found: readonly Found[],
  { named, anyway }: { readonly named: string | undefined; readonly anyway: boolean },
): Choice {
  const members = membersOf(instances, found);
  const names = members.map(({ name }) => name);
  const unclear = unknown(named === undefined ? [] : [named], names, "an instance");
  if (unclear.length > 0) throw new Refusal(unclear, 2);
  const from = members.find(({ writer }) => writer);
  const to = named === undefined ? heirOf(members) : members.find(({ name }) => name === named);
  if (to === undefined) {
    const says =
      "must have another instance to hand over to, got none; add one to database.instances";
    throw new Refusal([{ where: "database", says }]);
  }
  if (from === undefined) throw new Refusal([{ where: "database", says: NO_WRITER }]);
  if (to === from) throw new Refusal([{ where: to.name, says: IS_WRITER }]);
  const faults = anyway ? [] : against(from, to, found);
  if (faults.length > 0) throw new Refusal(faults);
  return { members, from, to };
}

// --- internal ---

const NO_WRITER =
  "must have a writer that hands over, got none: a failover goes on; look again in a minute";
const IS_WRITER = "must be a reader to take over, got the writer; there is nothing to do";

function against(from: Member, to: Member, found: readonly Found[]): Fault[] {
  const [now, then] = [from, to].map((each) => sizeOf(each.class) ?? Number.NaN);
  const smaller = Number(then) < Number(now);
  return [
    ...(smaller
      ? [
          {
            where: to.name,
            says: `must be as large as the writer's ${from.class}, got ${to.class}; resize it first, or ${ANYWAY}`,
          },
        ]
      : []),
    ...unrestIn(found).map(({ says }) => {
      return { where: "database", says: `must be calm, got ${says}; wait, or ${ANYWAY}` };
    }),
  ];
}

const ANYWAY = "add --anyway to hand over all the same";
