import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribePendingMaintenanceActions,
  type RDSClient,
} from "@aws-sdk/client-rds";
import { collect, unless } from "../../service/read/pages";
import { type Pending, pendingIn } from "../pending";

/** What is pending for a cluster and its instances; nothing for a cluster that isn't there. */
export async function pendingOf(client: RDSClient, cluster: string): Promise<Pending[]> {
  const clusters = await collect(
    paginateDescribeDBClusters({ client }, { DBClusterIdentifier: cluster }),
    (page) => page.DBClusters,
  ).catch(unless("DBClusterNotFoundFault"));
  if (clusters.length === 0) return [];
  const Filters = [{ Name: "db-cluster-id", Values: [cluster] }];
  const [instances, maintenance] = await Promise.all([
    collect(paginateDescribeDBInstances({ client }, { Filters }), (page) => page.DBInstances),
    collect(
      paginateDescribePendingMaintenanceActions({ client }, {}),
      (page) => page.PendingMaintenanceActions,
    ),
  ]);
  return pendingIn(clusters, instances, maintenance);
}
