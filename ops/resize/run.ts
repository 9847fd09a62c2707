import { killRunning } from "../../processes/run";
import { agree } from "../../terminal/agree";
import type { ExitCode } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { Refusal } from "../../terminal/refusal";
import type { Screen } from "../../terminal/screen";
import { commandLine } from "../../terminal/shell";
import { TerraformJson } from "../../terraform/document";
import { terraformIn } from "../../terraform/find";
import { readJson } from "../../terraform/json";
import { outputFolder, stackFolder } from "../../terraform/out";
import { asking } from "../asking";
import {
  clusterIdIn,
  instancesIn,
  refuseSecond,
  refuseWaiting,
  withClasses,
} from "../database/instances";
import { type Member, membersOf, renderMembers, standingOf } from "../database/members";
import { Folder } from "../folder";
import type { Means } from "../means";
import { enter } from "../place";
import { reasonOf } from "../says";
import { guide } from "./guide";
import { renderSteps, settingsOf, titleOf } from "./render";
import { Resizing } from "./resize";
import { type Classes, type Step, steps } from "./steps";
import { refuseMissing, targetOf, typed, type Wish } from "./target";

export interface Options {
  readonly instance?: readonly string[];
  readonly folder?: string;
  readonly dryRun?: true;
  readonly guide?: true;
  readonly yes?: true;
}

/** `ops resize`: looks, shows the steps, asks, and takes them. */
export async function run(
  stage: string,
  wish: Wish,
  options: Options,
  means: Means,
): Promise<ExitCode> {
  const { screen } = means;
  const signal = interrupts(killRunning);
  const scene = await sceneOf(stage, wish, options, means, signal);
  const { cluster, instances, target, stack } = scene;
  if (options.guide) {
    const found = await asking(scene, () => cluster.instances());
    const members = membersOf(instances, found);
    screen.print(guide(stage, instances, members, steps(members, target)));
    return 0;
  }
  if (stack.inHcp) throw new Refusal([{ where: stage, says: IN_HCP }]);
  const { env } = means;
  const home = options.folder ?? stackFolder(outputFolder(env), stage);
  const folder = new Folder({ terraform: terraformIn(env), env, home, signal });
  const resizing = new Resizing({ ...scene, folder });
  try {
    return await go(scene, resizing, options, means);
  } catch (error) {
    throw await stopped(error, scene, resizing, screen);
  } finally {
    folder.remove();
  }
}

// --- internal ---

const IN_HCP =
  "must keep its state where this machine may apply, got HCP Terraform, which applies itself; add --guide for the same steps as settings to commit";

type Scene = Awaited<ReturnType<typeof sceneOf>>;

/** All that is known before AWS is asked: refused here is what no settings can say. */
async function sceneOf(
  stage: string,
  wish: Wish,
  { folder }: Options,
  means: Means,
  signal: AbortSignal,
) {
  const { env, patience } = means;
  const committed = await means.synth(stage, env, signal);
  const stack = new TerraformJson(readJson(committed.json));
  const instances = instancesIn(stack, stage);
  refuseSecond(stack, stage);
  refuseWaiting(stack, stage);
  const target = targetOf(wish, instances);
  let last = { key: "", files: committed };
  const synth = async (classes: Classes) => {
    const its = instances.map((each) => ({ ...each, class: classes[each.name] ?? each.class }));
    const changed = withClasses(env, stage, its);
    const key = changed.CDKTF_CONTEXT_JSON ?? "";
    if (last.key !== key) last = { key, files: await means.synth(stage, changed, signal) };
    return last.files;
  };
  await synth(target);
  const { region = "" } = stack;
  const { clients } = await enter({ stage, region, stack });
  const { Cluster } = await import("../database/cluster"); // AWS's SDK, too
  const cluster = new Cluster(clusterIdIn(stack), clients);
  const command = commandLine(["npm", "run", "ops", "--", "resize", stage, ...typed(wish, folder)]);
  return { stage, stack, region, instances, target, synth, cluster, patience, signal, command };
}

async function go(
  scene: Scene,
  resizing: Resizing,
  options: Options,
  { screen, terminal }: Means,
): Promise<ExitCode> {
  const { stage, region, cluster, instances, target, signal } = scene;
  await refuseMissing(cluster, region, instances, target);
  const look = () => screen.step("what there is", (progress) => resizing.ahead(progress));
  let ahead: readonly Step[] = await look();
  const members = await resizing.members();
  if (ahead.length > 0) {
    screen.print(`\n${renderSteps(stage, members, ahead)}\n`);
    if (options.dryRun) return 1;
    const where = `resizing ${stage}`;
    const asked = { where, question: QUESTION, refused: "not agreed to, so nothing was changed" };
    if (!options.yes) await agree(asked, terminal, signal);
  }
  for (let [next] = ahead; next !== undefined; [next] = ahead) {
    const step = next;
    await screen.step(titleOf(step), (progress) => resizing.take(step, progress));
    ahead = await look();
  }
  screen.print(end(scene, await resizing.members()));
  return 0;
}

const QUESTION = "Take these steps? Only yes takes them: ";

function end({ stage, instances, target }: Scene, members: readonly Member[]): string {
  const isCommitted = instances.every(({ name, class: its }) => (target[name] ?? its) === its);
  const commit = isCommitted
    ? ["", "The settings have these classes already."]
    : ["", COMMIT, "", ...settingsOf(instances, target), ""];
  return ["", renderMembers(stage, members), ...commit].join("\n");
}

const COMMIT = "Commit these settings. A deploy without them would take the resize back:";

/** What stands where, and the command to go on; after Ctrl-C it is said on the screen. */
async function stopped(error: unknown, scene: Scene, resizing: Resizing, screen: Screen) {
  const { stage, region, command, signal } = scene;
  const members = await resizing.members().catch(() => undefined);
  const stands = members === undefined ? "" : `; now ${standingOf(members)}`;
  if (signal.aborted) {
    screen.print(`${stage}: stopped${stands}; go on with ${command}`);
    return error;
  }
  const says = `${reasonOf(error, { stage, region })}${stands}; go on with ${command}`;
  const said = says.startsWith(`${stage}: `) ? says.slice(stage.length + 2) : says;
  const cause = error instanceof Refusal ? error.cause : error;
  return new Refusal([{ where: stage, says: said }], undefined, cause);
}
