import {
  type DBCluster,
  type DBInstance,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  type RDSClient,
} from "@aws-sdk/client-rds";
import { DescribeSecretCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { paginateGetParametersByPath, type SSMClient } from "@aws-sdk/client-ssm";
import type { Cluster, Parameter, Snapshot } from "../snapshot";
import { collect, sorted, unless } from "./pages";

interface Clients {
  readonly rds: RDSClient;
  readonly secrets: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/**
 * The cluster that the app uses, and how the app finds it: parameters below a path, and the secret, which
 * isn't read.
 * @param identifier of the cluster, where the parameters name none that is there
 */
export async function readDatabase(
  { rds, secrets, ssm }: Clients,
  identifier: string,
  path: string,
): Promise<Pick<Snapshot, "clusters" | "parameters" | "secrets">> {
  const parameters = await readParameters(ssm, path);
  const used = await readClusters(rds, namedBy(parameters) ?? identifier);
  const clusters = used.length > 0 ? used : await readClusters(rds, identifier);
  const named = [
    ...clusters.flatMap(({ secret }) => secret ?? []),
    ...parameters.filter(({ key }) => key === "secret-arn").map(({ value }) => value),
  ];
  const there = await Promise.all([...new Set(named)].sort().map((arn) => existing(secrets, arn)));
  return { clusters, parameters, secrets: there.flat() };
}

// --- internal ---

/** An endpoint begins with its cluster's identifier. */
function namedBy(parameters: readonly Parameter[]): string | undefined {
  return parameters.find(({ key }) => key === "endpoint")?.value.split(".")[0];
}

async function readClusters(client: RDSClient, id: string): Promise<Cluster[]> {
  const pages = paginateDescribeDBClusters({ client }, { DBClusterIdentifier: id });
  const found = await collect(pages, (page) => page.DBClusters).catch(
    unless("DBClusterNotFoundFault"),
  );
  if (found.length === 0) return [];
  const Filters = [{ Name: "db-cluster-id", Values: [id] }];
  const instances = await collect(
    paginateDescribeDBInstances({ client }, { Filters }),
    (page) => page.DBInstances,
  );
  return found.map((cluster) => clusterOf(cluster, instances));
}

function clusterOf(cluster: DBCluster, instances: readonly DBInstance[]): Cluster {
  const { DBClusterMembers = [], VpcSecurityGroups = [] } = cluster;
  const statusOf = (id: string) =>
    instances.find((each) => each.DBInstanceIdentifier === id)?.DBInstanceStatus ?? "";
  return {
    id: cluster.DBClusterIdentifier ?? "",
    status: cluster.Status ?? "",
    engine: cluster.Engine ?? "",
    name: cluster.DatabaseName ?? "",
    endpoint: cluster.Endpoint ?? "",
    readerEndpoint: cluster.ReaderEndpoint ?? "",
    port: cluster.Port ?? 0,
    secret: cluster.MasterUserSecret?.SecretArn ?? null,
    securityGroups: VpcSecurityGroups.map(
      ({ VpcSecurityGroupId = "" }) => VpcSecurityGroupId,
    ).sort(),
    members: sorted(DBClusterMembers, (member) => member.DBInstanceIdentifier ?? "").map(
      ({ DBInstanceIdentifier: id = "", IsClusterWriter: writer = false }) => ({
        id,
        writer,
        status: statusOf(id),
      }),
    ),
  };
}

async function readParameters(client: SSMClient, Path: string): Promise<Parameter[]> {
  const pages = paginateGetParametersByPath({ client }, { Path });
  const found = await collect(pages, (page) => page.Parameters);
  return sorted(
    found.map(({ Name = "", ARN = "", Value = "" }) => ({
      key: Name.slice(Path.length + 1),
      arn: ARN,
      value: Value,
    })),
    ({ key }) => key,
  );
}

/** A secret that is being deleted can't be read any more. */
async function existing(client: SecretsManagerClient, arn: string): Promise<string[]> {
  const found = await client
    .send(new DescribeSecretCommand({ SecretId: arn }))
    .then((secret) => [secret], unless("ResourceNotFoundException"));
  return found.filter(({ DeletedDate }) => DeletedDate === undefined).map(() => arn);
}
