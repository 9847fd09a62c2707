"""DeleteDBSubnetGroup and the like delete what databases are made of, under their feet.

AWS: refuses a subnet group and a parameter group that a cluster or an instance has, AWS's own
default groups, and a change of a subnet group that takes a database's subnet out of it.
Cost: a parameter group that is replaced without create_before_destroy, or left out of the settings
while the cluster still has it, passes here and stops halfway on AWS.

The words for parameter groups of clusters, and the code and the words for a subnet in use
(SubnetAlreadyInUse), are from RDS's reference; the others are from reports of what AWS answered.
"""

from moto.rds.models import DBInstanceClustered, RDSBackend

from .in_use import subnet_of
from .mending import mends
from .refusing import refuse

STATE = "InvalidDBParameterGroupState"


@mends(RDSBackend, "delete_subnet_group")
def delete_subnet_group(original, self, subnet_name):
    clusters = [each for each in self.clusters.values() if each.db_subnet_group_name == subnet_name]
    users = [f"cluster: {each.resource_id}" for each in clusters]
    users += [
        f"instance: {each.resource_id}"
        for each in self.databases.values()
        if each._db_subnet_group_name == subnet_name
    ]
    if users:
        message = (
            f"Cannot delete the subnet group '{subnet_name}' because at least one database "
            f"{users[0]} is still using it."
        )
        refuse(f"subgrp {subnet_name}", "InvalidDBSubnetGroupStateFault", message, users[0])
    return original(self, subnet_name)


@mends(RDSBackend, "modify_db_subnet_group")
def modify_db_subnet_group(original, self, subnet_name, description, subnets):
    staying = {subnet.id for subnet in subnets}
    for database in self.databases.values():
        where = subnet_of(database)
        if where and group_of(database) == subnet_name and where not in staying:
            message = "The DB subnet is already in use in the Availability Zone."
            refuse(f"{subnet_name} {where}", "SubnetAlreadyInUse", message, database.resource_id)
    return original(self, subnet_name, description, subnets)


@mends(RDSBackend, "delete_db_parameter_group")
def delete_db_parameter_group(original, self, db_parameter_group_name):
    users = (
        each.resource_id
        for each in self.databases.values()
        if each.db_parameter_group_name == db_parameter_group_name
    )
    refuse_parameters(db_parameter_group_name, "database instances", next(users, None))
    return original(self, db_parameter_group_name)


@mends(RDSBackend, "delete_db_cluster_parameter_group")
def delete_db_cluster_parameter_group(original, self, db_cluster_parameter_group_name):
    users = (
        each.resource_id
        for each in self.clusters.values()
        if each.parameter_group == db_cluster_parameter_group_name
    )
    refuse_parameters(db_cluster_parameter_group_name, "database clusters", next(users, None))
    return original(self, db_cluster_parameter_group_name)


def refuse_parameters(name, kind, user):
    if name.startswith("default."):
        message = f"Default DBParameterGroup cannot be deleted: {name}"
        refuse(f"pg {name}", STATE, message, "it is AWS's")
    if user:
        message = (
            f"One or more {kind} are still members of this parameter group {name}, "
            "so the group cannot be deleted"
        )
        refuse(f"pg {name}", STATE, message, user)


def group_of(database):
    if isinstance(database, DBInstanceClustered):
        return database.cluster.db_subnet_group_name
    return database._db_subnet_group_name
