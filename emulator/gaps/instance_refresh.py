"""StartInstanceRefresh, DescribeInstanceRefreshes and CancelInstanceRefresh are missing.

AWS: a refresh replaces the instances of a group, some at a time, by ones of the launch template
version that the group names. Terraform starts it and does not wait. With an automatic rollback it
is refused unless there is something definite to go back to: a numbered version, an image by its id.
It waits at its checkpoints, and fails when one of its alarms goes off.
Cost: every change of the launch template ends in an error.

Here the instances are replaced at once, one by one, a new one before an old one goes; the first
look at a refresh still says InProgress, the next ones Successful. Once a test has moved the fleet's
clock, a refresh takes its time and may fail (emulator/fleet). A rollback itself cannot be seen, and a
bake time is refused: Terraform's provider has no attribute for it.
"""

import uuid
from datetime import datetime, timezone

from fleet import refresh as steps
from fleet.clock import clock
from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult

from .fleet_launch import replace
from .mending import adds


@adds(AutoScalingResponse)
def start_instance_refresh(self):
    group = named_group(self)
    preferences = self._get_param("Preferences") or {}
    if preferences.get("AutoRollback"):
        check_definite(group)
    if preferences.get("BakeTime"):
        raise AutoscalingClientError("ValidationError", "BakeTime is not emulated (emulator: gap)")
    states = list(group.instance_states)
    outdated = [state for state in states if needs_replacing(group, state, preferences)]
    refresh = {
        "InstanceRefreshId": str(uuid.uuid4()),
        "AutoScalingGroupName": group.name,
        "Status": "InProgress",
        "StartTime": now(),
        "PercentageComplete": 0,
        "InstancesToUpdate": len(outdated),
        "Strategy": self._get_param("Strategy") or "Rolling",
        "Preferences": preferences,
        "DesiredConfiguration": self._get_param("DesiredConfiguration"),
    }
    refuse_another(group)
    for earlier in refreshes_of(group):
        finish(earlier)
    refreshes_of(group).insert(0, refresh)
    alarm = steps.alarmed(group, preferences)
    if alarm:
        finish(refresh, "Failed", alarm)
    elif clock.now is None:
        for state in outdated:
            replace(group, state)
    else:
        steps.begin(group, refresh, outdated)
    return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})


@adds(AutoScalingResponse)
def describe_instance_refreshes(self):
    wanted = self._get_param("InstanceRefreshIds") or []
    found = [
        refresh
        for refresh in refreshes_of(named_group(self))
        if not wanted or refresh["InstanceRefreshId"] in wanted
    ]
    shown = [dict(refresh) for refresh in found]
    for refresh in found:
        if not is_under_way(named_group(self)):
            finish(refresh)
    return ActionResult({"InstanceRefreshes": shown})


@adds(AutoScalingResponse)
def cancel_instance_refresh(self):
    group = named_group(self)
    if not is_under_way(group):
        raise AutoscalingClientError(
            "ActiveInstanceRefreshNotFound",
            "No in progress or pending Instance Refresh found for Auto Scaling group "
            + group.name,
        )
    id = group.refreshing["shown"]["InstanceRefreshId"]
    steps.end(group, finish, "Cancelled", "Cancelled by the user.")
    return ActionResult({"InstanceRefreshId": id})


@clock.each_step
def go_on():
    for account in autoscaling_backends.values():
        for backend in account.values():
            for group in backend.autoscaling_groups.values():
                for state in group.instance_states:
                    if life := getattr(state.instance, "life", None):
                        life.settle()
                steps.replace_unhealthy(group)
                steps.go_on(group, finish)


def is_under_way(group):
    return getattr(group, "refreshing", None) is not None


def refuse_another(group):
    if is_under_way(group):
        raise AutoscalingClientError(
            "InstanceRefreshInProgress",
            f"An Instance Refresh is already in progress for group {group.name}",
        )


def named_group(response):
    groups = response.autoscaling_backend.autoscaling_groups
    group = groups.get(response._get_param("AutoScalingGroupName"))
    if group is None:
        raise AutoscalingClientError("ValidationError", "AutoScalingGroup name not found - null")
    return group


def refreshes_of(group):
    return group.__dict__.setdefault("instance_refreshes", [])


def check_definite(group):
    version = str(group.launch_template_version)
    image = group.ec2_launch_template.get_version(version).image_id
    if version.startswith("$") or image.startswith("resolve:ssm:"):
        raise AutoscalingClientError(
            "ValidationError",
            "An instance refresh with AutoRollback needs a numbered launch template version whose "
            f"image is an AMI id, got version {version} with image {image}",
        )


def needs_replacing(group, state, preferences):
    if not preferences.get("SkipMatching"):
        return True
    version = group.ec2_launch_template.get_version(group.launch_template_version)
    return state.launched_version != str(version.number)


def finish(refresh, status="Successful", reason=None):
    if refresh["Status"] != "InProgress":
        return
    refresh.update(Status=status, EndTime=now())
    if reason:
        refresh["StatusReason"] = reason
    if status == "Successful":
        refresh.update(PercentageComplete=100, InstancesToUpdate=0)


def now():
    return datetime.now(timezone.utc)
