import { commandLine } from "../../../terminal/shell";
import { pendingIn } from "../../pending";
import type { Watch } from "../foreign";
import type { Ours } from "../ours";

/**
 * Changes of our database that wait for AWS's maintenance window. The provider doesn't read them of an
 * instance, so a plan says nothing of one that the settings have taken back.
 */
export const waiting: Watch = ({ dbClusters, dbInstances }, ours) =>
  pendingIn(dbClusters, dbInstances, [])
    .filter(({ name }) => ours.has(name))
    .map(({ name, what, to }) => {
      const address = ours.address(name, "aws_rds_cluster");
      const undo = takenBack(address, name, what, ours);
      return {
        kind: "waiting" as const,
        address,
        what,
        id: name,
        says: `${to}, in the next maintenance window`,
        hurts: "AWS does it then, whatever the settings say, and restarts what it has to",
        ...(undo !== undefined && { undo }),
      };
    });

// --- internal ---

/** AWS's word for a value, the option that sets it, and where the state has the value that holds. */
const SETS: Readonly<Record<string, readonly [option: string, attribute: string]>> = {
  CACertificateIdentifier: ["--ca-certificate-identifier", "ca_cert_identifier"],
  DBInstanceClass: ["--db-instance-class", "instance_class"],
  EngineVersion: ["--engine-version", "engine_version"],
};

/** Asked for again, the value that holds takes the place of the one that waits. */
function takenBack(address: string, name: string, what: string, ours: Ours): string | undefined {
  const [option, attribute] = SETS[what] ?? [];
  const value = ours.valueOf(address, attribute);
  if (option === undefined || typeof value !== "string") return undefined;
  const kind = address.startsWith("aws_rds_cluster_instance.") ? "instance" : "cluster";
  return commandLine([
    ...["rds", `modify-db-${kind}`, `--db-${kind}-identifier`, name],
    ...["--no-apply-immediately", option, value],
  ]);
}
