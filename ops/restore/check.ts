import type { DBCluster } from "@aws-sdk/client-rds";
import type { Instance } from "../database/cluster";

/**
 * What of a copy no plan can say: whether AWS has it in service, with a secret that is its own. That its
 * version, groups, logs and protection are those of the settings, an empty plan says.
 * @param other the cluster that it was made beside; undefined if that one is gone
 */
export function faultsOfCopy(
  { DBClusterMembers: members = [], ...copy }: DBCluster,
  instances: readonly Instance[],
  size: number,
  other: DBCluster | undefined,
): string[] {
  const { Status: status = "nothing", MasterUserSecret: secret } = copy;
  const serving = instances.filter((each) => each.status === "available").length;
  const waiting = members.filter((each) => each.DBClusterParameterGroupStatus === "pending-reboot");
  const isOthers = secret !== undefined && secret.SecretArn === other?.MasterUserSecret?.SecretArn;
  return [
    ...(status === "available" ? [] : [`must be available, got ${status}`]),
    ...(serving === size
      ? []
      : [`must have ${size} ${size === 1 ? "instance" : "instances"} in service, got ${serving}`]),
    ...(instances.some(({ writer }) => writer) ? [] : ["must have a writer, got none"]),
    ...(secret?.SecretArn === undefined ? ["must have a secret that AWS keeps, got none"] : []),
    ...(isOthers ? ["must have a secret of its own, got the other cluster's"] : []),
    ...(NOT_READY.test(secret?.SecretStatus ?? "")
      ? [`must have a secret that can be read, got one that is ${secret?.SecretStatus}`]
      : []),
    ...(waiting.length === 0
      ? []
      : [
          `must have the parameters of its group, got ${waiting.length === 1 ? "an instance" : `${waiting.length} instances`} to restart`,
        ]),
  ];
}

// --- internal ---

const NOT_READY = /^(creating|impaired)$/;
