import { isMoment, MOMENT, MOMENT_REMEDY } from "../../config/settings/restore";
import { killRunning } from "../../processes/run";
import { agree } from "../../terminal/agree";
import type { ExitCode } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { Refusal, sentence } from "../../terminal/refusal";
import { commandLine } from "../../terminal/shell";
import { terraformIn } from "../../terraform/find";
import { outputFolder, stackFolder } from "../../terraform/out";
import { asking } from "../asking";
import { Folder } from "../folder";
import type { Means } from "../means";
import { reasonOf } from "../says";
import { describedIn, knownAt } from "./judge";
import { end, renderSteps, titleOf } from "./render";
import { otherThan, Restoring, refuseAbsent, type Step } from "./restore";
import { inPlace, type Scene, sceneOf, stackOf } from "./scene";
import { isMadeFrom, isRecent, type Source } from "./source";

export interface Options {
  readonly to?: string;
  readonly from?: string;
  readonly folder?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** `ops restore`: looks, shows the steps, asks, and takes them. */
export async function run(stage: string, options: Options, means: Means): Promise<ExitCode> {
  refuseNothing(options);
  const signal = interrupts(killRunning);
  const scene = await sceneOf(stage, means, signal);
  const { env } = means;
  const home = options.folder ?? stackFolder(outputFolder(env), stage);
  const folder = new Folder({ terraform: terraformIn(env), env, home, signal });
  try {
    const restoring = await restoringOf(scene, options, folder);
    return await go(scene, restoring, options, means);
  } catch (error) {
    throw stopped(error, scene, options, means);
  } finally {
    folder.remove();
  }
}

/** The restore that was asked for, with all that AWS says of its source and of the stage. */
export async function restoringOf(
  scene: Scene,
  options: Pick<Options, "from" | "to">,
  folder: Pick<Folder, "plan" | "apply">,
): Promise<Restoring> {
  const { stage, region, clients, used, live, synth, patience, signal } = scene;
  const { clusterOf, refuseUnrestorable } = await import("./ask"); // AWS's SDK, too
  const { Cluster } = await import("../database/cluster");
  const found = (id: string) => asking({ stage, region }, () => clusterOf(clients.rds, id));
  refuseAbsent(stage, await live());
  const source: Source = { from: used.id, ...chosen(options) };
  const now = await found(used.id);
  const mayBeIts = source.from !== used.id && isRecent(now?.ClusterCreateTime);
  const isIn = now === undefined || (mayBeIts && (await isBack(scene, source, folder)));
  const { place, id } = isIn ? used : inPlace(stage, otherThan(used.place));
  const restore = { ...source, ...(isIn && { into: place }) };
  const copy = describedIn(stackOf(await synth({ restore })), id);
  const { address } = describedIn(scene.stack, used.id) ?? {};
  if (copy === undefined || address === undefined) throw new Error(`${id}: not in the stack`);
  return new Restoring({
    ...{ stage, region, source, live, synth, folder, patience, signal },
    used: { ...used, address },
    copy: { ...copy, place },
    clusterOf: found,
    refuseUnrestorable: () =>
      asking({ stage, region }, () =>
        refuseUnrestorable(clients.rds, source, { region, now: new Date() }),
      ),
    instancesOf: (each) => new Cluster(each, clients),
  });
}

// --- internal ---

/** Before anything is asked of AWS: a wrong word is no command to go on with. */
function refuseNothing({ to, from }: Options): void {
  if (to !== undefined && !isMoment(to)) {
    throw new Refusal([{ where: "--to", says: sentence(MOMENT, to, MOMENT_REMEDY) }], 2);
  }
  if (to !== undefined || from !== undefined) return;
  const says =
    "must be given a time by --to or a snapshot by --from, got neither; write restore lab --to latest";
  throw new Refusal([{ where: "restore", says }], 2);
}

/** Whether the app's cluster was gone, and this very restore has brought it back in its place. */
async function isBack(
  { stack, used, synth }: Scene,
  source: Source,
  folder: Pick<Folder, "plan">,
): Promise<boolean> {
  const cluster = describedIn(stack, used.id);
  const known = cluster && knownAt(await folder.plan(await synth({})), cluster.address);
  return known !== undefined && isMadeFrom(known, source);
}

function chosen({ from, to }: Pick<Options, "from" | "to">): Partial<Source> {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

async function go(
  scene: Scene,
  restoring: Restoring,
  options: Options,
  { screen, terminal }: Means,
): Promise<ExitCode> {
  const { signal } = scene;
  const look = () => screen.step("what there is", (progress) => restoring.ahead(progress));
  let ahead: readonly Step[] = await look();
  if (ahead.includes("make")) await restoring.job.refuseUnrestorable();
  if (ahead.length > 0) screen.print(`\n${renderSteps(restoring.job, ahead, restoring.madeAt)}\n`);
  if (ahead.length > 0 && options.dryRun) return 1;
  for (let [next] = ahead; next !== undefined; [next] = ahead) {
    const step = next;
    if (!options.yes) await agree(askedOf(restoring, step), terminal, signal);
    await screen.step(titleOf(restoring.job, step), (progress) => restoring.take(step, progress));
    ahead = await look();
  }
  screen.print(end(restoring));
  return 0;
}

function askedOf({ job: { stage, copy } }: Restoring, step: Step) {
  const question =
    step === "make"
      ? "Make it? Only yes makes it: "
      : `Switch the app to ${copy.id}? Only yes does it: `;
  return { where: `restoring ${stage}`, question, refused: "not agreed to, so it stays as it is" };
}

/** Where the app is led, and the command to go on; after Ctrl-C it is said on the screen. */
function stopped(
  error: unknown,
  { stage, region, signal }: Scene,
  options: Options,
  { screen }: Means,
) {
  const { from, to, folder } = options;
  const given = Object.entries({ from, to, folder }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const again = commandLine(["npm", "run", "ops", "--", "restore", stage, ...given]);
  if (signal.aborted) {
    screen.print(`${stage}: stopped; no cluster is deleted; go on with ${again}`);
    return error;
  }
  if (error instanceof Refusal && error.exitCode !== undefined) return error;
  const says = `${reasonOf(error, { stage, region })}; go on with ${again}`;
  const said = says.startsWith(`${stage}: `) ? says.slice(stage.length + 2) : says;
  const cause = error instanceof Refusal ? error.cause : error;
  return new Refusal([{ where: stage, says: said }], undefined, cause);
}
