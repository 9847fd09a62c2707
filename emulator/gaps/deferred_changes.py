"""Changes of databases happen at once, also those that are to wait for the maintenance window.

AWS: without ApplyImmediately another class of an instance, and another engine version of a cluster,
wait for the window, in PendingModifiedValues. The value that there is, asked for without
ApplyImmediately, takes the waiting one back. Any call with ApplyImmediately carries out all that waits.
Cost: a plan that AWS leads to again and again until the window has nothing to do here, and what is
pending isn't seen.

No window ever comes here. From AWS's documents, and from what was measured on the provider.
"""

from moto.rds.models import RDSBackend

from .mending import mends

OF_INSTANCES = {"db_instance_class": "DBInstanceClass"}
OF_CLUSTERS = {"engine_version": "EngineVersion"}


@mends(RDSBackend, "modify_db_instance")
def modify_db_instance(original, self, db_instance_identifier, db_kwargs):
    defer(self.databases.get(db_instance_identifier), db_kwargs, OF_INSTANCES)
    return original(self, db_instance_identifier, db_kwargs)


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    defer(self.clusters.get(kwargs["db_cluster_identifier"]), kwargs, OF_CLUSTERS)
    return original(self, kwargs)


def defer(database, asked, waits):
    """Takes out of a call what has to wait, and puts into it what has waited."""
    if database is None:
        return
    pending = dict(getattr(database, "pending_modified_values", None) or {})
    for name, shown in waits.items():
        value = asked.get(name)
        if asked.get("apply_immediately"):
            if value is None and shown in pending:
                asked[name] = pending[shown]
            pending.pop(shown, None)
        elif value is not None:
            pending.pop(shown, None)
            if value != getattr(database, name):
                pending[shown] = asked.pop(name)
    database.pending_modified_values = pending
