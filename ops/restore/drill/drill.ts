import { setTimeout as sleep } from "node:timers/promises";
import type { DBCluster, RDSClient } from "@aws-sdk/client-rds";
import { Refusal } from "../../../terminal/refusal";
import type { Progress, Screen } from "../../../terminal/screen";
import { commandLine } from "../../../terminal/shell";
import { reasonOf } from "../../asking";
import type { Patience } from "../../database/calm";
import type { Place } from "../../place";
import { faultsOfCopy } from "./check";
import { Copy } from "./copy";
import type { Measured } from "./table";

type At = Pick<Place, "stage" | "region">;

export interface Scene {
  readonly rds: RDSClient;
  readonly at: At;
  /** The cluster that the app uses. */
  readonly sourceId: string;
  readonly screen: Screen;
  readonly patience: Pick<Patience, "everyMs">;
  /** Aborts the drill; what it has made is removed all the same. */
  readonly signal: AbortSignal;
  /** Aborts the removal, too; what is left is then named. */
  readonly giveUp: AbortSignal;
}

/**
 * Restores a copy of the cluster beside it, looks at it, and removes it again. The app is not touched.
 * @throws Refusal, also of what it could not remove, with the commands that do
 */
export async function drill(scene: Scene): Promise<Measured> {
  const copy = new Copy(scene.sourceId, scene.rds);
  const source = await sourceOf(copy, scene.at);
  await refuseLeftOver(copy, scene.at);
  const latest = source.LatestRestorableTime?.getTime();
  const behind = latest === undefined ? undefined : Date.now() - latest;
  const made = await madeAndChecked(copy, source, scene).catch((failure: unknown) => ({ failure }));
  const failure = "failure" in made ? made.failure : undefined;
  if (isTaken(failure)) throw leftOver(copy, scene.at); // by another drill, which goes on
  await removed(copy, scene, failure);
  if ("failure" in made) throw failure;
  return { ...made, behind };
}

/** The commands that remove what a drill has left, the instance first. */
export function removalOf(
  { id, instanceId }: Pick<Copy, "id" | "instanceId">,
  { region }: At,
): string {
  const end = (kind: string, named: string) =>
    commandLine([
      ...["aws", "rds", `delete-db-${kind}`, `--db-${kind}-identifier`, named],
      ...["--skip-final-snapshot", "--region", region],
    ]);
  return `${end("instance", instanceId)}; ${end("cluster", id)}`;
}

// --- internal ---

async function sourceOf(copy: Copy, { stage }: At): Promise<DBCluster> {
  const source = await copy.source();
  if (source?.DBClusterMembers?.some((each) => each.IsClusterWriter)) return source;
  const got = source === undefined ? "none of this name" : "one without a writer";
  const says = `must be a cluster with a writer, got ${got}; npm run ops -- status ${stage} shows what there is`;
  throw new Refusal([{ where: copy.sourceId, says }]);
}

async function refuseLeftOver(copy: Copy, at: At): Promise<void> {
  const there = [await copy.cluster(), await copy.instance()];
  if (there.some((each) => each !== undefined)) throw leftOver(copy, at);
}

function leftOver(copy: Copy, at: At): Refusal {
  const remedy = `wait if another drill is running, or remove it: ${removalOf(copy, at)}`;
  const says = `must not be there before a drill, got one; ${remedy}`;
  return new Refusal([{ where: copy.id, says }]);
}

function isTaken(failure: unknown): boolean {
  return failure instanceof Error && failure.name.startsWith("DBClusterAlreadyExists");
}

async function madeAndChecked(copy: Copy, source: DBCluster, scene: Scene) {
  const restored = await timed(scene, "a copy is restored", async (progress) => {
    await copy.restore(source);
    await available(scene, progress, async () => (await copy.cluster())?.Status);
  });
  const started = await timed(scene, "its instance starts", async (progress) => {
    await copy.start(source);
    await available(scene, progress, async () => (await copy.instance())?.DBInstanceStatus);
  });
  const checked = await timed(scene, "it is checked", async () => {
    const faults = faultsOfCopy(source, (await copy.cluster()) ?? {}, copy.id);
    if (faults.length > 0) throw new Refusal(faults);
  });
  return { restored, started, checked };
}

/** Milliseconds that a step took. */
async function timed(
  { screen, signal }: Scene,
  title: string,
  work: (progress: Progress) => Promise<void>,
): Promise<number> {
  signal.throwIfAborted();
  const began = performance.now();
  await screen.step(title, work);
  return performance.now() - began;
}

async function available(
  { patience, signal }: Scene,
  progress: Progress,
  look: () => Promise<string | undefined>,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const status = await look();
    if (status === "available") return;
    progress(`is ${status ?? "not there yet"}`);
    await sleep(patience.everyMs, undefined, { signal });
  }
}

async function removed(copy: Copy, scene: Scene, failure: unknown): Promise<void> {
  const { screen, patience, giveUp, at } = scene;
  const end = (progress: Progress) =>
    copy.remove({ everyMs: patience.everyMs, signal: giveUp, progress });
  try {
    await screen.step("it is removed again", end);
  } catch (error) {
    const left = `the copy may still be there, and is paid for; remove it: ${removalOf(copy, at)}`;
    if (giveUp.aborted) {
      screen.print(`${copy.id}: ${left}`);
      throw error;
    }
    const reason = reasonOf((failure ?? error) as Error, at);
    throw new Refusal([{ where: copy.id, says: `${reason}; ${left}` }], undefined, error);
  }
}
