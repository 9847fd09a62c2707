"""The automated backups of clusters aren't listed, and none outlives its cluster.

AWS: DescribeDBClusterAutomatedBackups lists the backup of each cluster and, as `retained`, those of
clusters that were deleted with DeleteAutomatedBackups off; DeleteDBClusterAutomatedBackup deletes
one of these. Each can be restored to any time of its window: back to the creation of its cluster,
at most for the days that backups are kept. Aurora keeps them for 1 to 35 days.
Cost: a cluster that was deleted and can be restored by its resource id seems lost; and a stage
without backups passes here.

From RDS's API reference. On AWS the latest time is some minutes ago; here it is now.
"""

from datetime import timedelta

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.rds.exceptions import DBClusterSnapshotAlreadyExistsError
from moto.rds.models import DBCluster
from moto.rds.responses import RDSResponse

from .before import before
from .mending import adds, mends
from .refusing import Refusal


class Backup:
    """What a cluster can be restored from; `ended` when it was deleted."""

    def __init__(self, cluster, ended=None):
        self.cluster = cluster
        self.ended = ended

    @property
    def days(self):
        return self.cluster.backup_retention_period

    @property
    def window(self):
        now = utcnow()
        kept_since = now - timedelta(days=self.days)
        return max(self.cluster.created, kept_since), self.ended or now

    def described(self):
        cluster, (earliest, latest) = self.cluster, self.window
        return {
            "DBClusterAutomatedBackupsArn": cluster.db_cluster_arn.replace(
                f":cluster:{cluster.db_cluster_identifier}",
                f":cluster-auto-backup:ab-{cluster.db_cluster_resource_id[8:].lower()}",
            ),
            "DBClusterIdentifier": cluster.db_cluster_identifier,
            "DbClusterResourceId": cluster.db_cluster_resource_id,
            "DBClusterArn": cluster.db_cluster_arn,
            "Status": "retained" if self.ended else "active",
            "RestoreWindow": {"EarliestTime": earliest, "LatestTime": latest},
            "BackupRetentionPeriod": self.days,
            "ClusterCreateTime": cluster.created,
            "Engine": cluster.engine,
            "EngineVersion": cluster.engine_version,
            "EngineMode": cluster.engine_mode,
            "MasterUsername": cluster.master_username,
            "Port": int(cluster.port),
            "StorageEncrypted": cluster.storage_encrypted,
            "KmsKeyId": cluster.kms_key_id,
            "Region": cluster.region,
        }


def retained(rds):
    return vars(rds).setdefault("retained_backups", [])


def backups(rds):
    return [*map(Backup, rds.clusters.values()), *retained(rds)]


def backup_of(rds, resource_id):
    found = [each for each in backups(rds) if each.cluster.db_cluster_resource_id == resource_id]
    if not found:
        message = f"No automated backup for DB cluster {resource_id} was found."
        raise Refusal("DBClusterAutomatedBackupNotFoundFault", message)
    return found[0]


@adds(RDSResponse)
def describe_db_cluster_automated_backups(self):
    if resource_id := self.params.get("DbClusterResourceId"):
        found = [backup_of(self.backend, resource_id).described()]
    else:
        found = [each.described() for each in backups(self.backend)]
    for name, values in asked_for(self.params).items():
        found = [each for each in found if each[name] in values]
    return ActionResult({"DBClusterAutomatedBackups": found})


@adds(RDSResponse)
def delete_db_cluster_automated_backup(self):
    backup = backup_of(self.backend, self.params["DbClusterResourceId"])
    if not backup.ended:
        message = "The automated backup is associated with an active DB cluster."
        raise Refusal("InvalidDBClusterAutomatedBackupStateFault", message)
    retained(self.backend).remove(backup)
    return ActionResult({"DBClusterAutomatedBackup": {**backup.described(), "Status": "deleting"}})


@mends(RDSResponse, "delete_db_cluster")
def delete_db_cluster(original, self):
    cluster = self.backend.clusters.get(self.params["DBClusterIdentifier"])
    result = original(self)
    if self.params.get("DeleteAutomatedBackups") is False:
        retained(self.backend).append(Backup(cluster, utcnow()))
    return result


@mends(DBCluster, "save_automated_backup")
def save_automated_backup(original, self):
    """Moto names snapshots by the minute, and one of a deleted cluster may have that name."""
    try:
        original(self)
    except DBClusterSnapshotAlreadyExistsError:
        pass


@before("rds", "CreateDBCluster", "ModifyDBCluster")
def check_days(_, asked):
    days = asked.get("BackupRetentionPeriod")
    if days is not None and not 1 <= days <= 35:
        message = (
            f"Invalid backup retention period: {days}. Retention period must be between 1 and 35."
        )
        raise Refusal("InvalidParameterValue", message)


FILTERS = {
    "status": "Status",
    "db-cluster-id": "DBClusterIdentifier",
    "db-cluster-resource-id": "DbClusterResourceId",
}


def asked_for(params):
    """Values by the attribute that must be one of them."""
    filters = {FILTERS[each["Name"]]: each["Values"] for each in params.get("Filters") or []}
    if name := params.get("DBClusterIdentifier"):
        filters["DBClusterIdentifier"] = [name.lower()]
    return filters
