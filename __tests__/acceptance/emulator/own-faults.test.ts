import {
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateLaunchTemplateCommand,
  type CreateLaunchTemplateCommandInput,
  CreateLaunchTemplateVersionCommand,
  CreateTagsCommand,
  DeleteLaunchTemplateCommand,
  DescribeLaunchTemplatesCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateInstanceProfileCommand,
  ListInstanceProfileTagsCommand,
  TagInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import { nothing, onCloud } from "../../support/cloud";
import { refused } from "../../support/refused";
import { openVpc } from "../../support/small-world";

const tag = (Key: string, Value: string) => ({ Key, Value });

onCloud("the emulator answers as AWS does where it once didn't:", nothing, (at) => {
  const makeTemplate = async (LaunchTemplateName: string) => {
    const asked: CreateLaunchTemplateCommandInput = {
      LaunchTemplateName,
      LaunchTemplateData: { InstanceType: "t3.micro", EbsOptimized: true },
      TagSpecifications: [{ ResourceType: "launch-template", Tags: [tag("Owner", "ann")] }],
    };
    const { LaunchTemplate } = await at.cloud.ec2.send(new CreateLaunchTemplateCommand(asked));
    return LaunchTemplate?.LaunchTemplateId ?? "";
  };

  test("a launch template's tags change", async () => {
    const id = await makeTemplate("tagged");
    await at.cloud.ec2.send(
      new CreateTagsCommand({ Resources: [id], Tags: [tag("Owner", "bob")] }),
    );
    const { LaunchTemplates } = await at.cloud.ec2.send(
      new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] }),
    );
    expect(LaunchTemplates?.[0]?.Tags).toEqual([tag("Owner", "bob")]);
  });

  test("a version of a launch template has what its source has, but for what is given", async () => {
    const LaunchTemplateId = await makeTemplate("versioned");
    const { LaunchTemplateVersion } = await at.cloud.ec2.send(
      new CreateLaunchTemplateVersionCommand({
        LaunchTemplateId,
        SourceVersion: "1",
        LaunchTemplateData: { InstanceType: "t3.large" },
      }),
    );
    expect(LaunchTemplateVersion).toMatchObject({
      VersionNumber: 2,
      LaunchTemplateData: { InstanceType: "t3.large", EbsOptimized: true },
    });
  });

  test("a group takes each instance type once, and at most 40", async () => {
    const start = (types: readonly string[]) =>
      at.cloud.autoScaling.send(
        new CreateAutoScalingGroupCommand({
          AutoScalingGroupName: "mixed",
          MinSize: 0,
          MaxSize: 0,
          MixedInstancesPolicy: {
            LaunchTemplate: { Overrides: types.map((InstanceType) => ({ InstanceType })) },
          },
        }),
      );
    const many = Array.from({ length: 41 }, (_, i) => `m${i}i.large`);
    expect(await refused(start(["t3.micro", "t2.micro", "t3.micro"]))).toEqual({
      code: "ValidationError",
      said: "Overrides must have each instance type once, got t3.micro again",
    });
    expect((await refused(start(many))).said).toBe("Overrides must be at most 40, got 41");
  });

  test("a record that was deleted can be created again", async () => {
    const { HostedZone } = await at.cloud.route53.send(
      new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "records" }),
    );
    const HostedZoneId = HostedZone?.Id ?? "";
    const change = (Action: "CREATE" | "DELETE", Name: string) => {
      const ResourceRecords = [{ Value: "192.0.2.1" }];
      const ResourceRecordSet: ResourceRecordSet = { Name, Type: "A", TTL: 60, ResourceRecords };
      const ChangeBatch = { Changes: [{ Action, ResourceRecordSet }] };
      return at.cloud.route53.send(
        new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch }),
      );
    };
    await change("CREATE", "www.example.com");
    await change("CREATE", "zoo.example.com");
    await change("DELETE", "www.example.com");
    await change("CREATE", "www.example.com");
    expect((await refused(change("CREATE", "www.example.com"))).code).toBe("InvalidChangeBatch");
    await change("DELETE", "www.example.com");
    const { ResourceRecordSets = [] } = await at.cloud.route53.send(
      new ListResourceRecordSetsCommand({ HostedZoneId }),
    );
    const addresses = ResourceRecordSets.filter(({ Type }) => Type === "A");
    expect(addresses.map(({ Name }) => Name)).toEqual(["zoo.example.com."]);
  });

  test("an instance profile's tags are listed, and one replaces its like in another case", async () => {
    const InstanceProfileName = "tagged";
    const Tags = [tag("Stage", "lab"), tag("owner", "ann")];
    await at.cloud.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Tags }));
    const Owner = [tag("Owner", "bob")];
    await at.cloud.iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: Owner }));
    const listed = await at.cloud.iam.send(
      new ListInstanceProfileTagsCommand({ InstanceProfileName }),
    );
    expect(listed.Tags).toEqual([tag("Owner", "bob"), tag("Stage", "lab")]);
  });

  test("a log group has no tags of an earlier one of its name", async () => {
    const logGroupName = "/again";
    const tags = { owner: "ann" };
    await at.cloud.logs.send(new CreateLogGroupCommand({ logGroupName, tags }));
    await at.cloud.logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await at.cloud.logs.send(new CreateLogGroupCommand({ logGroupName }));
    const { logGroups } = await at.cloud.logs.send(new DescribeLogGroupsCommand({}));
    const resourceArn = logGroups?.[0]?.logGroupArn;
    const listed = await at.cloud.logs.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(listed.tags).toEqual({});
  });

  test("a launch template goes though a group launches from it, and the group not without force", async () => {
    const { subnets } = await openVpc(at.cloud, "ab");
    const LaunchTemplateId = await makeTemplate("in-use");
    const AutoScalingGroupName = "users";
    await at.cloud.autoScaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: 1,
        MaxSize: 1,
        VPCZoneIdentifier: subnets.join(","),
        LaunchTemplate: { LaunchTemplateId, Version: "1" },
      }),
    );
    await at.cloud.ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateId }));
    const end = (ForceDelete: boolean) =>
      refused(
        at.cloud.autoScaling.send(
          new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete }),
        ),
      );
    expect((await end(false)).code).toBe("ResourceInUse");
    expect((await end(true)).code).toBe("none");
  });
});
