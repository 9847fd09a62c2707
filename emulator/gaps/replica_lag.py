"""CloudWatch has no metrics of RDS.

AWS: each available Aurora reader reports AuroraReplicaLag, in milliseconds, once a minute; a writer
doesn't. Ten to a hundred are usual.
Cost: what waits until a reader has caught up would wait for ever.
"""

from datetime import timedelta

from moto.cloudwatch.models import CloudWatchBackend, MetricDatum
from moto.core.utils import utcnow
from moto.rds.models import rds_backends

from .mending import mends

USUAL_MS = 20.0


class Lag:
    """What tests have made it, in milliseconds by instance."""

    of = {}


@mends(CloudWatchBackend, "get_all_metrics")
def get_all_metrics(original, self):
    return original(self) + [lag_of(reader) for reader in readers(self)]


def readers(cloudwatch):
    for cluster in rds_backends[cloudwatch.account_id][cloudwatch.region_name].clusters.values():
        for member in cluster.members:
            if not member.is_cluster_writer and member.status == "available":
                yield member


def lag_of(reader):
    name = reader.db_instance_identifier
    return MetricDatum(
        namespace="AWS/RDS",
        name="AuroraReplicaLag",
        value=Lag.of.get(name, USUAL_MS),
        dimensions=[{"Name": "DBInstanceIdentifier", "Value": name}],
        timestamp=utcnow() - timedelta(minutes=1),
        unit="Milliseconds",
    )
