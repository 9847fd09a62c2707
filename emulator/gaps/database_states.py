"""Clusters and instances are changed whatever their state, and are destroyed half.

AWS: modifies what is available alone. A cluster that is to leave a final snapshot is refused its end
before anything of it goes, if a snapshot of that name is there, and so is one that says neither a
name nor SkipFinalSnapshot.
Cost: a change of a stopped stage passes here; a second destroy with the snapshot of the first still
there loses the cluster's secret and then fails.

What Terraform waits for, such as "modifying", takes no time here: only "stopped" can be met.
From reports of what AWS answered.
"""

from moto.rds.models import RDSBackend

from .before import before
from .mending import mends
from .refusing import Refusal


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    if cluster and cluster._status not in ("available", "creating"):
        message = f"DB cluster is not available for modification with status {cluster._status}"
        raise Refusal("InvalidDBClusterStateFault", message)
    return original(self, kwargs)


@mends(RDSBackend, "modify_db_instance")
def modify_db_instance(original, self, db_instance_identifier, db_kwargs):
    check_available(self.databases.get(db_instance_identifier))
    return original(self, db_instance_identifier, db_kwargs)


@mends(RDSBackend, "reboot_db_instance")
def reboot_db_instance(original, self, db_instance_identifier):
    check_available(self.databases.get(db_instance_identifier))
    return original(self, db_instance_identifier)


@before("rds", "DeleteDBCluster")
def check_final_snapshot(response, asked):
    cluster = response.backend.clusters.get(asked.get("DBClusterIdentifier"))
    name = asked.get("FinalDBSnapshotIdentifier")
    skipped = asked.get("SkipFinalSnapshot")
    if cluster and not cluster.deletion_protection and not name and not skipped:
        message = "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
        raise Refusal("InvalidParameterCombination", message)
    if name and name in response.backend.cluster_snapshots:
        message = (
            "Cannot create the snapshot because a snapshot with the identifier "
            f"{name} already exists."
        )
        raise Refusal("DBClusterSnapshotAlreadyExistsFault", message)


def check_available(instance):
    stopped = getattr(getattr(instance, "cluster", None), "_status", None) == "stopped"
    if instance and (stopped or instance.status != "available"):
        message = "Database instance is not in available state."
        raise Refusal("InvalidDBInstanceState", message)
