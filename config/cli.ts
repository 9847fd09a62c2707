import { bakes } from "../names/stacks";
import { choose } from "../terminal/choose";
import { CommandLine, runCommand } from "../terminal/command-line";
import { Refusal, sentence } from "../terminal/refusal";
import { readEnvironment } from "./environment";
import { load } from "./load";
import { stages } from "./stages";
import { state } from "./state";

const program = new CommandLine("node bin/run.mjs config/cli.ts")
  .description(
    "Prints the stages that a pipeline can deploy, as one line of JSON for a workflow's matrix. " +
      "These are the stages in S3: a local state is on somebody's disk, and HCP Terraform has runs " +
      "and approvals itself.",
  )
  .argument("[stage...]", "only these stages; naming one that isn't in S3 is refused")
  .closing(
    { "node bin/run.mjs config/cli.ts": '[{"stage":"prod","region":"us-east-1","bakes":true}]' },
    "0 printed, 1 the settings are refused, 2 the arguments make no sense",
  )
  .work((names: string[]) => {
    const all = load({ stages, state }, readEnvironment(process.env));
    const chosen = choose(all.stages, names, "a stage");
    const others = chosen.filter(([, { backend }]) => names.length > 0 && backend.kind !== "s3");
    const must = "must be in s3 for a pipeline to deploy the stage";
    const remedy = "deploy it from where its state is, or move its state to s3";
    const faults = others.map(([stage, { backend }]) => ({
      where: `${stage}.backend`,
      says: sentence(must, backend.kind, remedy),
    }));
    if (faults.length > 0) throw new Refusal(faults);

    const deployable = chosen.filter(([, { backend }]) => backend.kind === "s3");
    const matrix = deployable.map(([stage, { region, image }]) => ({
      stage,
      region,
      bakes: bakes(image),
    }));
    console.log(JSON.stringify(matrix));
    return 0;
  });

void runCommand(program);
