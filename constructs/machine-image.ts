import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { Construct } from "constructs";
import { guardBaked } from "./guards";

/**
 * What instances are made from. stock: the newest Amazon Linux 2023 at each start, which installs
 * the release at its first boot. baked: the image that the stage's image stack made of it. ami: an
 * image of your own, whose unit `web.service` reads /etc/web.env and answers on PORT.
 */
export type MachineImage =
  | { readonly kind: "stock" }
  | { readonly kind: "baked" }
  | { readonly kind: "ami"; readonly id: string };

export type Architecture = "arm64" | "x86_64";

/** Where Amazon Linux has its root; by this name its volume is encrypted. */
export const ROOT_DEVICE = "/dev/xvda";

/** Where the image stack of a stage leaves the id of its AMI. */
export const imageParameter = (stage: string) => `/${stage}/image/ami`;

/**
 * The image as a launch template names it. Stock is AWS's public parameter, resolved by EC2 at each
 * start: a data source would change every plan on the day AWS releases an image. Baked is a
 * parameter of ours, read by the plan: that is how the plan shows the old image and the new one.
 */
export function imageOf(
  scope: Construct,
  image: MachineImage,
  stage: string,
  instanceType: string,
): string {
  switch (image.kind) {
    case "ami":
      return image.id;
    case "baked": {
      const name = imageParameter(stage);
      const dependsOn = [guardBaked(scope, stage, name)];
      // Not `value`, which Terraform would hide as sensitive.
      return new DataAwsSsmParameter(scope, "image", { name, dependsOn }).insecureValue;
    }
    case "stock": {
      const parameter = `al2023-ami-kernel-default-${architectureOf(instanceType)}`;
      return `resolve:ssm:/aws/service/ami-amazon-linux-latest/${parameter}`;
    }
  }
}

/** Graviton families have a g right after the generation (t4g, c7gn, x2gd), and a1 was the first. */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}
