"""DescribeScalingActivities answers that there are none.

AWS: each launch and each termination is an activity of the group, the latest first, and its cause says
who changed the desired capacity: a user, an update of the group, or a policy's alarm.
Cost: nobody sees why a fleet grew, and what reads activities shows nothing here.

Here they are those of a change of the capacity. An instance that is replaced, by a refresh or because
it is unhealthy, leaves none.
"""

from contextlib import contextmanager

from fleet.clock import clock
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from .mending import mends

MOST = 100  # an answer's most, and what is kept of a group
BY_HAND = "a user request explicitly set group desired capacity"
STARTED = "an instance was started in response to a difference between desired and actual capacity"
TAKEN_OUT = (
    "an instance was taken out of service in response to a difference between desired and actual "
    "capacity"
)


@contextmanager
def because(group, cause):
    """What changes the group's capacity in here does so for this cause."""
    group.cause = cause
    try:
        yield
    finally:
        del group.cause


@mends(FakeAutoScalingGroup, "__init__")
def init(original, self, *args, **kwargs):
    self.activities = []
    with because(self, "a user request created an AutoScalingGroup"):
        original(self, *args, **kwargs)


@mends(FakeAutoScalingGroup, "update")
def update(original, self, *args, **kwargs):
    sizes = {"min": "min_size", "max": "max_size", "desired": "desired_capacity"}
    new = {
        name: getattr(self, field) if kwargs.get(field) is None else kwargs[field]
        for name, field in sizes.items()
    }
    limits = ", ".join(f"{name}: {value}" for name, value in new.items())
    with because(self, f"a user request update of AutoScalingGroup constraints to {limits}"):
        original(self, *args, **kwargs)


@mends(FakeAutoScalingGroup, "set_desired_capacity")
def set_desired_capacity(original, self, new_capacity):
    was, before = getattr(self, "desired_capacity", 0) or 0, list(self.instance_states)
    original(self, new_capacity)
    at = clock.stamp()
    cause = getattr(self, "cause", BY_HAND)
    changed = f"{cause} changing the desired capacity from {was} to {self.desired_capacity}."
    for state in self.instance_states:
        if state not in before:
            text = f"{STARTED}, increasing the capacity from {was} to {self.desired_capacity}."
            note(self, state, f"Launching a new EC2 instance: {state.instance.id}", at, [changed, text])
    for state in before:
        if state not in self.instance_states:
            text = f"{TAKEN_OUT}, shrinking the capacity from {was} to {self.desired_capacity}."
            chosen = f"instance {state.instance.id} was selected for termination."
            what = f"Terminating EC2 instance: {state.instance.id}"
            note(self, state, what, at, [changed, text, chosen])


@mends(AutoScalingResponse, "describe_scaling_activities")
def describe_scaling_activities(original, self):
    name, ids = self._get_param("AutoScalingGroupName"), self._get_param("ActivityIds") or []
    groups = self.autoscaling_backend.autoscaling_groups.values()
    found = [
        activity
        for group in groups
        if name in (None, group.name)
        for activity in group.activities
        if not ids or activity["ActivityId"] in ids
    ]
    found.sort(key=lambda activity: activity["StartTime"], reverse=True)
    return ActionResult({"Activities": found[: self._get_int_param("MaxRecords") or MOST]})


def note(group, state, what, at, causes):
    written = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    activity = {
        "ActivityId": str(mock_random.uuid4()),
        "AutoScalingGroupName": group.name,
        "AutoScalingGroupARN": group.arn,
        "Description": what,
        "Cause": "  ".join(f"At {written} {cause}" for cause in causes),
        "StartTime": at,
        "EndTime": at,
        "StatusCode": "Successful",
        "Progress": 100,
        "Details": '{"Subnet ID":"%s","Availability Zone":"%s"}'
        % (state.instance.subnet_id, state.availability_zone),
    }
    group.activities = [activity, *group.activities][:MOST]
