import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Construct } from "constructs";
import type { Settings } from "../config/settings";
import { architectureOf } from "../names/instance-type";
import { IMAGE_OUTPUTS, type ImageOutputs } from "../names/outputs";
import { imageStackOf } from "../names/stacks";
import { namesOf, parametersOf } from "../names/stage";
import { EDITION, NAME, RELEASE, releaseTag, STAGE } from "../names/tags";
import { bound } from "./iam";
import { ImageBuilder } from "./image-builder";
import { ImageRecipe } from "./image-recipe";
import type { Bake } from "./machine-image";
import { Network } from "./network";
import { publish } from "./outputs";
import { ReadableStack } from "./readable-stack";
import { type Release, ReleaseStore } from "./release-store";

export interface ImageStackProps {
  /** Of the stage. */
  readonly settings: Settings;
  readonly bake: Bake;
  readonly release: Release;
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** Nobody is ever connected to it, so it may be any private range. */
const BUILDER_CIDR = "10.255.0.0/20";

/** The bake of a stage's image, from the release to the parameter that the stage reads. */
export class ImageStack extends ReadableStack {
  constructor(scope: Construct, stage: string, props: ImageStackProps) {
    const { settings, bake, release, providerVersion } = props;
    const { region, account, web, backend } = settings;
    const tags = { ...settings.tags, [STAGE]: stage };
    super(scope, imageStackOf(stage), { region, account, backend, tags, providerVersion });
    if (settings.boundary !== undefined) bound(this, settings.boundary);
    const architecture = architectureOf(web.instanceType);

    const network = addNetwork(this, settings);
    const store = new ReleaseStore(this, "release", { release });
    const recipe = new ImageRecipe(this, "recipe", {
      region,
      architecture,
      location: store.location,
      sha256: release.sha256,
      edition: bake.edition,
      agent: web.agent,
    });
    const builder = new ImageBuilder(this, "builder", { network, architecture });

    network.allowServices(builder.firewall);
    const readsRelease = store.grantRead(builder.roleName);

    const amiId = builder.bake(recipe, {
      region,
      amiTags: {
        [NAME]: namesOf(stage).web,
        [STAGE]: stage,
        [RELEASE]: releaseTag(release.sha256),
        [EDITION]: String(bake.edition),
      },
      after: [readsRelease, ...network.ways("private")],
    });
    new SsmParameter(this, "ami", {
      name: parametersOf(stage).image,
      type: "String",
      dataType: "aws:ec2:image",
      value: amiId,
    });
    publish<ImageOutputs>(this, IMAGE_OUTPUTS, { ami_id: amiId });
  }
}

/** Of one zone, with a way out for packages. Nobody is ever let in. */
function addNetwork(scope: Construct, { region, network, logs }: Settings): Network {
  return new Network(scope, "network", {
    region,
    cidr: BUILDER_CIDR,
    zones: network.zones.toSorted().slice(0, 1),
    nat: "single",
    endpoints: [],
    flowLogs: "none",
    logDays: logs.days,
  });
}
