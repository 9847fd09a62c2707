"""Instances of a cluster lose Performance Insights, share one id, and get an odd certificate.

AWS: PerformanceInsightsEnabled, its retention (7 days by default) and key are given back; every
instance has its own DbiResourceId; the certificate authority is rds-ca-rsa2048-g1 by default.
Cost: every plan wants to switch Performance Insights on; with a certificate authority set,
Terraform modifies and reboots each new instance: two minutes.
"""

import random
import string

from moto.rds.models import DBInstanceClustered, RDSBackend

from .cluster_attributes import rds_key
from .mending import mends

DEFAULT_RETENTION_DAYS = 7


@mends(DBInstanceClustered, "__init__")
def init(original, self, *args, **kwargs):
    kwargs.setdefault("ca_certificate_identifier", "rds-ca-rsa2048-g1")
    original(self, *args, **kwargs)
    letters = random.choices(string.ascii_uppercase + string.digits, k=26)
    self.dbi_resource_id = "db-" + "".join(letters)
    self.network_type = self.cluster.network_type
    self.performance_insights_enabled = False
    set_performance_insights(self, kwargs)


@mends(RDSBackend, "modify_db_instance")
def modify_db_instance(original, self, db_instance_identifier, db_kwargs):
    instance = original(self, db_instance_identifier, db_kwargs)
    if isinstance(instance, DBInstanceClustered):
        set_performance_insights(instance, db_kwargs)
    return instance


def set_performance_insights(instance, params):
    enabled = params.get("enable_performance_insights")
    if enabled is None:
        return
    instance.performance_insights_enabled = enabled
    retention = params.get("performance_insights_retention_period") or DEFAULT_RETENTION_DAYS
    key = params.get("performance_insights_kms_key_id") or rds_key(instance.backend)
    instance.performance_insights_retention_period = retention if enabled else None
    instance.performance_insights_kms_key_id = key if enabled else None
