"""Aurora clusters get attributes that a provisioned cluster lacks, and lose or garble others.

AWS: no scaling configuration unless the engine mode is serverless; a key of its own account when
encrypted, none when not; changes of IAM authentication are kept; automated snapshots go with the
cluster, unless they are to be kept.
Cost: every plan wants a default scaling configuration; a switch of IAM authentication never
settles; destroyed clusters leave snapshots.
"""

from moto.rds.models import DBCluster, RDSBackend
from moto.rds.responses import RDSResponse

from .mending import mends

shown_by_moto = DBCluster.scaling_configuration_info


def scaling_configuration_info(self):
    return shown_by_moto.fget(self) if self.engine_mode == "serverless" else None


DBCluster.scaling_configuration_info = property(scaling_configuration_info)


@mends(DBCluster, "__init__")
def init(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    if self.kms_key_id == "default_kms_key_id":
        self.kms_key_id = rds_key(self.backend) if self.storage_encrypted else None


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters[kwargs["db_cluster_identifier"]]
    answer = original(self, kwargs)
    if kwargs.get("enable_iam_database_authentication") is not None:
        cluster.iam_auth = kwargs["enable_iam_database_authentication"]
    return answer


@mends(RDSResponse, "delete_db_cluster")
def delete_db_cluster(original, self):
    result = original(self)
    if self.params.get("DeleteAutomatedBackups") is not False:
        snapshots = self.backend.cluster_snapshots
        automated = f"rds:{self.params['DBClusterIdentifier']}-"
        for name in [name for name in snapshots if name.startswith(automated)]:
            del snapshots[name]
    return result


def rds_key(backend):
    """The key that AWS manages for RDS, made on first use as it is there."""
    return backend.kms.describe_key("alias/aws/rds").arn
