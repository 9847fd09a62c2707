import { RegisterImageCommand } from "@aws-sdk/client-ec2";
import { FailoverDBClusterCommand } from "@aws-sdk/client-rds";
import { CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Aws, aws } from "../../emulator/aws";
import { inventory } from "../../emulator/inventory";
import type { Tools } from "../../emulator/tools";
import type { Transition } from "../transitions/transition";
import type { Asked } from "./asked";
import { Deployment } from "./deployment";
import { nextRelease, release, synthStage } from "./synth";
import type { Synthesized } from "./synthesized";

/** What settings name and only the emulator knows the ids of: put in by these words. */
interface Given {
  readonly HOSTED_ZONE: string;
  readonly IMAGE_ID: string;
  readonly OTHER_IMAGE_ID: string;
  /** Of the bake after the one that IMAGE_ID is of. */
  readonly NEXT_IMAGE_ID: string;
}

/** A stage on an emulator of its own, with a hosted zone for example.com and a baked image. */
export class Service {
  private constructor(
    readonly stage: "lab" | "prod",
    readonly deployment: Deployment,
    readonly cloud: Aws,
    private readonly given: Given,
    /** What the account held before the first apply. */
    readonly empty: Record<string, number>,
  ) {}

  static async of(stage: "lab" | "prod", tools: Tools): Promise<Service> {
    let given: Given | undefined;
    const deployment = await Deployment.of(stage, tools, async (emulator) => {
      const cloud = aws(emulator);
      given = await giveTo(cloud);
      await leaveImage(cloud, stage, given.IMAGE_ID);
      return synthIn(stage, given, {});
    });
    if (given === undefined) throw new Error("a deployment is synthesized once it has an emulator");
    const cloud = aws(deployment.emulator);
    return new Service(stage, deployment, cloud, given, await inventory(cloud));
  }

  /** Applied, and looked at once more: what AWS reports late is in the state, and instance a writes. */
  static async applied(stage: "lab" | "prod", tools: Tools, asked: Asked): Promise<Service> {
    const made = await Service.of(stage, tools);
    const { terraform, deployment, cloud } = made;
    await terraform.validate();
    await asked.during("apply", deployment.emulator, () => terraform.apply());
    await cloud.rds.send(
      new FailoverDBClusterCommand({
        DBClusterIdentifier: `${stage}-database`,
        TargetDBInstanceIdentifier: `${stage}-database-a`,
      }),
    );
    await terraform.apply("-refresh-only");
    return made;
  }

  /** The same with all that was applied, to change. */
  async copy(): Promise<Service> {
    const deployment = await this.deployment.copy();
    const cloud = aws(deployment.emulator);
    return new Service(this.stage, deployment, cloud, this.given, this.empty);
  }

  get terraform() {
    return this.deployment.terraform;
  }

  /** The stage with some settings changed; it uses what the emulator has. */
  with(settings: object): Synthesized {
    return synthIn(this.stage, this.given, settings);
  }

  /** The stage after a change, when what changes beside its settings is there. */
  async after({ settings, besides }: Pick<Transition, "settings" | "besides">) {
    const { stage, cloud, given } = this;
    const image = besides === "another image" ? given.NEXT_IMAGE_ID : given.IMAGE_ID;
    await leaveImage(cloud, stage, image);
    return synthIn(stage, given, settings, besides === "another release" ? nextRelease : release);
  }

  async outputs(): Promise<Record<string, unknown>> {
    const all = await this.terraform.outputs();
    return Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value]));
  }
}

/** A hosted zone for example.com, an image that fits, and one for another architecture. */
async function giveTo({ route53, ec2 }: Aws): Promise<Given> {
  const { HostedZone } = await route53.send(
    new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "acceptance" }),
  );
  const image = async (Name: string, Architecture: "x86_64" | "arm64") => {
    const root = { Name, Architecture, RootDeviceName: "/dev/xvda" };
    const { ImageId = "" } = await ec2.send(new RegisterImageCommand(root));
    return ImageId;
  };
  return {
    HOSTED_ZONE: HostedZone?.Id?.replace("/hostedzone/", "") ?? "",
    IMAGE_ID: await image("web", "x86_64"),
    OTHER_IMAGE_ID: await image("web-arm", "arm64"),
    NEXT_IMAGE_ID: await image("web-next", "x86_64"),
  };
}

/** As the stage's image stack does after a bake. */
async function leaveImage({ ssm }: Aws, stage: string, Value: string): Promise<void> {
  const parameter = {
    Name: `/${stage}/image/ami`,
    Type: "String",
    Value,
    Overwrite: true,
  } as const;
  await ssm.send(new PutParameterCommand({ ...parameter, DataType: "aws:ec2:image" }));
}

function synthIn(stage: "lab" | "prod", given: Given, settings: object, of = release): Synthesized {
  const text = JSON.stringify(settings).replaceAll(
    /"(HOSTED_ZONE|IMAGE_ID|OTHER_IMAGE_ID)"/g,
    (_, name: keyof Given) => JSON.stringify(given[name]),
  );
  const change = JSON.parse(text);
  if (stage === "lab" || change.entry?.https === null) return synthStage(stage, change, of);
  const entry = { ...change.entry, https: { zone: given.HOSTED_ZONE, ...change.entry?.https } };
  return synthStage(stage, { ...change, entry }, of);
}
