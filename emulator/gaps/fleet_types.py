"""A group with a mixed instances policy has a launch template besides, starts the template's type, and takes all types.

AWS: such a group has no LaunchTemplate of its own. With the strategy `prioritized` its instances are of the
first type in the policy that AWS has. A policy has at most 40 types, each once.
Cost: a fleet with fallback types would end in an error, or differ in each plan.

From the API reference; the words of the refusals are ours. There is always enough of the first type here.
"""

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import FakeAutoScalingGroup

from .before import before

MOST = 40


@before("autoscaling", "CreateAutoScalingGroup", "UpdateAutoScalingGroup")
def check_types(_, asked):
    types = types_in(asked.get("MixedInstancesPolicy"))
    again = sorted({each for each in types if types.count(each) > 1})
    if again:
        refuse(f"Overrides must have each instance type once, got {', '.join(again)} again")
    if len(types) > MOST:
        refuse(f"Overrides must be at most {MOST}, got {len(types)}")


def types_in(policy):
    overrides = ((policy or {}).get("LaunchTemplate") or {}).get("Overrides") or []
    return [each["InstanceType"] for each in overrides if "InstanceType" in each]


def first_type(group, version):
    """The type of the group's next instance."""
    return next(iter(types_in(group.mixed_instances_policy)), version.instance_type)


def refuse(message):
    raise AutoscalingClientError("ValidationError", message)


one_template = FakeAutoScalingGroup.launch_template.fget


def launch_template(self):
    return None if self.mixed_instances_policy else one_template(self)


FakeAutoScalingGroup.launch_template = property(launch_template)
