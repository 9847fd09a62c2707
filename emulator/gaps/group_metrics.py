"""CloudWatch has no metrics of instances, nor of the requests that a target group passes on.

AWS: each instance reports CPUUtilization once a minute (with detailed monitoring), by its id and by its
group's name, and each target group RequestCountPerTarget. An instance that still warms up does not count
for its group.
Cost: what reads them, a scaling policy above all, waits for ever.

Here they come from the app that stands for the group's instances (emulator/fleet/work.py). Without one,
or before a test has moved the fleet's clock, there are none.
"""

from fleet.clock import clock
from fleet.life import time
from fleet.refresh import is_healthy
from fleet.work import processors, works
from moto.autoscaling.models import AutoScalingBackend
from moto.cloudwatch.models import MetricDatum, cloudwatch_backends

from .mending import mends

CPU, REQUESTS = "ASGAverageCPUUtilization", "ALBRequestCountPerTarget"
DEFAULT_COOLDOWN = 300


@mends(AutoScalingBackend, "delete_auto_scaling_group")
def delete_auto_scaling_group(original, self, group_name):
    original(self, group_name)
    works.pop(group_name, None)


def measure(group, warm):
    """What the instances report of the last minute. Returns what policies see of it, by their metrics."""
    work = works[group.name].take() if warm and group.name in works else None
    if work is None:
        return {}
    serving = [state for state in warm if is_healthy(group, state)]
    percents = [share(work["cpu"], state, serving) if state in serving else 0.0 for state in warm]
    requests = work["requests"] * 60 / max(len(serving), 1)
    for state, percent in zip(warm, percents, strict=True):
        put(group, "CPUUtilization", percent, "InstanceId", state.instance.id)
        put(group, "CPUUtilization", percent, "AutoScalingGroupName", group.name)
    for arn in group.target_group_arns or ():
        put(group, "RequestCountPerTarget", requests, "TargetGroup", arn.split(":")[-1])
    return {CPU: sum(percents) / len(percents), REQUESTS: requests}


def share(cpu, state, serving):
    return min(100.0, cpu / len(serving) / processors(state.instance.instance_type))


def warm_ones(group):
    """The instances whose warm-up is over, which lasts as long as the cooldown where none is set."""
    warm_up = getattr(group, "default_instance_warmup", None)
    if warm_up is None:
        warm_up = getattr(group, "default_cooldown", None) or DEFAULT_COOLDOWN
    return [state for state in group.instance_states if launched(state) + warm_up <= time()]


def launched(state):
    life = getattr(state.instance, "life", None)
    return life.launched if life else 0


def put(group, name, value, dimension, of):
    is_cpu = name == "CPUUtilization"
    cloudwatch_of(group.autoscaling_backend).metric_data.append(
        MetricDatum(
            namespace="AWS/EC2" if is_cpu else "AWS/ApplicationELB",
            name=name,
            value=value,
            dimensions=[{"Name": dimension, "Value": of}],
            timestamp=clock.stamp(),
            unit="Percent" if is_cpu else "Count",
        )
    )


def cloudwatch_of(backend):
    return cloudwatch_backends[backend.account_id][backend.region_name]
