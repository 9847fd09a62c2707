/** Keys of the tags that our stacks set themselves. The tags of a stage's settings must have other keys. */
export const NAME = "Name";
export const STAGE = "Stage";
/** On an AMI and its snapshot: which release is in it. */
export const RELEASE = "Release";
/** On an AMI and its snapshot: the stage's `image.edition` when it was baked. */
export const EDITION = "Edition";

/** The tag Name follows from the address: `aws_subnet.network_public_a` is `lab-network-public-a`. */
export function nameTag(stack: string, addressName: string): string {
  return `${stack}-${addressName.replaceAll("_", "-")}`;
}

/** As much of a release's SHA-256 as its tag holds. */
export function releaseTag(sha256: string): string {
  return sha256.slice(0, 16);
}
