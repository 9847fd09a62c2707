import { type ClusterPlace, clusterNames, PLACES } from "../../names/stage";
import { Refusal } from "../../terminal/refusal";
import { type Block, TerraformJson } from "../../terraform/document";
import { readJson } from "../../terraform/json";
import type { StackFiles } from "../../terraform/stack";
import { asking } from "../asking";
import { clusterIdIn, withDatabase } from "../database/instances";
import type { Means } from "../means";
import { enter } from "../place";

/** A stage as its settings have it, with AWS's clients and the stage's JSON with other settings. */
export async function sceneOf(stage: string, means: Means, signal: AbortSignal) {
  const { env, patience } = means;
  const committed = await means.synth(stage, env, signal);
  const stack = stackOf(committed);
  if (stack.inHcp) throw new Refusal([{ where: stage, says: IN_HCP }]);
  let last = { key: "{}", files: committed };
  const synth = async (change: Block) => {
    const key = JSON.stringify(change);
    if (last.key !== key) {
      last = { key, files: await means.synth(stage, withDatabase(env, stage, change), signal) };
    }
    return last.files;
  };
  const { region = "" } = stack;
  const { clients } = await enter({ stage, region, stack });
  const { liveOf } = await import("./ask"); // AWS's SDK, too
  const used = placeNamed(stage, clusterIdIn(stack));
  const live = () => asking({ stage, region }, () => liveOf(clients.ssm, stage));
  return { stage, region, stack, clients, used, live, synth, patience, signal };
}

export type Scene = Awaited<ReturnType<typeof sceneOf>>;

export function stackOf({ json }: StackFiles): TerraformJson {
  return new TerraformJson(readJson(json));
}

/** The place whose cluster has this identifier. @throws Refusal if none of the stage's has */
export function placeNamed(stage: string, id: string) {
  const all = PLACES.map((place) => ({ place, id: clusterNames(stage, place).cluster }));
  const found = all.find((each) => each.id === id);
  if (found !== undefined) return found;
  const must = `must be one of the stage's clusters, ${all.map((each) => each.id).join(" or ")}`;
  throw new Refusal([{ where: "--remove", says: `${must}, got "${id}"` }], 2);
}

export function inPlace(stage: string, place: ClusterPlace) {
  return { place, id: clusterNames(stage, place).cluster };
}

// --- internal ---

const IN_HCP =
  "must keep its state where this machine may apply, got HCP Terraform, which applies itself; commit the settings one after the other, as the end of docs/ops/restore.md has them";
