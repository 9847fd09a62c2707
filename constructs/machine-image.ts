import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import firstBoot from "../image/first-boot.sh";
import { amazonLinuxParameter } from "../names/amazon-linux";
import { architectureOf } from "../names/instance-type";
import { imageStackOf } from "../names/stacks";
import { parametersOf } from "../names/stage";
import { guardBaked, guardImage } from "./guards";
import { ROOT_DEVICE } from "./machine";
import { stackOf } from "./readable-stack";
import { type Release, ReleaseStore } from "./release-store";

/**
 * What instances are made from. stock: the newest Amazon Linux 2023 at each start, which installs
 * the release at its first boot. baked: the image that the stage's image stack made of it. ami: an
 * image of your own, whose unit `web.service` reads /etc/web.env and answers on PORT.
 */
export type ImageChoice =
  | { readonly kind: "stock" }
  | { readonly kind: "baked"; readonly edition: number }
  | { readonly kind: "ami"; readonly id: string };

/** All that follows from the kind of image. */
export interface MachineImage {
  /** What the stage's image stack bakes; undefined if this image is made by others. */
  readonly bake?: Bake;
  /** Seconds until an instance counts for scaling: when it usually serves. */
  readonly warmUp: number;
  /** Seconds until the group gives up an instance that isn't healthy. */
  readonly grace: number;
  /** How the web server comes up: the end of the user data. docs/decisions/0005 has the contract. */
  readonly start: string;
  /** The image as a launch template names it. Below `scope` come the reads and guards that it needs. */
  idIn(scope: Construct, instanceType: string): string;
  /** Adds to the stack what an instance fetches at its first boot. */
  addSupply(stack: Construct, release: Release): Supply;
}

export interface Bake {
  /** Raised by people to bake the same release once more, on the Amazon Linux of that day. */
  readonly edition: number;
}

/** What instances fetch at their first boot. */
export interface Supply {
  /** Settings of an instance, by which it finds the supply. */
  readonly environment: Readonly<Record<string, string>>;
  /** Must be there before an instance starts. */
  readonly contents: readonly ITerraformDependable[];
  readonly parameterArns: readonly string[];
  /** Lets the role of the instances read the supply. */
  grantRead(roleName: string): void;
}

/** The image of a kind. */
export function machineImage(choice: ImageChoice): MachineImage {
  switch (choice.kind) {
    case "stock":
      return stock;
    case "baked":
      return baked(choice);
    case "ami":
      return ami(choice.id);
  }
}

// --- internal ---

/** Everything is in the image. */
const NO_SUPPLY: Supply = { environment: {}, contents: [], parameterArns: [], grantRead() {} };

const stock: MachineImage = {
  // Node and the release are installed first, and first-boot.sh waits for AWS up to 300 s.
  warmUp: 240,
  grace: 600,
  start: firstBoot.replace(/^#!.*\n/, ""),
  /**
   * AWS's public parameter, which EC2 resolves at each start: a data source would change every plan
   * on the day AWS releases an image.
   */
  idIn: (_, instanceType) => `resolve:ssm:${amazonLinuxParameter(architectureOf(instanceType))}`,
  addSupply: (stack, release) =>
    new ReleaseStore(stack, "release", {
      release,
      parameter: parametersOf(stackOf(stack)).release,
    }),
};

const baked = ({ edition }: Bake): MachineImage => ({
  bake: { edition },
  warmUp: 120,
  grace: 120,
  // The agent comes last: where it fails, the server is up. Where none is chosen it does nothing.
  start: "systemctl restart web.service\n/opt/web/agent.sh\n",
  /** A parameter of ours, read by the plan, which thereby shows the old image and the new one. */
  idIn(scope, instanceType) {
    const stage = stackOf(scope);
    const name = parametersOf(stage).image;
    const dependsOn = [guardBaked(scope, imageStackOf(stage), name)];
    // Not `value`, which Terraform would hide as sensitive.
    const id = new DataAwsSsmParameter(scope, "image", { name, dependsOn }).insecureValue;
    guardImage(scope, id, architectureOf(instanceType), ROOT_DEVICE);
    return id;
  },
  addSupply: () => NO_SUPPLY,
});

const ami = (id: string): MachineImage => ({
  warmUp: 120,
  grace: 120,
  // It may be one of ours, to which somebody rolls back, or one that has no such script.
  start: "systemctl restart web.service\n[ ! -x /opt/web/agent.sh ] || /opt/web/agent.sh\n",
  idIn(scope, instanceType) {
    guardImage(scope, id, architectureOf(instanceType), ROOT_DEVICE);
    return id;
  },
  addSupply: () => NO_SUPPLY,
});
