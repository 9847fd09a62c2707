/**
 * What instances are made from. stock: the newest Amazon Linux 2023 at each start. ami: an image of
 * your own, whose unit `web.service` reads /etc/web.env and answers on PORT.
 */
export type MachineImage =
  | { readonly kind: "stock" }
  | { readonly kind: "ami"; readonly id: string };

/**
 * The image as a launch template names it. Stock is AWS's public parameter, resolved by EC2 at each
 * start: a data source would change every plan on the day AWS releases an image.
 */
export function imageId(image: MachineImage, instanceType: string): string {
  if (image.kind === "ami") return image.id;
  const parameter = `al2023-ami-kernel-default-${architectureOf(instanceType)}`;
  return `resolve:ssm:/aws/service/ami-amazon-linux-latest/${parameter}`;
}

/** Graviton families have a g right after the generation (t4g, c7gn, x2gd), and a1 was the first. */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}
