import { vcpusOf } from "../names/database-class";
import { type Cost, cost, costsOf } from "../prices/costs";
import { auroraPrice, INSIGHTS_VCPU, KMS_KEY } from "../prices/prices";
import { block, number, type Resource, type TerraformJson, text } from "../terraform/document";

export interface Database {
  readonly tier: "database";
  readonly engine: string | null;
  readonly version: string | null;
  /** The database inside the cluster. */
  readonly name: string | null;
  readonly port: number | null;
  readonly instances: readonly DatabaseInstance[];
  readonly backupDays: number | null;
  /** Daily backups in a vault; null without one. */
  readonly vault: { readonly days: number; readonly locked: boolean } | null;
  /** Hours back to which the database can be turned in place; null without backtrack. */
  readonly backtrackHours: number | null;
  /** `sun:04:30-sun:05:30`, in UTC, if changes wait for that; null if an apply makes them. */
  readonly changesWaitFor: string | null;
  /** Whether the database logs who connects to it. */
  readonly audited: boolean;
  readonly deletionProtection: boolean;
  readonly finalSnapshot: boolean;
  readonly costs: readonly Cost[];
}

export interface DatabaseInstance {
  readonly name: string;
  readonly class: string | null;
  readonly zone: string | null;
}

export function databases(stack: TerraformJson): Database[] {
  return stack.all("aws_rds_cluster").map((cluster, place) => {
    const { values } = cluster;
    const instances = stack
      .pointingAt(cluster, "aws_rds_cluster_instance", "cluster_identifier")
      .map((instance) => read(stack, instance));
    return {
      tier: "database",
      engine: text(values.engine) ?? null,
      version: text(values.engine_version) ?? null,
      name: text(values.database_name) ?? null,
      port: number(values.port) ?? null,
      instances,
      backupDays: number(values.backup_retention_period) ?? null,
      vault: vaultOf(stack, cluster),
      backtrackHours: hoursOf(number(values.backtrack_window)),
      changesWaitFor:
        values.apply_immediately === false
          ? (text(values.preferred_maintenance_window) ?? "a window that AWS chooses")
          : null,
      audited: isAudited(stack, cluster),
      deletionProtection: values.deletion_protection === true,
      finalSnapshot: values.skip_final_snapshot !== true,
      costs: [
        ...costsOf(
          instances.map((each) => ({
            what: each.class ?? "instance",
            perHour: priceOf(cluster, each),
          })),
        ),
        ...insights(cluster, instances),
        // While a restore stands, two clusters share the key.
        ...(place === 0 ? cost("own key", stack.all("aws_kms_key").length, KMS_KEY) : []),
      ],
    };
  });
}

function read(stack: TerraformJson, { name, values }: Resource): DatabaseInstance {
  return {
    name: text(values.identifier) ?? name,
    class: text(values.instance_class) ?? null,
    zone: stack.zone(values.availability_zone) ?? null,
  };
}

/** The vault into which a plan that selects the cluster puts its backups. */
function vaultOf(stack: TerraformJson, cluster: Resource): Database["vault"] {
  const selections = stack.pointingAt(cluster, "aws_backup_selection", "resources");
  const plans = selections.flatMap(({ values }) => stack.referred(values.plan_id));
  const rule = block([plans[0]?.values.rule].flat()[0]);
  const days = number(block([rule.lifecycle].flat()[0]).delete_after);
  if (days === undefined) return null;
  const [vault] = stack.referred(rule.target_vault_name);
  const locks = vault
    ? stack.pointingAt(vault, "aws_backup_vault_lock_configuration", "backup_vault_name")
    : [];
  return { days, locked: locks.length > 0 };
}

/** AWS counts in seconds. */
function hoursOf(seconds = 0): number | null {
  return seconds > 0 ? seconds / 3600 : null;
}

function isAudited(stack: TerraformJson, { values }: Resource): boolean {
  const groups = stack.referred(values.db_cluster_parameter_group_name);
  const parameters = groups.flatMap((group) => [group.values.parameter ?? []].flat());
  return parameters.map(block).some(({ name }) => AUDITS.includes(text(name) ?? ""));
}

/** The parameters that make a log of connections, of MySQL and of PostgreSQL. */
const AUDITS = ["server_audit_logging", "log_connections"];

/** Advanced insights are paid by the vCPUs of all instances. */
function insights({ values }: Resource, instances: readonly DatabaseInstance[]): Cost[] {
  if (values.database_insights_mode !== "advanced") return [];
  const vcpus = instances.map((each) => vcpusOf(each.class ?? "") ?? 0);
  const sum = vcpus.reduce((all, each) => all + each, 0);
  return cost("vCPU with insights", sum, INSIGHTS_VCPU);
}

/** Our table is of Aurora Standard: other engines and I/O-Optimized storage have other prices. */
function priceOf({ values }: Resource, instance: DatabaseInstance): number | null {
  const aurora = text(values.engine)?.startsWith("aurora-") ?? false;
  const standard = (values.storage_type ?? "") === "";
  return aurora && standard && instance.class !== null ? auroraPrice(instance.class) : null;
}
