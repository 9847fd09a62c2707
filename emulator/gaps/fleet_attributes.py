"""CreateAutoScalingGroup and UpdateAutoScalingGroup drop what moto's model has no field for.

AWS: DescribeAutoScalingGroups gives back all that was set.
Cost: `default_instance_warmup`, `max_instance_lifetime` and `instance_maintenance_policy` differ in
every plan; changes of cooldown, termination policies and the like are never stored.
"""

from botocore import xform_name
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse

from .mending import mends

KEPT = (
    "AvailabilityZoneDistribution",
    "AvailabilityZoneImpairmentPolicy",
    "CapacityRebalance",
    "CapacityReservationSpecification",
    "Context",
    "DefaultCooldown",
    "DefaultInstanceWarmup",
    "DesiredCapacityType",
    "HealthCheckGracePeriod",
    "InstanceMaintenancePolicy",
    "MaxInstanceLifetime",
    "PlacementGroup",
    "TerminationPolicies",
)

# The values by which a caller takes an attribute away again.
NONE = {
    "DefaultInstanceWarmup": -1,
    "InstanceMaintenancePolicy": {"MinHealthyPercentage": -1, "MaxHealthyPercentage": -1},
    "MaxInstanceLifetime": 0,
}


@mends(AutoScalingResponse, "create_auto_scaling_group")
def create_auto_scaling_group(original, self):
    result = original(self)
    named_group(self).capacity_reservation_specification = {
        "CapacityReservationPreference": "default"
    }
    keep(self)
    return result


@mends(AutoScalingResponse, "update_auto_scaling_group")
def update_auto_scaling_group(original, self):
    result = original(self)
    keep(self)
    return result


def named_group(response):
    name = response._get_param("AutoScalingGroupName")
    return response.autoscaling_backend.autoscaling_groups[name]


def keep(response):
    params = response._get_params()
    group = named_group(response)
    for name in KEPT:
        if name in params:
            value = None if params[name] == NONE.get(name, KEPT) else params[name]
            setattr(group, xform_name(name), value)


@mends(FakeAutoScalingGroup, "update")
def update(original, self, *args, **kwargs):
    """An update that says nothing of the mixed instances policy leaves it as it was."""
    kwargs["mixed_instances_policy"] = (
        kwargs.get("mixed_instances_policy") or self.mixed_instances_policy
    )
    if kwargs.get("launch_template") or kwargs.get("launch_config_name"):
        kwargs["mixed_instances_policy"] = None
    original(self, *args, **kwargs)
