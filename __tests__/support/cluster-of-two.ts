import { CreateDBClusterCommand, CreateDBInstanceCommand } from "@aws-sdk/client-rds";
import type { Aws } from "../../emulator/aws";

/** The cluster of lab, without anything around it: `a` writes, `b` reads. */
export async function clusterOfTwo({ rds }: Aws): Promise<void> {
  const Engine = "aurora-mysql";
  const DBClusterIdentifier = "lab-database";
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
