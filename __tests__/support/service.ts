import { CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import type { Tools } from "../../emulator/terraform";
import { type Aws, aws } from "./aws";
import { Deployment } from "./deployment";
import { inventory } from "./inventory";
import { synthStage } from "./synth";
import type { Synthesized } from "./synthesized";

/** Where settings want the id of a hosted zone, which only the emulator knows. */
const HOSTED_ZONE = "HOSTED_ZONE";

/** A stage on an emulator of its own, with a hosted zone for example.com. */
export class Service {
  private constructor(
    private readonly stage: "lab" | "prod",
    readonly deployment: Deployment,
    readonly cloud: Aws,
    private readonly zone: string,
    /** What the account held before the first apply. */
    readonly empty: Record<string, number>,
  ) {}

  static async of(stage: "lab" | "prod", tools: Tools): Promise<Service> {
    let zone = "";
    const deployment = await Deployment.of(stage, tools, async (emulator) => {
      const { HostedZone } = await aws(emulator).route53.send(
        new CreateHostedZoneCommand({ Name: "example.com", CallerReference: stage }),
      );
      zone = HostedZone?.Id?.replace("/hostedzone/", "") ?? "";
      return synthIn(stage, zone, {});
    });
    const cloud = aws(deployment.emulator);
    return new Service(stage, deployment, cloud, zone, await inventory(cloud));
  }

  get terraform() {
    return this.deployment.terraform;
  }

  /** The stage with some settings changed; it uses the emulator's hosted zone. */
  with(settings: object): Synthesized {
    return synthIn(this.stage, this.zone, settings);
  }

  async outputs(): Promise<Record<string, unknown>> {
    const all = await this.terraform.outputs();
    return Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value]));
  }
}

function synthIn(stage: "lab" | "prod", zone: string, settings: object): Synthesized {
  const change = JSON.parse(JSON.stringify(settings).replaceAll(HOSTED_ZONE, zone));
  if (stage === "lab" || change.entry?.https === null) return synthStage(stage, change);
  const entry = { ...change.entry, https: { zone, ...change.entry?.https } };
  return synthStage(stage, { ...change, entry });
}
