"""A target tracking policy has no alarms, and nobody looks at its metric.

AWS: EC2 Auto Scaling makes two alarms for it, takes them away with it, and by them it changes the
group's capacity. How, is in emulator/fleet/tracking.py.
Cost: no test could see that a fleet grows under load, nor that it shrinks again.
"""

from fleet.clock import clock
from fleet.tracking import HIGH, LOW, MINUTES, follow, threshold, wanted
from moto.autoscaling.models import AutoScalingBackend, FakeScalingPolicy, autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from .group_metrics import CPU, cloudwatch_of, measure, warm_ones
from .mending import mends
from .scaling_activities import because
from .scaling_policies import key, requested

NO_DATA = "INSUFFICIENT_DATA"
FakeScalingPolicy.alarms = ()


@mends(AutoScalingResponse, "put_scaling_policy")
def put_scaling_policy(original, self):
    policies, params = self.autoscaling_backend.policies, self._get_params()
    name = key(params["AutoScalingGroupName"], params["PolicyName"])
    earlier = policies.get(name)
    original(self)
    take_alarms(earlier)
    policy = policies[name]
    if policy.target_tracking_configuration:
        give_alarms(policy)
    return ActionResult({"PolicyARN": policy.arn, "Alarms": policy.alarms})


@mends(AutoScalingResponse, "delete_policy")
def delete_policy(original, self):
    policy = self.autoscaling_backend.policies.get(requested(self))
    result = original(self)
    take_alarms(policy)
    return result


@mends(AutoScalingBackend, "delete_auto_scaling_group")
def delete_auto_scaling_group(original, self, group_name):
    policies = self.describe_policies(group_name)
    original(self, group_name)
    for policy in policies:
        take_alarms(policy)


@clock.each_step
def each_minute():
    if clock.now // 60 == looked["minute"]:
        return
    looked["minute"] = clock.now // 60
    for account in autoscaling_backends.values():
        for backend in account.values():
            for group in backend.autoscaling_groups.values():
                look_at(group, backend)


looked = {"minute": 0}


def look_at(group, backend):
    warm = warm_ones(group)
    values = measure(group, warm)
    all_policies = backend.describe_policies(group.name)
    policies = [policy for policy in all_policies if policy.target_tracking_configuration]
    for policy in policies:
        follow(policy, values.get(metric_of(policy)))
        show_states(policy)
    change = wanted(group, policies, len(warm))
    if change:
        capacity, policy, kind = change
        alarm = policy.alarm_of[kind].name
        cause = f"a monitor alarm {alarm} in state ALARM triggered policy {policy.name}"
        with because(group, cause):
            backend.set_desired_capacity(group.name, capacity)


def metric_of(policy):
    return specification_of(policy).get("PredefinedMetricType")


def specification_of(policy):
    return getattr(policy.target_tracking_configuration, "PredefinedMetricSpecification", {})


def give_alarms(policy):
    policy.states = {HIGH: NO_DATA, LOW: NO_DATA}
    policy.alarm_of = {kind: make_alarm(policy, kind) for kind in policy.states}
    policy.alarms = [
        {"AlarmName": alarm.name, "AlarmARN": alarm.alarm_arn} for alarm in policy.alarm_of.values()
    ]
    show_states(policy)


def make_alarm(policy, kind):
    group = policy.auto_scaling_group_name
    return cloudwatch_of(policy.autoscaling_backend).put_metric_alarm(
        name=f"TargetTracking-{group}-{kind}-{mock_random.uuid4()}",
        comparison_operator="GreaterThanThreshold" if kind == HIGH else "LessThanThreshold",
        evaluation_periods=MINUTES[kind],
        period=60,
        threshold=threshold(policy, kind),
        description=f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {policy.arn}.",
        alarm_actions=[policy.arn],
        **metric_in_cloudwatch(policy),
    )


def metric_in_cloudwatch(policy):
    if metric_of(policy) == CPU:
        names = ("AWS/EC2", "CPUUtilization", "Average")
        dimension = {"Name": "AutoScalingGroupName", "Value": policy.auto_scaling_group_name}
    else:
        # Of app/my-alb/1a2b/targetgroup/my-targets/3c4d the target group's part.
        group = specification_of(policy).get("ResourceLabel", "").split("/")[-3:]
        names = ("AWS/ApplicationELB", "RequestCountPerTarget", "Sum")
        dimension = {"Name": "TargetGroup", "Value": "/".join(group)}
    return {
        **dict(zip(("namespace", "metric_name", "statistic"), names, strict=True)),
        "dimensions": [dimension],
    }


def show_states(policy):
    for kind, alarm in policy.alarm_of.items():
        if alarm.state_value != policy.states[kind]:
            alarm.update_state(reason(policy, kind), "{}", policy.states[kind])
            alarm.state_updated_timestamp = clock.stamp()


def reason(policy, kind):
    if policy.states[kind] == NO_DATA:
        return "Insufficient Data: 1 datapoint was unknown."
    were = "were" if policy.states[kind] == "ALARM" else "were not all"
    side = "greater" if kind == HIGH else "less"
    last = f"the last {MINUTES[kind]} datapoints {were} {side}"
    return f"Threshold Crossed: {last} than the threshold ({threshold(policy, kind)})."


def take_alarms(policy):
    if policy is not None and policy.alarms:
        names = [alarm.name for alarm in policy.alarm_of.values()]
        cloudwatch_of(policy.autoscaling_backend).delete_alarms(names)
