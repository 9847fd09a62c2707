import { Database, type DatabaseInstance, type DatabaseProps } from "../../constructs/database";
import { Network } from "../../constructs/network";
import { publish } from "../../constructs/outputs";
import { ReadableStack } from "../../constructs/readable-stack";
import { synth } from "./synth";
import type { Synthesized } from "./synthesized";

export const SMALL = "small";

export type Instances = Readonly<Record<string, DatabaseInstance>>;

/** A stage that has a database and no web tier: it is applied in seconds. */
export function smallDatabase(
  instances: Instances,
  {
    backupDays = 1,
    ...more
  }: Partial<
    Pick<DatabaseProps, "backupDays" | "cluster" | "restore" | "encryption" | "backtrackHours">
  > = {},
): Synthesized {
  const region = "us-east-1";
  const tags = { Stage: SMALL };
  return synth(SMALL, (app) => {
    const stack = new ReadableStack(app, SMALL, { region, backend: { kind: "local" }, tags });
    const network = new Network(stack, "network", {
      region,
      cidr: "10.0.0.0/16",
      zones: ["a", "b", "c"],
      nat: "none",
      endpoints: [],
      flowLogs: "none",
      logDays: 30,
    });
    const database = new Database(stack, "database", {
      network,
      region,
      engine: { kind: "aurora-mysql", version: "8.0.mysql_aurora.3.10.0" },
      name: "app",
      instances,
      clients: 2,
      logs: { audit: "none", days: 30 },
      backupDays,
      encryption: "aws",
      backtrackHours: 0,
      protection: false,
      ...more,
    });
    const { clusterId, conditions } = database;
    const described = { database_cluster: "The cluster that the app uses" };
    const outputs = { database_cluster: clusterId };
    publish(stack, described, outputs, { database_cluster: conditions });
  });
}
