"""DeleteCertificate, DeletePolicy and DeleteAutoScalingGroup end what others still need.

AWS: refuses a certificate that a listener has, a policy that somebody has attached or that has more
than one version, and a group with instances unless the call says ForceDelete.
Cost: a certificate that is replaced without create_before_destroy passes here. Who uses a
certificate is asked of the load balancers: moto remembers for good a listener that is gone.

From reports of what AWS answered.
"""

from moto.acm.models import AWSCertificateManagerBackend
from moto.autoscaling.responses import AutoScalingResponse
from moto.elbv2.models import elbv2_backends
from moto.iam.models import IAMBackend

from .mending import mends
from .refusing import Refusal, refuse


@mends(AWSCertificateManagerBackend, "delete_certificate")
def delete_certificate(original, self, arn):
    if users := balancers_with(self, arn):
        message = f"Certificate {arn} in account {self.account_id} is in use."
        refuse(arn, "ResourceInUseException", message, users[0])
    return original(self, arn)


@mends(AWSCertificateManagerBackend, "get_certificate")
def get_certificate(original, self, arn):
    certificate = original(self, arn)
    certificate.in_use_by = balancers_with(self, arn)
    return certificate


@mends(IAMBackend, "delete_policy")
def delete_policy(original, self, policy_arn):
    policy = self.get_policy(policy_arn)
    if policy.attachment_count:
        message = "Cannot delete a policy attached to entities."
        raise Refusal("DeleteConflict", message)
    if len(policy.versions) > 1:
        message = (
            "This policy has more than one version. Before you delete a policy, you must delete "
            "the policy's versions. The default version is deleted with the policy."
        )
        raise Refusal("DeleteConflict", message)
    return original(self, policy_arn)


@mends(AutoScalingResponse, "delete_auto_scaling_group")
def delete_auto_scaling_group(original, self):
    group = self.autoscaling_backend.autoscaling_groups.get(self._get_param("AutoScalingGroupName"))
    forced = str(self._get_param("ForceDelete")).lower() == "true"
    if group and group.instance_states and not forced:
        message = (
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot "
            "instance request(s) still in the group."
        )
        refuse(group.name, "ResourceInUse", message, group.instance_states[0].instance.id)
    return original(self)


def balancers_with(acm, arn):
    balancers = elbv2_backends[acm.account_id][acm.region_name].load_balancers.values()
    return [
        balancer.arn
        for balancer in balancers
        if any(arn in each.certificates for each in balancer.listeners.values())
    ]
