"""ModifyDBSubnetGroup deletes the group: it takes it out to change it, and does not put it back.

AWS: the group has its new subnets.
Cost: adding a zone ends in "root object was present, but now absent".
"""

from moto.rds.models import RDSBackend

from .mending import mends


@mends(RDSBackend, "modify_db_subnet_group")
def modify_db_subnet_group(original, self, subnet_name, description, subnets):
    group = original(self, subnet_name, description, subnets)
    self.subnet_groups[subnet_name] = group
    return group
