import {
  DeleteSnapshotCommand,
  DeregisterImageCommand,
  type EC2Client,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeLaunchTemplateVersions,
} from "@aws-sdk/client-ec2";
import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { namesOf, parametersOf } from "../../names/stage";
import { EDITION, NAME, RELEASE, STAGE } from "../../names/tags";
import { collect, unless } from "../../service/read/pages";
import { basesOf, newestAmazonLinux } from "../amazon-linux";
import type { Clients } from "../aws";
import type { Base } from "../base";
import type { Image, Use } from "./choose";

/** What an account holds of a stage's images, asked from AWS and not from any state. */
export class Account {
  private readonly ec2: EC2Client;
  private readonly ssm: SSMClient;

  constructor(
    private readonly stage: string,
    { ec2, ssm }: Pick<Clients, "ec2" | "ssm">,
  ) {
    this.ec2 = ec2;
    this.ssm = ssm;
  }

  /** By the tags that the stage's image stack gives them. */
  async images(): Promise<Image[]> {
    const Filters = [
      { Name: `tag:${NAME}`, Values: [namesOf(this.stage).web] },
      { Name: `tag:${STAGE}`, Values: [this.stage] },
    ];
    const owned = paginateDescribeImages({ client: this.ec2 }, { Owners: ["self"], Filters });
    const all = await collect(owned, (page) => page.Images);
    const bases = await basesOf(this.ec2, all);
    return all.map(({ ImageId = "", CreationDate = "", Architecture = "", ...image }) => {
      const tag = (key: string) => image.Tags?.find(({ Key }) => Key === key)?.Value;
      return {
        id: ImageId,
        created: CreationDate,
        release: tag(RELEASE) ?? "unknown",
        edition: tag(EDITION),
        architecture: Architecture,
        base: bases[ImageId],
        snapshots: (image.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []),
      };
    });
  }

  /** What the next bake starts from; undefined if AWS names none. */
  newestBase({ architecture }: Image): Promise<Base | undefined> {
    return newestAmazonLinux({ ec2: this.ec2, ssm: this.ssm }, architecture);
  }

  /** What the account's images are used for, by id, as far as the stage's ones may be. */
  async uses(): Promise<Record<string, Use[]>> {
    const all = [...(await this.inTemplate()), ...(await this.running()), ...(await this.next())];
    const uses: Record<string, Use[]> = {};
    for (const [id, use] of all) uses[id] = [...new Set([...(uses[id] ?? []), use])];
    return uses;
  }

  async removeImage(ImageId: string): Promise<void> {
    await this.ec2.send(new DeregisterImageCommand({ ImageId }));
  }

  async removeSnapshot(SnapshotId: string): Promise<void> {
    await this.ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
  }

  private async inTemplate(): Promise<[string, Use][]> {
    const LaunchTemplateName = namesOf(this.stage).web;
    const versions = paginateDescribeLaunchTemplateVersions(
      { client: this.ec2 },
      { LaunchTemplateName },
    );
    const all = await collect(versions, (page) => page.LaunchTemplateVersions).catch(
      unless("InvalidLaunchTemplateName.NotFoundException"),
    );
    const newest = Math.max(...all.map(({ VersionNumber = 0 }) => VersionNumber));
    return all.map(({ VersionNumber, DefaultVersion, LaunchTemplateData }) => {
      const current = DefaultVersion || VersionNumber === newest;
      return [LaunchTemplateData?.ImageId ?? "", current ? "current" : "previous"];
    });
  }

  /** A stopped instance is started again from its own volume, but counts: somebody may look into it. */
  private async running(): Promise<[string, Use][]> {
    const Filters = [
      { Name: "instance-state-name", Values: ["pending", "running", "stopping", "stopped"] },
    ];
    const found = paginateDescribeInstances({ client: this.ec2 }, { Filters });
    const all = await collect(found, (page) => page.Reservations);
    return all.flatMap(({ Instances = [] }) =>
      Instances.map(({ ImageId = "" }): [string, Use] => [ImageId, "running"]),
    );
  }

  private async next(): Promise<[string, Use][]> {
    const asked = new GetParameterCommand({ Name: parametersOf(this.stage).image });
    const found = await this.ssm
      .send(asked)
      .then(({ Parameter }) => [Parameter?.Value ?? ""], unless("ParameterNotFound"));
    return found.map((id) => [id, "next"]);
  }
}
