"""ModifyDBSubnetGroup deletes the group: it takes it out to change it, and does not put it back.

AWS: the group has its new subnets, which must lie in the VPC that it is in.
Cost: adding a zone ends in "root object was present, but now absent"; moving a database to another
network seems to work.
"""

from moto.rds.exceptions import InvalidParameterValue
from moto.rds.models import RDSBackend

from .mending import mends


@mends(RDSBackend, "modify_db_subnet_group")
def modify_db_subnet_group(original, self, subnet_name, description, subnets):
    current = self.describe_db_subnet_groups(subnet_name)[0]
    if any(subnet.vpc_id != current.vpc_id for subnet in subnets):
        raise InvalidParameterValue(
            "The new Subnets are not in the same Vpc as the existing subnet group"
        )
    group = original(self, subnet_name, description, subnets)
    self.subnet_groups[subnet_name] = group
    return group
