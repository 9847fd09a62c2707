"""SetDesiredCapacity takes any number.

AWS: it must lie between the group's minimum and maximum.
Cost: an operator's command that scales out would work here and fail there.
"""

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.responses import AutoScalingResponse

from .mending import mends


@mends(AutoScalingResponse, "set_desired_capacity")
def set_desired_capacity(original, self):
    group = self.autoscaling_backend.autoscaling_groups.get(self._get_param("AutoScalingGroupName"))
    wanted = self._get_int_param("DesiredCapacity")
    if group is None:
        raise AutoscalingClientError("ValidationError", "AutoScalingGroup name not found - null")
    for bound, wrong in (("min", wanted < group.min_size), ("max", wanted > group.max_size)):
        if wrong:
            side = "above" if bound == "max" else "below"
            size = group.max_size if bound == "max" else group.min_size
            raise AutoscalingClientError(
                "ValidationError",
                f"New SetDesiredCapacity value {wanted} is {side} {bound} value {size} "
                "for the AutoScalingGroup.",
            )
    return original(self)
