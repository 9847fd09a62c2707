"""DescribePendingMaintenanceActions is missing.

AWS: lists, by the ARN of a cluster or an instance, the maintenance that it wants to do or will do.
Cost: who asks what is pending gets an error.

Here nothing is ever pending: there is nothing to patch.
"""

from moto.core.responses import ActionResult
from moto.rds.responses import RDSResponse

from .mending import adds


@adds(RDSResponse)
def describe_pending_maintenance_actions(self):
    return ActionResult({"PendingMaintenanceActions": []})
