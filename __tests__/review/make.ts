import { rmSync } from "node:fs";
import { join } from "node:path";
import { aws } from "../../emulator/aws";
import type { Tools } from "../../emulator/tools";
import { readJson } from "../../terraform/json";
import type { Plan } from "../../terraform/plan";
import { Deployment } from "../support/deployment";
import { trimmed } from "../support/kept-plans";
import { MadeUpIds } from "../support/made-up-ids";
import { stateStackForGithub } from "../support/pipeline";
import { Service } from "../support/service";
import { nextRelease, release, synthImage } from "../support/synth";
import type { Synthesized } from "../support/synthesized";
import type { Change } from "./change";
import { type Attributes, edited } from "./edit";
import { type Applied, kept, keptApplied, keptWhole } from "./form";
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
 * @param whole receives each plan's text as Terraform wrote it, but for made-up ids
 */
export async function makePlans(
  from: Applied,
  tools: Tools,
  jobs: readonly Job[],
  found: (name: string, text: string) => void,
  whole: (name: string, text: string) => void = () => undefined,
): Promise<void> {
  const stack = await applied(from, tools);
  const settled = await planIn(stack.deployment, ["-refresh=false"]);
  const ids = idsOf(settled);
  found(`applied/${from}`, keptApplied(trimmed(settled, ids)));
  const attributes: Attributes = new Map(
    settled.resource_changes?.map(({ address, change }) => [address, change.after]),
  );
  const rest = [...jobs];
  const faults: string[] = [];
  const work = async () => {
    const shared = await stack.deployment.copy();
    for (let job = rest.shift(); job !== undefined; job = rest.shift()) {
      const [name, change] = job;
      await planned(change, stack, shared, attributes).then(
        (plan) => {
          const all = keptWhole(ids.copy().renamed(plan) as Plan);
          const short = () => kept(trimmed(plan, ids.copy()), from);
          whole(name, all);
          found(name, change.form === "whole" ? all : short());
          if (change.form === "both") found(`whole/${name}`, all);
        },
        (fault: Error) => faults.push(`${name}: ${fault.message}`),
      );
    }
    await shared.close();
  };
  await Promise.all([work(), work()]);
  await stack.fresh.close();
  await stack.deployment.close();
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

// --- internal ---

/** Made-up names, numbered by the addresses that they belong to. */
function idsOf({ resource_changes = [] }: Plan): MadeUpIds {
  const ids = new MadeUpIds();
  const byAddress = (a: { address: string }, b: { address: string }) =>
    a.address < b.address ? -1 : 1;
  const resources = [...resource_changes].sort(byAddress);
  ids.renamed(resources.map(({ change: { before } }) => [before?.id ?? "", before?.arn ?? ""]));
  return ids;
}

/** Terraform's plan of a change. What happens outside Terraform happens to a copy. */
async function planned(
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
