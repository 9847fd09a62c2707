import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Settings } from "../config/settings";
import { bound } from "./iam";
import { ImageBuilder } from "./image-builder";
import { ImageRecipe } from "./image-recipe";
import { architectureOf, imageParameter } from "./machine-image";
import { Network } from "./network";
import { ReadableStack } from "./readable-stack";
import { type Release, ReleaseStore } from "./release-store";

export interface ImageStackProps {
  readonly stage: string;
  /** Of the stage. Its image must be baked. */
  readonly settings: Settings;
  readonly release: Release;
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** Nobody is ever connected to it, so it may be any private range. */
const BUILDER_CIDR = "10.255.0.0/20";

/** The bake of a stage's image, from the release to the parameter that the stage reads. */
export class ImageStack extends ReadableStack {
  constructor(scope: Construct, id: string, props: ImageStackProps) {
    const { stage, settings, release, providerVersion } = props;
    const { region, image, web, backend } = settings;
    if (image.kind !== "baked") throw new Error(`${id}: must be of a stage with a baked image`);
    super(scope, id, {
      region,
      backend,
      tags: { ...settings.tags, Stage: stage },
      providerVersion,
    });
    if (settings.boundary !== undefined) bound(this, settings.boundary);
    const architecture = architectureOf(web.instanceType);

    const network = new Network(this, "network", {
      region,
      cidr: BUILDER_CIDR,
      zones: settings.network.zones.toSorted().slice(0, 1),
      nat: "single",
      endpoints: [],
      flowLogs: "none",
    });
    const store = new ReleaseStore(this, "release", { release });
    const recipe = new ImageRecipe(this, "recipe", {
      region,
      architecture,
      location: store.location,
      sha256: release.sha256,
      edition: image.edition,
    });
    const builder = new ImageBuilder(this, "builder", {
      network,
      region,
      architecture,
      recipe,
      amiTags: { Name: `${stage}-web`, Stage: stage, Release: release.sha256.slice(0, 16) },
    });

    network.allowServices(builder.firewall);
    store.grantRead(builder.roleName);

    const parameter = new SsmParameter(this, "ami", {
      name: imageParameter(stage),
      type: "String",
      dataType: "aws:ec2:image",
      value: builder.amiId,
    });
    new TerraformOutput(this, "ami-id", {
      description: "What the stage's next plan starts instances from",
      value: parameter.insecureValue,
    });
  }
}
