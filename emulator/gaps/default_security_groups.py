"""A cluster that is given no security group has none.

AWS: it has the default group of its VPC, which is its subnet group's, or the default VPC.
Cost: a restored cluster that nobody gave its group back looks as if it had none to take away.
"""

from moto.ec2.models import ec2_backends
from moto.rds.models import DBCluster

from .mending import mends


@mends(DBCluster, "__init__")
def init(original, self, backend, *args, **kwargs):
    original(self, backend, *args, **kwargs)
    self.vpc_security_group_ids = self.vpc_security_group_ids or default_groups(self)


def default_groups(cluster):
    ec2 = ec2_backends[cluster.account_id][cluster.region]
    group = cluster.backend.subnet_groups.get(cluster.db_subnet_group_name)
    vpc = group.vpc_id if group else getattr(ec2.get_default_vpc(), "id", None)
    return [each.id for each in ec2.groups[vpc].values() if each.name == "default"]
