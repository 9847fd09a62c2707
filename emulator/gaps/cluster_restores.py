"""A restored cluster is a whole copy of its source, to any time; of a managed one there is none.

AWS: RestoreDBClusterToPointInTime and RestoreDBClusterFromSnapshot make a cluster without
instances. It has its source's engine, database, master user, encryption and days of backups. The
groups of parameters and subnets, the security group and the port are AWS's defaults unless the
call names others; protection, IAM authentication and exported logs are off. Nobody manages its
master password before ModifyDBCluster asks for that: then there is a new secret. A time outside of
what the source's backups reach is refused, and so is a source that isn't there.
Cost: what a restore has to set again is there by itself here, a time that is too early or too late
passes, and a cluster that is deleted, or whose password is managed, can't be restored.

From RDS's API reference; what is said of the managed password, and the words about times, are from
reports of what AWS answered. The words of InvalidParameterCombination are the emulator's.
"""

import secrets

from moto.rds.models import RDSBackend

from .cluster_backups import Backup, backup_of
from .mending import mends
from .refusing import Refusal

CARRIED_OVER = (
    "allocated_storage",
    "backup_retention_period",
    "character_set_name",
    "database_name",
    "engine",
    "engine_mode",
    "engine_version",
    "kms_key_id",
    "master_username",
    "network_type",
    "serverless_v2_scaling_configuration",
    "storage_encrypted",
    "storage_type",
    "tags",
)


@mends(RDSBackend, "restore_db_cluster_to_point_in_time")
def restore_db_cluster_to_point_in_time(_, self, **asked):
    backup = source_of(self, asked)
    check_time(backup, asked)
    return restored(self, backup.cluster, asked)


@mends(RDSBackend, "restore_db_cluster_from_snapshot")
def restore_db_cluster_from_snapshot(_, self, from_snapshot_id, overrides):
    name = from_snapshot_id.rpartition(":cluster-snapshot:")[2]
    [snapshot] = self.describe_db_cluster_snapshots(None, name)
    return restored(self, snapshot.cluster, overrides)


def restored(rds, source, asked):
    carried_over = {name: getattr(source, name) for name in CARRIED_OVER}
    password = {"master_user_password": secrets.token_urlsafe(24)}  # the source's; nobody sees it
    return rds.create_db_cluster({**carried_over, **password, **asked})


def source_of(rds, asked):
    name, resource_id = (
        asked.get("source_db_cluster_identifier"),
        asked.get("source_db_cluster_resource_id"),
    )
    if not name and not resource_id:
        message = "SourceDBClusterIdentifier or SourceDbClusterResourceId must be specified."
        raise Refusal("InvalidParameterCombination", message)
    return Backup(rds.describe_db_clusters(name)[0]) if name else backup_of(rds, resource_id)


def check_time(backup, asked):
    time, latest = asked.get("restore_to_time"), asked.get("use_latest_restorable_time")
    if time and asked.get("restore_type") == "copy-on-write":
        combination("RestoreToTime can't be specified if RestoreType is copy-on-write.")
    if time and latest:
        combination("RestoreToTime can't be specified if UseLatestRestorableTime is.")
    if not time and not latest:
        combination("RestoreToTime must be specified unless UseLatestRestorableTime is.")
    if time:
        check_window(time.replace(tzinfo=None), backup)


def check_window(time, backup):
    first, last = backup.window
    refused = "The specified instance cannot be restored to a time"
    if time < first:
        message = (
            f"{refused} earlier than {first:%Y-%m-%dT%H:%M:%SZ} because its backup retention "
            f"period is set to {backup.days} days."
        )
        raise Refusal("InvalidParameterValue", message)
    if time > last:
        message = f"{refused} later than {last:%Y-%m-%dT%H:%M:%SZ}."
        raise Refusal("InvalidParameterValue", message)


def combination(message):
    raise Refusal("InvalidParameterCombination", message)
