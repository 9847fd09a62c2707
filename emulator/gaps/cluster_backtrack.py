"""ModifyDBCluster turns backtrack on for any cluster.

AWS: turns backtrack on when a cluster is made or restored, and never later. What records changes for
it is made with the cluster, and gone once backtrack is off. PostgreSQL has no backtrack.
Cost: a backtrack window added to a cluster that runs plans and applies well here, and AWS refuses it.

The words are from what somebody at AWS answered about its documentation; the code is the emulator's,
after what AWS answers for other engines.
"""

from moto.rds.models import RDSBackend

from . import deferred_changes  # noqa: F401 inside of this check: what is refused doesn't wait
from .mending import mends
from .refusing import Refusal


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    if cluster and kwargs.get("backtrack_window") and not cluster.backtrack_window:
        message = "Backtrack cannot currently be enabled for this cluster"
        raise Refusal("InvalidParameterValue", message)
    return original(self, kwargs)
