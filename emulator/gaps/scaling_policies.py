"""PutScalingPolicy forgets `Enabled`, makes up a predictive part, and keeps one policy a name.

AWS: a policy is enabled unless told otherwise, and its name is unique within its group.
Cost: every plan wants to enable the policies; two groups overwrite, and delete, each other's.
"""

from moto.autoscaling.models import AutoScalingBackend, FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import EmptyResult

from .mending import mends


@mends(FakeScalingPolicy, "__init__")
def init(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


@mends(AutoScalingResponse, "put_scaling_policy")
def put_scaling_policy(original, self):
    result = original(self)
    params = self._get_params()
    policies = self.autoscaling_backend.policies
    policy = policies.pop(params["PolicyName"])
    policy.enabled = params.get("Enabled", True)
    policies[key(policy.auto_scaling_group_name, policy.name)] = policy
    return result


@mends(AutoScalingResponse, "delete_policy")
def delete_policy(original, self):
    self.autoscaling_backend.policies.pop(requested(self), None)
    return EmptyResult()


@mends(AutoScalingResponse, "execute_policy")
def execute_policy(original, self):
    self.autoscaling_backend.policies[requested(self)].execute()
    return EmptyResult()


@mends(AutoScalingBackend, "delete_auto_scaling_group")
def delete_auto_scaling_group(original, self, group_name):
    original(self, group_name)
    for policy in self.describe_policies(group_name):
        del self.policies[key(group_name, policy.name)]


def key(group_name, policy_name):
    return f"{group_name}/{policy_name}"


def requested(response):
    """Which policy: by name and group, or by an ARN that ends in both."""
    name = response._get_param("PolicyName")
    if name.startswith("arn:"):
        group, policy = name.split("autoScalingGroupName/")[1].split(":policyName/")
        return key(group, policy)
    return key(response._get_param("AutoScalingGroupName"), name)
