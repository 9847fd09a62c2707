import { killRunning } from "../../processes/run";
import { agree } from "../../terminal/agree";
import type { ExitCode } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { Refusal } from "../../terminal/refusal";
import { commandLine } from "../../terminal/shell";
import { terraformIn } from "../../terraform/find";
import { outputFolder, stackFolder } from "../../terraform/out";
import { asking } from "../asking";
import { Folder } from "../folder";
import { left } from "../left";
import type { Means } from "../means";
import { reasonOf } from "../says";
import { describedIn, faultOf, forgetting } from "./judge";
import { placeNamed, type Scene, sceneOf, stackOf } from "./scene";

interface Options {
  readonly to?: string;
  readonly from?: string;
  readonly folder?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** `ops restore --remove`: Terraform forgets a cluster that the app doesn't use, and AWS deletes it. */
export async function remove(
  stage: string,
  id: string,
  options: Options,
  means: Means,
): Promise<ExitCode> {
  if (options.to !== undefined || options.from !== undefined) {
    const says = "must be given alone, got a restore as well; remove first, then restore";
    throw new Refusal([{ where: "--remove", says }], 2);
  }
  const target = placeNamed(stage, id);
  const signal = interrupts(killRunning);
  const scene = await sceneOf(stage, means, signal);
  await refuseUsed(scene, id);
  const { env } = means;
  const home = options.folder ?? stackFolder(outputFolder(env), stage);
  const folder = new Folder({ terraform: terraformIn(env), env, home, signal });
  try {
    return await go(scene, target.id, folder, options, means);
  } catch (error) {
    throw stopped(error, scene, id, options, means);
  } finally {
    folder.remove();
  }
}

/** @throws Refusal if the app uses the cluster, or the settings would have it do so */
export async function refuseUsed(
  { used, live }: Pick<Scene, "used" | "live">,
  id: string,
): Promise<void> {
  const isLive = (await live()) === id;
  if (!isLive && used.id !== id) return;
  const got = isLive ? "got the one that the app uses" : "got the one that the settings name";
  const remedy =
    used.id === id
      ? "commit database.cluster with the other one and deploy it first"
      : `the settings name ${used.id}: deploy them if they are right, or commit the ones that led the app to ${id}, which alone has what was saved since`;
  const says = `must not be in use, ${got}; ${remedy}`;
  throw new Refusal([{ where: id, says }], 2);
}

// --- internal ---

/** The plan that forgets the cluster, and nothing else. @throws Refusal if it does more */
async function forgettingPlan({ stack, used, synth }: Scene, id: string, folder: Folder) {
  const both = stackOf(await synth({ restore: { from: used.id, to: "latest" } }));
  const described = describedIn(both, id);
  if (described === undefined) throw new Error(`${id}: not in the stack`);
  // null takes out what the settings have.
  const without = await synth(describedIn(stack, id) === undefined ? {} : { restore: null });
  const plan = await folder.plan(without);
  const fault = faultOf(plan, forgetting(described));
  if (fault !== undefined) throw new Refusal([{ where: `the plan without ${id}`, says: fault }]);
  return plan;
}

/** Forgets the cluster, and deletes it. Both do nothing where that is done. */
async function removed(
  scene: Scene,
  id: string,
  snapshot: string | undefined,
  folder: Folder,
  { screen }: Pick<Means, "screen">,
): Promise<void> {
  const { stage, region, clients, patience, signal } = scene;
  await screen.step(`Terraform forgets ${id}`, async (progress) => {
    progress("plans", "plans");
    const plan = await forgettingPlan(scene, id, folder);
    if (left(plan).length > 0) await folder.apply(patience.applyMs);
  });
  const { removeCluster } = await import("./remove");
  await refuseUsed(scene, id); // once more: a question may stand for hours
  await screen.step(`AWS deletes ${id}`, (progress) =>
    asking({ stage, region }, () =>
      removeCluster(clients, { id, snapshot, patience, signal }, progress),
    ),
  );
}

/** A name that no other removal has, where the stage keeps a last snapshot. */
function snapshotOf({ stack }: Scene, id: string, now = new Date()): string | undefined {
  const keeps = stack
    .all("aws_rds_cluster")
    .some((each) => each.values.skip_final_snapshot === false);
  const time = now.toISOString().replace(/[-:]/g, "").slice(0, 13).replace("T", "-").toLowerCase();
  return keeps ? `${id}-removed-${time}` : undefined;
}

async function go(
  scene: Scene,
  id: string,
  folder: Folder,
  options: Options,
  means: Means,
): Promise<ExitCode> {
  const { stage, signal, used } = scene;
  const { screen, terminal } = means;
  if (!(await isThere(scene, id, folder))) {
    screen.print(
      `${stage}: there is no ${id}, neither in AWS nor in the state. Nothing to remove.`,
    );
    return 0;
  }
  const kept = snapshotOf(scene, id);
  screen.print(`${stage}: the app uses ${used.id}.\n${await lossOf(scene, id, kept)}\n`);
  if (options.dryRun) return 1;
  const question = `Delete ${id}? Only yes deletes it: `;
  const asked = {
    where: `removing ${id}`,
    question,
    refused: "not agreed to, so nothing was deleted",
  };
  if (!options.yes) await agree(asked, terminal, signal);
  await removed(scene, id, kept, folder, means);
  screen.print(
    `\n${stage}: ${id} is gone. If the settings have database.restore, take it out: ${EMPTY}`,
  );
  return 0;
}

/** Whether there is anything to remove: in AWS, or else in the state. */
async function isThere(scene: Scene, id: string, folder: Folder): Promise<boolean> {
  const { stage, region, clients } = scene;
  const { isLeft } = await import("./remove"); // AWS's SDK, too
  if (await asking({ stage, region }, () => isLeft(clients, id))) return true;
  return left(await forgettingPlan(scene, id, folder)).length > 0;
}

const EMPTY = "the next plan is empty then.";

/** What the removal takes; an earlier run may have deleted the cluster, and not yet its logs. */
async function lossOf(scene: Scene, id: string, kept?: string): Promise<string> {
  const { stage, region, clients } = scene;
  const { clusterOf } = await import("./ask"); // AWS's SDK, too
  const found = await asking({ stage, region }, () => clusterOf(clients.rds, id));
  if (found === undefined) return `${id} is not in AWS. What is left of it is removed: its logs.`;
  const snapshot =
    kept === undefined
      ? "No snapshot is made: its data is gone for good."
      : `A last snapshot keeps its data: ${kept}.`;
  return `${id} is deleted with its instances and logs.\n${snapshot}`;
}

function stopped(error: unknown, scene: Scene, id: string, options: Options, { screen }: Means) {
  const { stage, region, signal } = scene;
  const folder = options.folder === undefined ? [] : ["--folder", options.folder];
  const words = ["npm", "run", "ops", "--", "restore", stage, "--remove", id, ...folder];
  const again = commandLine(words);
  if (signal.aborted) {
    screen.print(`${stage}: stopped; the app's cluster is as it was; go on with ${again}`);
    return error;
  }
  const says = `${reasonOf(error, { stage, region })}; go on with ${again}`;
  return new Refusal(
    [{ where: stage, says }],
    undefined,
    error instanceof Refusal ? error.cause : error,
  );
}
