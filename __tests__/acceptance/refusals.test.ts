import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Network } from "../../constructs/network";
import { ReadableStack } from "../../constructs/readable-stack";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { settingsOf, synth } from "../support/synth";
import type { Synthesized } from "../support/synthesized";

/** Of lab, some settings changed, the network alone: its plans take seconds. */
function small(change: object = {}): Synthesized {
  const { region, account, backend, network: range } = settingsOf("lab", change);
  return synth("lab", (app) => {
    const stack = new ReadableStack(app, "lab", { region, account, backend, tags: {} });
    new Network(stack, "network", { region, ...range });
  });
}

onEmulator("a plan asks AWS, and is refused", (tools) => {
  let stage: Deployment;

  beforeAll(async () => {
    stage = await Deployment.of("lab", tools, () => small());
  });
  afterAll(() => stage?.close());

  test("with credentials of another account than the stage's", async () => {
    stage.change(small({ account: "000000000012" }));
    const override = join(stage.folder, "emulator_override.tf.json");
    // The workspace has named the emulator's account in place of the stage's.
    const { provider, ...rest } = JSON.parse(readFileSync(override, "utf8"));
    delete provider.aws[0].allowed_account_ids;
    writeFileSync(override, JSON.stringify({ ...rest, provider }));
    expect(await refusalOf(stage.terraform.plan("-refresh=false"))).toContain(
      "AWS account ID not allowed: 123456789012",
    );
  });
});
