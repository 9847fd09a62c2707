"""EnableMetricsCollection replaces the list; DisableMetricsCollection is missing.

AWS: enabling adds, disabling takes away, and no names at all means every metric.
Cost: taking a metric out of `enabled_metrics` fails; adding one loses the others.
"""

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import EmptyResult

from .mending import adds, mends

ALL = (
    "GroupMinSize",
    "GroupMaxSize",
    "GroupDesiredCapacity",
    "GroupInServiceInstances",
    "GroupPendingInstances",
    "GroupStandbyInstances",
    "GroupTerminatingInstances",
    "GroupTotalInstances",
    "GroupInServiceCapacity",
    "GroupPendingCapacity",
    "GroupStandbyCapacity",
    "GroupTerminatingCapacity",
    "GroupTotalCapacity",
    "WarmPoolDesiredCapacity",
    "WarmPoolWarmedCapacity",
    "WarmPoolPendingCapacity",
    "WarmPoolTerminatingCapacity",
    "WarmPoolTotalCapacity",
    "GroupAndWarmPoolDesiredCapacity",
    "GroupAndWarmPoolTotalCapacity",
)


@mends(FakeAutoScalingGroup, "enable_metrics_collection")
def enable_metrics_collection(original, self, metrics):
    original(self, list(dict.fromkeys([*self.metrics, *(metrics or ALL)])))


@adds(AutoScalingResponse)
def disable_metrics_collection(self):
    name = self._get_param("AutoScalingGroupName")
    group = self.autoscaling_backend.describe_auto_scaling_groups([name])[0]
    gone = self._get_param("Metrics") or ALL
    group.metrics = [metric for metric in group.metrics if metric not in gone]
    return EmptyResult()
