import { SetDesiredCapacityCommand } from "@aws-sdk/client-auto-scaling";
import { CreateLogGroupCommand, PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateTagsCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import { PutRolePermissionsBoundaryCommand } from "@aws-sdk/client-iam";
import { FailoverDBClusterCommand, ModifyDBInstanceCommand } from "@aws-sdk/client-rds";
import { DeleteParameterCommand } from "@aws-sdk/client-ssm";
import type { Aws } from "../../emulator/aws";

export const BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess";

/** What happens to lab behind Terraform's back. */
export const outside = {
  nothingButNews: async () => undefined,
  largerReader: ({ rds }: Aws) =>
    rds.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: "lab-database-b",
        DBInstanceClass: "db.t4g.large",
        ApplyImmediately: true,
      }),
    ),
  oneInstanceMore: ({ autoScaling }: Aws) =>
    autoScaling.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName: "lab-web", DesiredCapacity: 3 }),
    ),
  noDatabaseName: ({ ssm }: Aws) =>
    ssm.send(new DeleteParameterCommand({ Name: "/lab/database/name" })),
  openSsh: async (cloud: Aws) => {
    const port = { IpProtocol: "tcp", FromPort: 22, ToPort: 22 };
    const IpPermissions = [{ ...port, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
    const GroupId = await webGroup(cloud);
    await cloud.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  },
  taggedGroup: async (cloud: Aws) => {
    const Resources = [await webGroup(cloud)];
    const Tags = [{ Key: "Owner", Value: "bob" }];
    await cloud.ec2.send(new CreateTagsCommand({ Resources, Tags }));
  },
  boundedRole: ({ iam }: Aws) =>
    iam.send(
      new PutRolePermissionsBoundaryCommand({
        RoleName: "lab-web",
        PermissionsBoundary: BOUNDARY,
      }),
    ),
  logGroup: async ({ logs }: Aws) => {
    const logGroupName = "/lab/extra";
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { Stage: "lab" } }));
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
  },
} satisfies Record<string, (cloud: Aws) => Promise<unknown>>;

/** The first instance to be there becomes the writer, and both are made at once. */
export async function makeWriter({ rds }: Aws, stage: string, name: string): Promise<void> {
  const DBClusterIdentifier = `${stage}-database`;
  const TargetDBInstanceIdentifier = `${DBClusterIdentifier}-${name}`;
  await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier, TargetDBInstanceIdentifier }));
}

// --- internal ---

async function webGroup({ ec2 }: Aws): Promise<string> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand());
  return SecurityGroups.find(({ GroupName }) => GroupName?.startsWith("lab-web-"))?.GroupId ?? "";
}
