import { RequestCertificateCommand } from "@aws-sdk/client-acm";
import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTagsCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import {
  AddTagsCommand,
  CreateTargetGroupCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateInstanceProfileCommand, CreateRoleCommand, type Tag } from "@aws-sdk/client-iam";
import { CreateDBClusterParameterGroupCommand } from "@aws-sdk/client-rds";
import { nothing, onCloud } from "../../support/cloud";
import { expectRefusal, type RefusedCall, refused } from "../../support/refused";
import { openVpc } from "../../support/small-world";

const tag = (Key: string): Tag => ({ Key, Value: "1" });
const tags = (count: number) => Array.from({ length: count }, (_, at) => tag(`tag-${at}`));

const vpc = (...Tags: Tag[]) =>
  new CreateVpcCommand({
    CidrBlock: "10.7.0.0/16",
    TagSpecifications: [{ ResourceType: "vpc", Tags }],
  });

const TAGS: readonly RefusedCall<undefined>[] = [
  [
    "one of AWS's own, in any case",
    "ec2",
    () => vpc(tag("AWS:mine")),
    "InvalidParameterValue",
    "reserved",
  ],
  ["the same key twice", "ec2", () => vpc(tag("a"), tag("a")), "InvalidParameterValue", "'a'"],
  ["the 51st", "ec2", () => vpc(...tags(51)), "TagLimitExceeded", "maximum number of Tags"],
  [
    "two keys of a role that differ in case only",
    "iam",
    () =>
      new CreateRoleCommand({
        RoleName: "tagged",
        AssumeRolePolicyDocument: "{}",
        Tags: [tag("Stage"), tag("stage")],
      }),
    "InvalidInput",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  ],
  [
    "two keys of an instance profile that differ in case only",
    "iam",
    () =>
      new CreateInstanceProfileCommand({
        InstanceProfileName: "tagged",
        Tags: [tag("Stage"), tag("stage")],
      }),
    "InvalidInput",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  ],
  [
    "one of AWS's own, in a map",
    "logs",
    () => new CreateLogGroupCommand({ logGroupName: "/tagged", tags: { "aws:mine": "1" } }),
    "InvalidParameterException",
    "reserved",
  ],
  [
    "one of AWS's own, of a certificate",
    "acm",
    () => new RequestCertificateCommand({ DomainName: "www.example.com", Tags: [tag("Aws:mine")] }),
    "InvalidTagException",
    "reserved",
  ],
  [
    "one of AWS's own, of a database",
    "rds",
    () =>
      new CreateDBClusterParameterGroupCommand({
        DBClusterParameterGroupName: "tagged",
        DBParameterGroupFamily: "aurora-mysql8.0",
        Description: "some",
        Tags: [tag("aws:mine")],
      }),
    "InvalidParameterValue",
    "reserved",
  ],
];

onCloud("the emulator refuses, as AWS does, a tag:", nothing, (at) => {
  test.each(TAGS)("%s", (...row) => expectRefusal(at.cloud, undefined, row));

  test("the 51st of a target group and of a VPC, of which 50 are there", async () => {
    const { VpcId } = await openVpc(at.cloud, "a");
    await at.cloud.ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: tags(50) }));
    const one = { Resources: [VpcId], Tags: [tag("one-more")] };
    expect((await refused(at.cloud.ec2.send(new CreateTagsCommand(one)))).code).toBe(
      "TagLimitExceeded",
    );
    const targets = { Name: "tagged", VpcId, Protocol: "HTTP", Port: 80, Tags: tags(11) } as const;
    const made = await at.cloud.loadBalancing.send(new CreateTargetGroupCommand(targets));
    const ResourceArns = [made.TargetGroups?.[0]?.TargetGroupArn ?? ""];
    await at.cloud.loadBalancing.send(new AddTagsCommand({ ResourceArns, Tags: tags(50) }));
    const more = new AddTagsCommand({ ResourceArns, Tags: [tag("one-more")] });
    expect((await refused(at.cloud.loadBalancing.send(more))).code).toBe("TooManyTags");
  });
});
