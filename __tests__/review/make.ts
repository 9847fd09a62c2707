import { rmSync } from "node:fs";
import { join } from "node:path";
import { aws } from "../../emulator/aws";
import type { Tools } from "../../emulator/tools";
import { readJson } from "../../terraform/json";
import type { Plan } from "../../terraform/plan";
import { Deployment } from "../support/deployment";
import { MadeUpIds } from "../support/made-up-ids";
import { stateStackForGithub } from "../support/pipeline";
import { Service } from "../support/service";
import { nextRelease, release, synthImage } from "../support/synth";
import type { Synthesized } from "../support/synthesized";
import type { Change } from "./change";
import { type Attributes, edited } from "./edit";
import { type Applied, kept, keptApplied, trimmed } from "./form";
import { outside } from "./outside";

/** A plan to make, by the name that it is kept under. */
export type Job = readonly [name: string, change: Change];

/** An applied stack, of which plans are made. */
interface Stack {
  readonly deployment: Deployment;
  /** As it was right after its first apply. */
  readonly fresh: Deployment;
  readonly synthesize: (change: Change) => Promise<Synthesized>;
}

/**
 * Applies a stack on the emulator and plans each change of it.
 * @param found receives each plan's text as soon as it is made
 */
export async function makePlans(
  from: Applied,
  tools: Tools,
  jobs: readonly Job[],
  found: (name: string, text: string) => void,
): Promise<void> {
  const stack = await applied(from, tools);
  const ids = new MadeUpIds();
  const settled = await planIn(stack.deployment, ["-refresh=false"]);
  const base = ids.renamed(trimmed(settled)) as Plan;
  found(`applied/${from}`, keptApplied(base));
  const attributes: Attributes = new Map(
    settled.resource_changes?.map(({ address, change }) => [address, change.after]),
  );
  const rest = [...jobs];
  const work = async () => {
    const shared = await stack.deployment.copy();
    for (let job = rest.shift(); job !== undefined; job = rest.shift()) {
      const [name, change] = job;
      const plan = await planned(name, change, stack, shared, attributes);
      found(name, kept(ids.copy().renamed(trimmed(plan)) as Plan, from));
    }
  };
  await Promise.all([work(), work()]);
  await stack.deployment.close();
}

// --- internal ---

/** Terraform's plan of a change. What happens outside Terraform happens to a copy. */
async function planned(
  name: string,
  change: Change,
  stack: Stack,
  shared: Deployment,
  attributes: Attributes,
): Promise<Plan> {
  const { args = [], taint, outside: event } = change;
  const own = event !== undefined || taint !== undefined;
  const from = event === "nothingButNews" ? stack.fresh : stack.deployment;
  const deployment = own ? await from.copy() : shared;
  try {
    deployment.change(edited(await stack.synthesize(change), change, attributes));
    if (event !== undefined) await outside[event](aws(deployment.emulator));
    if (taint !== undefined) await deployment.terraform.run(["taint", taint]);
    const looks = event !== undefined || args.includes("-refresh-only");
    return await planIn(deployment, [...args, ...(looks ? [] : ["-refresh=false"])]);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  } finally {
    if (own) await deployment.close();
  }
}

/** Also of a plan that ends in an error: its document is written all the same. */
async function planIn({ terraform, folder }: Deployment, args: readonly string[]): Promise<Plan> {
  const file = "review.tfplan";
  rmSync(join(folder, file), { force: true });
  const plan = ["plan", `-out=${file}`, "-input=false", "-no-color", "-lock=false", ...args];
  const { exitCode, stderr } = await terraform.run(plan, [0, 1]);
  const { stdout } = await terraform.run(["show", "-json", file], [0, 1]);
  if (!stdout.startsWith("{")) throw new Error(`exit ${exitCode}: ${stderr}`);
  return readJson(stdout) as Plan;
}

async function applied(from: Applied, tools: Tools): Promise<Stack> {
  if (from === "lab" || from === "prod") return stage(from, tools);
  const synthesized = (change: Change = { what: "", label: { verdict: [], found: [] } }) =>
    from === "state"
      ? stateStackForGithub()
      : synthImage("lab", {}, change.release === "next" ? nextRelease : release);
  const name = from === "state" ? "state" : "lab-image";
  const deployment = await Deployment.of(name, tools, () => synthesized());
  await deployment.terraform.apply();
  const fresh = await deployment.copy();
  await deployment.terraform.apply("-refresh-only");
  return { deployment, fresh, synthesize: async (change) => synthesized(change) };
}

async function stage(from: "lab" | "prod", tools: Tools): Promise<Stack> {
  const service = await Service.of(from, tools);
  const { deployment } = service;
  // The first instance to be there is the writer.
  await deployment.terraform.apply("-target=aws_rds_cluster_instance.database_a");
  await deployment.terraform.apply();
  const fresh = await deployment.copy();
  await deployment.terraform.apply("-refresh-only");
  const synthesize = (change: Change) =>
    service.after({
      settings: change.settings ?? {},
      besides: change.release === "next" ? "another release" : undefined,
    });
  return { deployment, fresh, synthesize };
}
