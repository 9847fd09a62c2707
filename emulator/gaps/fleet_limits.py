"""Auto Scaling groups and instance refreshes take numbers that contradict each other.

AWS: the maximum is at least the minimum, and the desired capacity lies between; the percentages of a
maintenance policy and of a refresh come together, and lie at most 100 apart; checkpoints ascend.
Cost: what Terraform plans without a word, and AWS refuses in the middle of an apply, would pass here.

From the API reference; the words of all refusals but the first two are ours.
"""

from moto.autoscaling.exceptions import AutoscalingClientError

from .before import before


@before("autoscaling", "CreateAutoScalingGroup", "UpdateAutoScalingGroup")
def check_group(response, asked):
    group = response.autoscaling_backend.autoscaling_groups.get(asked.get("AutoScalingGroupName"))
    least = asked.get("MinSize", getattr(group, "min_size", 0))
    most = asked.get("MaxSize", getattr(group, "max_size", least))
    desired = asked.get("DesiredCapacity")
    if most < least:
        refuse(f"Max bound, {most}, must be greater than or equal to min bound, {least}")
    if desired is not None and not least <= desired <= most:
        refuse(
            f"Desired capacity:{desired} must be between the specified min size:{least} "
            f"and max size:{most}"
        )
    check_percentages(asked.get("InstanceMaintenancePolicy") or {})


@before("autoscaling", "StartInstanceRefresh")
def check_refresh(_, asked):
    preferences = asked.get("Preferences") or {}
    check_percentages(preferences)
    steps = preferences.get("CheckpointPercentages") or []
    if steps != sorted(set(steps)):
        refuse(f"CheckpointPercentages must be unique and in ascending order, got {steps}")
    if "CheckpointDelay" in preferences and not steps:
        refuse("CheckpointDelay can only be specified together with CheckpointPercentages")


def check_percentages(given):
    least, most = given.get("MinHealthyPercentage"), given.get("MaxHealthyPercentage")
    if most is not None and least is None:
        refuse("MaxHealthyPercentage can only be specified together with MinHealthyPercentage")
    if most is not None and most - least > 100:
        refuse(
            f"The difference between MaxHealthyPercentage, {most}, and MinHealthyPercentage, {least}, "
            "cannot be greater than 100"
        )


def refuse(message):
    raise AutoscalingClientError("ValidationError", message)
