"""Without a parameter group, clusters and instances get one with a made-up name, as if theirs.

AWS: default.aurora-mysql8.0 or default.aurora-postgresql16, and it belongs to AWS.
Cost: a state names groups that do not exist; after a destroy, parameter groups are left.
"""

import re

from moto.rds.models import DBCluster, DBInstance, DBParameterGroup

from .mending import mends


@mends(DBCluster, "__init__")
def init(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    if not kwargs.get("db_cluster_parameter_group_name"):
        self.parameter_group = f"default.{family_of(self)}"


@mends(DBInstance, "db_parameter_groups")
def db_parameter_groups(original, self):
    own = self.db_parameter_group_name
    if self.db_cluster_identifier is None or (own and own in self.backend.db_parameter_groups):
        return original(self)
    family = family_of(self)
    return [DBParameterGroup(self.backend, f"default.{family}", f"Default for {family}", family)]


def family_of(database):
    """aurora-mysql8.0 of 8.0.mysql_aurora.3.10.0, aurora-postgresql16 of 16.8."""
    version = r"\d+\.\d+" if database.engine == "aurora-mysql" else r"\d+"
    return database.engine + re.match(version, database.engine_version).group()
