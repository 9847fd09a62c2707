import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  type RDSClient,
} from "@aws-sdk/client-rds";
import { DescribeSecretCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { collect, sorted, unless } from "../../service/read/pages";
import type { Snapshot } from "../../service/snapshot";
import type { Database, Member, Password } from "./facts";

/** A cluster and its members; null if there is none of this name. */
export async function readDatabase(client: RDSClient, id: string): Promise<Database | null> {
  const [cluster] = await collect(
    paginateDescribeDBClusters({ client }, { DBClusterIdentifier: id }),
    (page) => page.DBClusters,
  ).catch(unless("DBClusterNotFoundFault"));
  if (cluster === undefined) return null;
  const Filters = [{ Name: "db-cluster-id", Values: [id] }];
  const instances = await collect(
    paginateDescribeDBInstances({ client }, { Filters }),
    (page) => page.DBInstances,
  );
  const { DBClusterMembers = [], Status = "", Engine = "", EngineVersion = "" } = cluster;
  const restorable = cluster.LatestRestorableTime?.toISOString() ?? null;
  const members = DBClusterMembers.map((member): Member => {
    const name = member.DBInstanceIdentifier ?? "";
    const instance = instances.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === name);
    return {
      id: name,
      role: member.IsClusterWriter ? "writer" : "reader",
      class: instance?.DBInstanceClass ?? "",
      zone: instance?.AvailabilityZone?.slice(-1) ?? "?",
      status: instance?.DBInstanceStatus ?? "",
    };
  });
  const written = sorted(members, (member) => `${member.role === "writer" ? 0 : 1} ${member.id}`);
  const about = { id, status: Status, engine: Engine, version: EngineVersion };
  return { ...about, restorable, members: written };
}

/** When the cluster's password was rotated, and will be. The password isn't read. */
export async function readPassword(
  client: SecretsManagerClient,
  { clusters: [cluster] }: Snapshot,
): Promise<Password | null> {
  const secret = cluster?.secret ?? null;
  if (secret === null) return null;
  const { LastRotatedDate, NextRotationDate } = await client.send(
    new DescribeSecretCommand({ SecretId: secret }),
  );
  return {
    secret,
    rotated: LastRotatedDate?.toISOString() ?? null,
    next: NextRotationDate?.toISOString() ?? null,
  };
}
