"""A failover leaves no events, and DescribeEvents gives those of all time.

AWS: the cluster has one when a failover starts, which says whether the target is in another zone, and
one when it is completed (RDS-EVENT-0072, 0073 and 0071). DescribeEvents gives those since StartTime.
Cost: what shows people RDS's events would show nothing of a failover here, and much else.
"""

from types import SimpleNamespace

from moto.core.utils import utcnow
from moto.rds.models import RDSBackend

from .mending import mends


@mends(RDSBackend, "failover_db_cluster")
def failover_db_cluster(original, self, *args, **kwargs):
    cluster = self.clusters.get(kwargs.get("db_cluster_identifier", args[0] if args else None))
    before = cluster and cluster.writer
    answer = original(self, *args, **kwargs)
    target = cluster.writer
    same = before and before.availability_zone == target.availability_zone
    name = target.db_instance_identifier
    for message in (
        f"Started {'same' if same else 'cross'} AZ failover to DB instance: {name}",
        f"Completed failover to DB instance: {name}",
    ):
        self.events.append(event(cluster, message))
    return answer


@mends(RDSBackend, "describe_events")
def describe_events(original, self, *args, start_time=None, **kwargs):
    events = original(self, *args, **kwargs)
    if start_time is None:
        return events
    start = start_time.replace(tzinfo=None)
    return [each for each in events if each.date.replace(tzinfo=None) >= start]


def event(cluster, message):
    return SimpleNamespace(
        source_identifier=cluster.db_cluster_identifier,
        source_type="db-cluster",
        source_arn=cluster.db_cluster_arn,
        message=message,
        event_categories=["failover"],
        date=utcnow(),
    )
