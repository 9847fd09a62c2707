"""FailoverDBCluster without a target takes the first reader it finds.

AWS: the one with the lowest promotion tier; of equals, the largest.
Cost: a test of who takes over would prove nothing.
"""

import re

from moto.rds.models import RDSBackend

from .mending import mends

SIZES = ("small", "medium", "large", "xlarge")


@mends(RDSBackend, "failover_db_cluster")
def failover_db_cluster(original, self, db_cluster_identifier, target_db_instance_identifier=None):
    cluster = self.clusters.get(db_cluster_identifier)
    if target_db_instance_identifier is None and cluster is not None:
        readers = [
            member
            for member in cluster.members
            if not member.is_cluster_writer and member.status == "available"
        ]
        first = min(readers, key=preference, default=None)
        target_db_instance_identifier = first and first.db_instance_identifier
    return original(self, db_cluster_identifier, target_db_instance_identifier)


def preference(reader):
    return reader.promotion_tier, [-part for part in size_of(reader.db_instance_class)]


def size_of(instance_class):
    """db.r7g.2xlarge after db.r7g.xlarge after db.t4g.large: larger sizes compare as larger."""
    name = instance_class.rsplit(".", 1)[-1]
    times = re.match(r"(\d+)xlarge", name)
    rank = SIZES.index("xlarge" if times else name) if times or name in SIZES else -1
    return rank, int(times.group(1)) if times else 1
