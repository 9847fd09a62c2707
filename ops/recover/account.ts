import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  EC2Client,
  paginateDescribeTags,
} from "@aws-sdk/client-ec2";
import { GetInstanceProfileCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { ListResourceRecordSetsCommand, Route53Client } from "@aws-sdk/client-route-53";
import { NAME, STAGE } from "../../names/tags";

export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What an account holds of one stage, asked from AWS and not from any state. */
export interface Account {
  /** Ids and ARNs of what carries this Name and the stage's tag. */
  named(name: string): readonly string[];
  /** Whether there is one: of a type without a list by tags, or a part of something else. */
  has(type: string, id: string): Promise<boolean>;
}

/**
 * Reads what carries the tag of the stage.
 * @param config region of the stage; credentials and endpoint are the environment's, if not given
 */
export async function accountOf(stage: string, config: ClientConfig): Promise<Account> {
  const ec2 = new EC2Client(config);
  const tagged = [...(await ec2Tagged(ec2, stage)), ...(await otherTagged(stage, config))];
  const gone = new Set([...(await goneGateways(ec2)), ...(await goneKeys(tagged, config))]);
  const alive = tagged.filter(([id]) => !gone.has(id));
  return {
    named: (name) => alive.flatMap(([id, its]) => (its === name ? [id] : [])),
    has: (type, id) => EXISTS[type]?.(id, config) ?? Promise.resolve(false),
  };
}

// --- internal ---

type Tagged = [id: string, name: string];

/** EC2's own list: the one over all services leaves some of its kinds out. */
async function ec2Tagged(client: EC2Client, stage: string): Promise<Tagged[]> {
  const tags = new Map<string, Record<string, string>>();
  const Filters = [{ Name: "key", Values: [NAME, STAGE] }];
  for await (const { Tags = [] } of paginateDescribeTags({ client }, { Filters })) {
    for (const { ResourceId = "", Key = "", Value = "" } of Tags) {
      tags.set(ResourceId, { ...tags.get(ResourceId), [Key]: Value });
    }
  }
  return [...tags].flatMap(([id, its]): Tagged[] =>
    its[STAGE] === stage ? [[id, its[NAME] ?? ""]] : [],
  );
}

async function otherTagged(stage: string, config: ClientConfig): Promise<Tagged[]> {
  const client = new ResourceGroupsTaggingAPIClient(config);
  const found: Tagged[] = [];
  const TagFilters = [{ Key: STAGE, Values: [stage] }];
  for await (const { ResourceTagMappingList: all = [] } of paginateGetResources(
    { client },
    { TagFilters },
  )) {
    for (const { ResourceARN: arn = "", Tags = [] } of all) {
      if (arn.split(":")[2] === "ec2") continue;
      found.push([arn, Tags.find(({ Key }) => Key === NAME)?.Value ?? ""]);
    }
  }
  return found;
}

/** A deleted gateway is listed for an hour. */
async function goneGateways(ec2: EC2Client): Promise<string[]> {
  const Filter = [{ Name: "state", Values: ["deleting", "deleted", "failed"] }];
  const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({ Filter }));
  return NatGateways.map(({ NatGatewayId: id = "" }) => id);
}

/** A deleted key is listed for 7 to 30 days, and Terraform imports none of these. */
async function goneKeys(tagged: readonly Tagged[], config: ClientConfig): Promise<string[]> {
  const keys = tagged.filter(([arn]) => arn.split(":")[2] === "kms");
  const client = new KMSClient(config);
  const asked = keys.map(async ([KeyId]) => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    return KeyMetadata?.KeyState === "PendingDeletion" ? [KeyId] : [];
  });
  return (await Promise.all(asked)).flat();
}

const EXISTS: Record<string, (id: string, config: ClientConfig) => Promise<boolean>> = {
  aws_iam_role: (RoleName, config) =>
    isThere(new IAMClient(config).send(new GetRoleCommand({ RoleName }))),
  aws_iam_instance_profile: (InstanceProfileName, config) =>
    isThere(new IAMClient(config).send(new GetInstanceProfileCommand({ InstanceProfileName }))),
  aws_autoscaling_group: async (name, config) => {
    const names = { AutoScalingGroupNames: [name] };
    const { AutoScalingGroups = [] } = await new AutoScalingClient(config).send(
      new DescribeAutoScalingGroupsCommand(names),
    );
    return AutoScalingGroups.length > 0;
  },
  aws_cloudwatch_log_group: async (name, config) => {
    const client = new CloudWatchLogsClient(config);
    const query = { logGroupNamePrefix: name };
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, query)) {
      if (logGroups.some(({ logGroupName }) => logGroupName === name)) return true;
    }
    return false;
  },
  aws_route: async (id, config) => {
    const [table = "", cidr] = id.split("_");
    const { Routes = [] } = await routeTable(table, config);
    return Routes.some(({ DestinationCidrBlock }) => DestinationCidrBlock === cidr);
  },
  aws_route_table_association: async (id, config) => {
    const [subnet, table = ""] = id.split("/");
    const { Associations = [] } = await routeTable(table, config);
    return Associations.some(({ SubnetId }) => SubnetId === subnet);
  },
  aws_route53_record: async (id, config) => {
    const [zone = "", ...rest] = id.split("_");
    const type = rest.pop();
    const name = `${rest.join("_").replace(/\.$/, "")}.`;
    const { ResourceRecordSets: [first] = [] } = await new Route53Client(config).send(
      new ListResourceRecordSetsCommand({ HostedZoneId: zone, StartRecordName: name, MaxItems: 1 }),
    );
    return first?.Name === name && first.Type === type;
  },
};

async function routeTable(id: string, config: ClientConfig) {
  const { RouteTables: [table = {}] = [] } = await new EC2Client(config).send(
    new DescribeRouteTablesCommand({ RouteTableIds: [id] }),
  );
  return table;
}

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if ((error as Error).name === "NoSuchEntityException") return false;
    throw error;
  }
}
