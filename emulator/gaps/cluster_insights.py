"""A cluster forgets its Database Insights, and takes advanced ones with any history.

AWS: gives back the mode, and whether and for how long Performance Insights keeps; advanced mode needs
Performance Insights with 465 days or more.
Cost: each plan asks for the same change again, and a mode that AWS refuses passes here.
"""

from moto.rds.models import RDSBackend

from .mending import mends
from .refusing import Refusal

LONG = 465


@mends(RDSBackend, "create_db_cluster")
def create_db_cluster(original, self, kwargs):
    asked = taken(kwargs)
    look(asked)
    cluster = original(self, kwargs)
    keep(cluster, asked)
    return cluster


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    asked = taken(kwargs)
    look(asked, vars(cluster) if cluster else {})
    answer = original(self, kwargs)
    for each in (cluster, answer):
        keep(each, asked)
    return answer


def taken(kwargs):
    return {
        "database_insights_mode": kwargs.pop("database_insights_mode", None),
        "performance_insights_enabled": kwargs.pop("enable_performance_insights", None),
        "performance_insights_retention_period": kwargs.pop(
            "performance_insights_retention_period", None
        ),
    }


def look(asked, has=None):
    is_now = {key: value if value is not None else (has or {}).get(key) for key, value in asked.items()}
    days = is_now["performance_insights_retention_period"] or 0
    if is_now["database_insights_mode"] != "advanced":
        return
    if not is_now["performance_insights_enabled"] or days < LONG:
        message = (
            "To enable the Advanced mode of Database Insights, Performance Insights must be enabled "
            f"with a retention period of at least {LONG} days."
        )
        raise Refusal("InvalidParameterCombination", message)


def keep(cluster, asked):
    for key, value in asked.items():
        if value is not None:
            setattr(cluster, key, value)
