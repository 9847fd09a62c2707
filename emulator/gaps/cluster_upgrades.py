"""ModifyDBCluster takes any engine version, at once.

AWS: goes forward only; to a new major version with AllowMajorVersionUpgrade alone, and if the
cluster has a parameter group of its own, with a new one, since that is of one major version. A
group of another version's family is refused always.
Cost: a version that is set back, or one too far, plans well and is refused by AWS; and a downgrade
"works" here.

From reports of what AWS answered. Which versions there are is no matter of this file.
"""

import re
from types import SimpleNamespace

from moto.rds.models import RDSBackend

from . import deferred_changes  # noqa: F401 inside of these checks: what is refused doesn't wait
from .default_parameter_groups import family_of
from .mending import mends
from .refusing import Refusal


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    if cluster:
        check_version(cluster, kwargs)
        version = kwargs.get("engine_version") or cluster.engine_version
        check_family(self, family(cluster.engine, version), kwargs)
    return original(self, kwargs)


@mends(RDSBackend, "create_db_cluster")
def create_db_cluster(original, self, kwargs):
    if version := kwargs.get("engine_version"):
        check_family(self, family(kwargs["engine"], version), kwargs)
    return original(self, kwargs)


def check_version(cluster, asked):
    now, wanted = cluster.engine_version, asked.get("engine_version") or cluster.engine_version
    if numbers(wanted) < numbers(now):
        refuse(f"Cannot upgrade {cluster.engine} from {now} to {wanted}")
    if family(cluster.engine, wanted) == family_of(cluster):
        return
    if not asked.get("allow_major_version_upgrade"):
        refuse(
            "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major "
            "version."
        )
    own = cluster.parameter_group
    if not own.startswith("default.") and not asked.get("db_cluster_parameter_group_name"):
        refuse(
            f"The current DB cluster parameter group {own} is custom. You must explicitly specify "
            "a new DB cluster parameter group, either default or custom, for the engine version "
            "upgrade."
        )


def check_family(rds, needed, asked):
    name = asked.get("db_cluster_parameter_group_name")
    group = rds.db_cluster_parameter_groups.get(name) if name else None
    if group and group.db_parameter_group_family != needed:
        refuse(
            f"The Parameter Group {name} with DBParameterGroupFamily "
            f"{group.db_parameter_group_family} cannot be used for this instance. Please use a "
            f"Parameter Group with DBParameterGroupFamily {needed}"
        )


def family(engine, version):
    return family_of(SimpleNamespace(engine=engine, engine_version=version))


def numbers(version):
    return [int(digits) for digits in re.findall(r"\d+", version)]


def refuse(message):
    raise Refusal("InvalidParameterCombination", message)
