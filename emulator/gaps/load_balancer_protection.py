"""DeleteLoadBalancer ignores deletion protection.

AWS: refuses with OperationNotPermitted while `deletion_protection.enabled` is true.
Cost: a destroy that AWS stops would pass here.
"""

from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend

from .mending import mends


@mends(ELBv2Backend, "delete_load_balancer")
def delete_load_balancer(original, self, arn):
    balancer = self.load_balancers.get(arn)
    if balancer is not None and balancer.attrs.get("deletion_protection.enabled") == "true":
        raise ELBClientError(
            "OperationNotPermitted",
            f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
        )
    return original(self, arn)
