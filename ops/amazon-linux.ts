import { DescribeImagesCommand, type EC2Client, type Image as Found } from "@aws-sdk/client-ec2";
import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { amazonLinuxParameter } from "../names/amazon-linux";
import { unless } from "../service/read/pages";
import type { Base } from "./base";

/** The Amazon Linux 2023 that an instance starts from today; undefined if AWS names none. */
export async function newestAmazonLinux(
  { ec2, ssm }: { readonly ec2: EC2Client; readonly ssm: SSMClient },
  architecture: string,
): Promise<Base | undefined> {
  const Name = amazonLinuxParameter(architecture);
  const [parameter] = await ssm
    .send(new GetParameterCommand({ Name }))
    .then((answer) => [answer.Parameter], unless("ParameterNotFound"));
  const id = parameter?.Value;
  if (id === undefined) return undefined;
  const [image] = await imagesOf(ec2, [id]);
  return image === undefined ? undefined : baseOf(image);
}

/**
 * What images were made from, by their ids: AWS's own images are their own base. Left out where AWS
 * doesn't say it, as of images from before 2025.
 */
export async function basesOf(
  ec2: EC2Client,
  images: readonly Found[],
): Promise<Readonly<Record<string, Base>>> {
  const sourceOf = ({ ImageId, ImageOwnerAlias, SourceImageId }: Found) =>
    ImageOwnerAlias === "amazon" ? ImageId : SourceImageId;
  const sources = await imagesOf(ec2, [...new Set(images.flatMap((each) => sourceOf(each) ?? []))]);
  return Object.fromEntries(
    images.flatMap((image) => {
      const source = sources.find(({ ImageId }) => ImageId === sourceOf(image));
      return source === undefined ? [] : [[image.ImageId ?? "", baseOf(source)]];
    }),
  );
}

/** Those of the images that are there, also those that AWS counts as old. */
export async function imagesOf(ec2: EC2Client, ids: readonly string[]): Promise<Found[]> {
  if (ids.length === 0) return []; // it would be all images there are
  const Filters = [{ Name: "image-id", Values: [...ids] }]; // an id that is gone is no error here
  const asked = new DescribeImagesCommand({ Filters, IncludeDeprecated: true });
  return (await ec2.send(asked)).Images ?? [];
}

// --- internal ---

function baseOf({ ImageId = "", Name = "", CreationDate = "" }: Found): Base {
  return { id: ImageId, name: Name, created: CreationDate };
}
