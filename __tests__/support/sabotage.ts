import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  DeleteRouteCommand,
  DescribeSecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import {
  DeregisterTargetsCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { StartDBClusterCommand, StopDBClusterCommand } from "@aws-sdk/client-rds";
import {
  ChangeResourceRecordSetsCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Aws, aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { watch } from "../../emulator/watch";
import { lineOf } from "../../service/breaks";
import { readSnapshot } from "../../service/read";
import { scopeOf } from "../../service/scope";
import type { Snapshot } from "../../service/snapshot";

/**
 * Breaks one invariant after the other by a real call, and mends each by another, on a copy of an
 * applied stage.
 * @returns what a watch says of it
 */
export async function sabotaged(emulator: Emulator, stage: string): Promise<string[]> {
  const copy = await emulator.copy();
  try {
    const cloud = aws(copy);
    const watching = await watch(copy, stage);
    await sabotage(cloud, await readSnapshot(cloud, scopeOf(stage)));
    return (await watching.breaks()).map(lineOf);
  } finally {
    await copy.stop();
  }
}

const ALL = [
  "target: broke at elasticloadbalancing DeregisterTargets, held again at elasticloadbalancing RegisterTargets",
  "firewalls: broke at ec2 RevokeSecurityGroupIngress, held again at ec2 AuthorizeSecurityGroupIngress",
  "way-out: broke at ec2 DeleteRoute, held again at ec2 CreateRoute",
  "rights: broke at iam DeleteRolePolicy, held again at iam PutRolePolicy",
  "address: broke at ssm PutParameter, held again at ssm PutParameter",
  "writer: broke at rds StopDBCluster, held again at rds StartDBCluster",
];

/** What the watch reports of it. AWS deletes no certificate that a listener shows. */
export const SABOTAGE = {
  lab: ALL,
  prod: [
    ...ALL,
    "domain: broke at route53 ChangeResourceRecordSets, held again at route53 ChangeResourceRecordSets",
  ],
};

// --- internal ---

async function sabotage(cloud: Aws, lab: Snapshot): Promise<void> {
  await withoutTargets(cloud, lab);
  await closed(cloud, lab);
  await withoutRoute(cloud, lab);
  await withoutRights(cloud, lab);
  await misled(cloud, lab);
  const DBClusterIdentifier = lab.clusters[0]?.id;
  await cloud.rds.send(new StopDBClusterCommand({ DBClusterIdentifier }));
  await cloud.rds.send(new StartDBClusterCommand({ DBClusterIdentifier }));
  await withoutName(cloud, lab);
}

async function withoutTargets({ loadBalancing }: Aws, { targetGroups: [group] }: Snapshot) {
  const Targets = group?.targets.map(({ id: Id, port: Port }) => ({ Id, Port }));
  const given = { TargetGroupArn: group?.arn, Targets };
  await loadBalancing.send(new DeregisterTargetsCommand(given));
  await loadBalancing.send(new RegisterTargetsCommand(given));
}

async function closed({ ec2 }: Aws, { instances: [instance] }: Snapshot) {
  const GroupId = instance?.securityGroups[0];
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({
      Filters: [{ Name: "group-id", Values: [GroupId ?? ""] }],
    }),
  );
  const rule = SecurityGroupRules.find(({ IsEgress }) => !IsEgress);
  const {
    SecurityGroupRuleId = "",
    IpProtocol,
    FromPort,
    ToPort,
    ReferencedGroupInfo,
  } = rule ?? {};
  await ec2.send(
    new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] }),
  );
  const UserIdGroupPairs = [{ GroupId: ReferencedGroupInfo?.GroupId }];
  const permission = { IpProtocol, FromPort, ToPort, UserIdGroupPairs };
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }),
  );
}

async function withoutRoute({ ec2 }: Aws, { routeTables }: Snapshot) {
  const table = routeTables.find(({ defaultRoute }) => defaultRoute?.startsWith("nat-"));
  const given = { RouteTableId: table?.id, DestinationCidrBlock: "0.0.0.0/0" };
  await ec2.send(new DeleteRouteCommand(given));
  await ec2.send(
    new CreateRouteCommand({ ...given, NatGatewayId: table?.defaultRoute ?? undefined }),
  );
}

async function withoutRights({ iam }: Aws, { roles: [role] }: Snapshot) {
  const given = { RoleName: role?.name, PolicyName: "ReadSecrets" };
  const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand(given));
  await iam.send(new DeleteRolePolicyCommand(given));
  const policy = { ...given, PolicyDocument: decodeURIComponent(PolicyDocument) };
  await iam.send(new PutRolePolicyCommand(policy));
}

async function misled({ ssm }: Aws, { parameters }: Snapshot) {
  const endpoint = parameters.find(({ key }) => key === "endpoint");
  const given = { Name: endpoint?.arn.replace(/^.*:parameter/, ""), Overwrite: true };
  await ssm.send(new PutParameterCommand({ ...given, Value: "old.rds.amazonaws.com" }));
  await ssm.send(new PutParameterCommand({ ...given, Value: endpoint?.value }));
}

async function withoutName({ route53 }: Aws, { records: [record] }: Snapshot) {
  if (record === undefined) return;
  const { HostedZones: [zone] = [] } = await route53.send(new ListHostedZonesCommand());
  const { ResourceRecordSets = [] } = await route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: zone?.Id }),
  );
  const right = ResourceRecordSets.find(({ Name }) => Name === `${record.name}.`);
  const wrong = { ...right?.AliasTarget, DNSName: "old.us-east-1.elb.amazonaws.com" };
  for (const AliasTarget of [wrong, right?.AliasTarget]) {
    const ResourceRecordSet = { ...right, AliasTarget } as ResourceRecordSet;
    const ChangeBatch = { Changes: [{ Action: "UPSERT" as const, ResourceRecordSet }] };
    await route53.send(
      new ChangeResourceRecordSetsCommand({ HostedZoneId: zone?.Id, ChangeBatch }),
    );
  }
}
