import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../terminal/refusal";
import type { Progress } from "../../terminal/screen";
import type { Instance } from "./cluster";

/** More is not usual: Aurora's readers are some 10 to 100 ms behind. */
export const MOST_LAG_MS = 1_000;

/** Something that a cluster has to get over before anything may be done to it. */
export interface Unrest {
  readonly says: string;
  /** How long it may take before somebody should look. */
  readonly minutes: number;
}

/** How AWS is asked again and again. */
export interface Patience {
  /** AWS's own waiters sleep for up to half an hour between two looks. */
  readonly everyMs: number;
  /** A minute in milliseconds; tests have shorter ones. */
  readonly minuteMs: number;
  /** How long Terraform may wait for one instance, in milliseconds. */
  readonly applyMs: number;
}

export const PATIENCE: Patience = { everyMs: 10_000, minuteMs: 60_000, applyMs: 3_600_000 };

/**
 * What keeps a cluster from being calm. A modification is over when nothing is pending and all are
 * available: right after it was asked for, an instance may still say "available" with its old class.
 */
export function unrestIn(instances: readonly Instance[]): Unrest[] {
  return [...headless(instances), ...instances.flatMap(unrestOf)];
}

/** What keeps a failover from being over: it is when another instance is the writer, whichever. */
export function unrestOfFailover(instances: readonly Instance[], from: string): Unrest[] {
  const writes = instances.some(({ id, writer }) => writer && id === from);
  const still = writes ? [{ says: `${from} still is the writer`, minutes: 5 }] : [];
  return [...headless(instances), ...still];
}

/**
 * Looks until nothing keeps the cluster from going on.
 * @param unrest what does, by a look
 * @param progress receives what is waited for
 * @throws Refusal if one thing takes longer than it may
 */
export async function whenCalm(
  look: () => Promise<readonly Instance[]>,
  { patience, signal, progress, unrest = unrestIn }: Waiting,
): Promise<readonly Instance[]> {
  const since = new Map<string, number>();
  for (;;) {
    const instances = await look();
    const all = unrest(instances);
    if (all.length === 0) return instances;
    const kinds = all.map(({ says }) => kindOf(says));
    for (const gone of [...since.keys()].filter((each) => !kinds.includes(each)))
      since.delete(gone);
    const isNew = kinds.some((kind) => !since.has(kind));
    for (const kind of kinds) since.set(kind, since.get(kind) ?? Date.now());
    const late = all.find(
      ({ says, minutes }) =>
        Date.now() - (since.get(kindOf(says)) ?? 0) >= minutes * patience.minuteMs,
    );
    if (late !== undefined) throw tooLong(late);
    const says = `waits: ${all.map((each) => each.says).join(", ")}`;
    progress(says, isNew ? says : undefined);
    await sleep(patience.everyMs, undefined, { signal });
  }
}

export interface Waiting {
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly unrest?: (instances: readonly Instance[]) => readonly Unrest[];
}

// --- internal ---

function headless(instances: readonly Instance[]): Unrest[] {
  const writers = instances.filter(({ writer }) => writer);
  return writers.length === 1 ? [] : [{ says: "there is no writer", minutes: 5 }];
}

function unrestOf({ id, status, pending, writer, lag }: Instance): Unrest[] {
  if (status !== "available") return [{ says: `${id} is ${status}`, minutes: 60 }];
  if (pending.length > 0) return [{ says: `${id} has ${pending.join(", ")} pending`, minutes: 60 }];
  if (writer || (lag !== undefined && lag <= MOST_LAG_MS)) return [];
  const behind =
    lag === undefined
      ? "has no lag in CloudWatch yet"
      : `is ${Math.round(lag)} ms behind the writer`;
  return [{ says: `${id} ${behind}`, minutes: 15 }];
}

/** A lag's number changes at every look. */
function kindOf(says: string): string {
  return says.replace(/\d+ ms/, "");
}

function tooLong({ says, minutes }: Unrest): Refusal {
  const remedy = "look at the events of the cluster in RDS's console";
  return new Refusal([
    {
      where: "database",
      says: `must be calm, got ${says} for more than ${minutes} minutes; ${remedy}`,
    },
  ]);
}
