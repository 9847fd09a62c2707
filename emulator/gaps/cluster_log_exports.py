"""ModifyDBCluster ignores CloudwatchLogsExportConfiguration, looking for the create call's name.

AWS: the logs named in it are switched on and off.
Cost: a change of `enabled_cloudwatch_logs_exports` comes back in every plan.
"""

from moto.rds.models import RDSBackend

from .mending import mends


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters[kwargs["db_cluster_identifier"]]
    wanted = kwargs.pop("cloudwatch_logs_export_configuration", None) or {}
    answer = original(self, kwargs)
    off = wanted.get("DisableLogTypes") or []
    on = wanted.get("EnableLogTypes") or []
    kept = [log for log in cluster.enabled_cloudwatch_logs_exports if log not in [*off, *on]]
    cluster.enabled_cloudwatch_logs_exports = [*kept, *on]
    return answer
