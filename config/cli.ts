/**
 * Prints the stages that a pipeline can deploy, as one line of JSON for a workflow's matrix. These
 * are the ones in S3: a local state is on somebody's disk, and hcp has runs and approvals itself.
 * Those named by arguments alone, if any is; naming one that isn't in S3 is refused.
 */

import { Refusal, sentence } from "../terminal/refusal";
import { readEnvironment } from "./environment";
import { chooseStacks, load } from "./load";
import { stages } from "./stages";
import { state } from "./state";

try {
  const names = process.argv.slice(2);
  const all = load({ stages, state }, readEnvironment(process.env));
  const chosen = chooseStacks(all.stages, names);
  const others = chosen.filter(([, { backend }]) => names.length > 0 && backend.kind !== "s3");
  const must = "must be in s3 for a pipeline to deploy the stage";
  const remedy = "deploy it from where its state is, or move its state to s3";
  const faults = others.map(([stage, { backend }]) => ({
    where: `${stage}.backend`,
    says: sentence(must, backend.kind, remedy),
  }));
  if (faults.length > 0) throw new Refusal(faults);

  const deployable = chosen.filter(([, { backend }]) => backend.kind === "s3");
  console.log(JSON.stringify(deployable.map(([stage, { region }]) => ({ stage, region }))));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
