import type { DBCluster, DBInstance, ResourcePendingMaintenanceActions } from "@aws-sdk/client-rds";

/**
 * What AWS will do to a database, and no plan shows: a change that waits for the maintenance window,
 * or maintenance of AWS's.
 */
export interface Pending {
  readonly kind: "change" | "maintenance";
  /** Cluster or instance: `lab-database-a`. */
  readonly name: string;
  /** AWS's word for it: `DBInstanceClass`, `system-update`. */
  readonly what: string;
  /** The value that a change sets, as text. */
  readonly to?: string;
  /** When AWS does it at the latest, as ISO 8601; left out where AWS has set no date. */
  readonly by?: string;
}

/** What is pending in what AWS has answered; `maintenance` may be of other databases too. */
export function pendingIn(
  clusters: readonly DBCluster[],
  instances: readonly DBInstance[],
  maintenance: readonly ResourcePendingMaintenanceActions[],
): Pending[] {
  const all = [
    ...clusters.map(({ DBClusterIdentifier: name = "", PendingModifiedValues }) => {
      return { name, type: "cluster", values: PendingModifiedValues };
    }),
    ...instances.map(({ DBInstanceIdentifier: name = "", PendingModifiedValues }) => {
      return { name, type: "db", values: PendingModifiedValues };
    }),
  ];
  return all.flatMap(({ name, type, values }) => [
    ...changesIn(name, values ?? {}),
    ...maintenance
      .filter(({ ResourceIdentifier: arn = "" }) => arn.endsWith(`:${type}:${name}`))
      .flatMap((each) => maintenanceIn(name, each)),
  ]);
}

// --- internal ---

function changesIn(name: string, values: object): Pending[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && !isEmpty(value))
    .map(([what, value]) => {
      const to = typeof value === "object" ? JSON.stringify(value) : String(value);
      return { kind: "change", name, what, to: what.includes("Password") ? "another one" : to };
    });
}

/** AWS's answers have an object for each group of values, also where none of them is pending. */
function isEmpty(value: unknown): boolean {
  return typeof value === "object" && Object.keys(value ?? {}).length === 0;
}

/** CurrentApplyDate is the earliest of what is set: the window opted into, automatic, forced. */
function maintenanceIn(name: string, found: ResourcePendingMaintenanceActions): Pending[] {
  const { PendingMaintenanceActionDetails: details = [] } = found;
  return details.map((each) => {
    const { Action: what = "maintenance", CurrentApplyDate: date } = each;
    return { kind: "maintenance", name, what, ...(date && { by: date.toISOString() }) };
  });
}
