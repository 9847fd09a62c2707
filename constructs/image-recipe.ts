import { createHash } from "node:crypto";
import { ImagebuilderComponent } from "@cdktf/provider-aws/lib/imagebuilder-component";
import { ImagebuilderImageRecipe } from "@cdktf/provider-aws/lib/imagebuilder-image-recipe";
import { Construct } from "constructs";
import type { Architecture } from "../names/instance-type";
import { namesOf } from "../names/stage";
import type { AgentChoice } from "./cloudwatch-agent";
import { ROOT_DEVICE } from "./machine";
import { stackOf } from "./readable-stack";

export interface ImageRecipeProps {
  readonly region: string;
  readonly architecture: Architecture;
  /** Where the release lies, `s3://bucket/key`. */
  readonly location: string;
  /** Hash of the release. */
  readonly sha256: string;
  /** Another number bakes the same release once more, on the Amazon Linux of that day. */
  readonly edition: number;
  /** Put into the image if it is chosen, so that an instance needs no package repository. */
  readonly agent: AgentChoice;
}

/** What goes into the image: Amazon Linux 2023, the release, and the proof that it serves. */
export class ImageRecipe extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ImageRecipeProps) {
    super(scope, id);
    this.name = namesOf(stackOf(this)).web;
    const version = versionOf(props);

    const component = new ImagebuilderComponent(this, "imagebuilder-component", {
      name: this.name,
      platform: "Linux",
      supportedOsVersions: [OS],
      version,
      data: JSON.stringify(documentOf(props)),
    });
    this.arn = new ImagebuilderImageRecipe(this, "imagebuilder-image-recipe", {
      name: this.name,
      version,
      component: [{ componentArn: component.arn }],
      ...baseOf(props),
    }).arn;
  }
}

const OS = "Amazon Linux 2023";
const BASE: Record<Architecture, string> = { x86_64: "x86", arm64: "arm64" };
const ARCHIVE = "/var/tmp/web.tar.gz";
const RELEASE = "/var/tmp/web-release";

/**
 * Components and recipes can't be changed, only made under another version, and two with the same
 * version collide. So the version follows from their contents.
 */
function versionOf(props: ImageRecipeProps): string {
  // Without the bucket's name, which only AWS knows: for a new bucket, raise the edition.
  const document = documentOf({ ...props, location: "" });
  const contents = JSON.stringify([document, baseOf(props), OS, props.edition]);
  const hash = createHash("sha256").update(contents).digest();
  return `1.0.${hash.readUInt32BE() % 2 ** 30}`; // as large as Image Builder takes
}

/** What the image starts from, and how its volume is. */
function baseOf({ region, architecture }: ImageRecipeProps) {
  return {
    // x.x.x is the newest on the day of the bake; what is baked stays as it is.
    parentImage: `arn:aws:imagebuilder:${region}:aws:image/amazon-linux-2023-${BASE[architecture]}/x.x.x`,
    blockDeviceMapping: [
      {
        deviceName: ROOT_DEVICE,
        ebs: { encrypted: "true", volumeType: "gp3", deleteOnTermination: "true" },
      },
    ],
    // Session Manager is the only way into an instance.
    systemsManagerAgent: { uninstallAfterBuild: false },
  };
}

/** Image Builder's component document; JSON is YAML. Every step's commands are one script. */
function documentOf({ location, sha256, agent }: ImageRecipeProps): object {
  const bash = (name: string, ...commands: string[]) => ({
    name,
    action: "ExecuteBash",
    inputs: { commands: ["set -euo pipefail", ...commands] },
  });
  const download = {
    name: "download",
    action: "S3Download",
    inputs: [{ source: location, destination: ARCHIVE }],
  };
  const install = bash(
    "install",
    `echo '${sha256}  ${ARCHIVE}' | sha256sum --check`,
    `mkdir ${RELEASE}`,
    `tar -xzf ${ARCHIVE} -C ${RELEASE} --no-same-owner`,
    `${RELEASE}/install.sh`,
    ...(agent === "none" ? [] : ["dnf install -y amazon-cloudwatch-agent"]),
    `rm -rf ${RELEASE} ${ARCHIVE}`,
  );
  const verify = bash("verify", "/opt/web/verify.sh");
  return {
    name: "web",
    schemaVersion: "1.0", // a string: as a number, Image Builder refuses it
    phases: [
      { name: "build", steps: [download, install] },
      { name: "validate", steps: [verify] }, // where it was built
      { name: "test", steps: [verify] }, // on an instance that started from the image
    ],
  };
}
