import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SSMClient } from "@aws-sdk/client-ssm";
import { basesOf, imagesOf, newestAmazonLinux } from "../amazon-linux";
import type { Fleet, ImageAge } from "./facts";

/** The oldest Amazon Linux that a fleet runs, and today's; null without an instance. */
export async function readImageAge(
  clients: { readonly ec2: EC2Client; readonly ssm: SSMClient },
  { instances }: Fleet,
): Promise<ImageAge | null> {
  const [first] = instances;
  if (first === undefined) return null;
  const images = await imagesOf(clients.ec2, [...new Set(instances.map(({ image }) => image))]);
  const bases = Object.values(await basesOf(clients.ec2, images));
  const [oldest = null] = bases.sort((a, b) => (a.created < b.created ? -1 : 1));
  const newest = await newestAmazonLinux(clients, first.architecture);
  const [made = ""] = images.map(({ CreationDate = "" }) => CreationDate).sort();
  return { base: oldest, made, newest: newest ?? null };
}
