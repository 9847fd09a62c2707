import { CreateDBClusterCommand, CreateDBInstanceCommand } from "@aws-sdk/client-rds";
import type { Aws } from "../../emulator/aws";

/** The cluster of lab, without anything around it: `a` writes, `b` reads. */
export function clusterOfTwo(cloud: Aws): Promise<void> {
  return clusterOf(cloud, "lab");
}

/** The same, of another stage. */
export async function clusterOf({ rds }: Aws, stage: string): Promise<void> {
  const Engine = "aurora-mysql";
  const DBClusterIdentifier = `${stage}-database`;
  const login = { MasterUsername: "master", ManageMasterUserPassword: true };
  await rds.send(new CreateDBClusterCommand({ DBClusterIdentifier, Engine, ...login }));
  for (const name of ["a", "b"]) {
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: `${DBClusterIdentifier}-${name}`,
        DBClusterIdentifier,
        DBInstanceClass: "db.t4g.medium",
        AvailabilityZone: `us-east-1${name}`,
        Engine,
      }),
    );
  }
}
