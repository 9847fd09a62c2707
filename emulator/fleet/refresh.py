"""An instance refresh on the fleet's own time: as many at a time as its preferences say."""

import math

from gaps.fleet_launch import launch
from moto.cloudwatch.models import cloudwatch_backends

from .clock import clock
from .life import health

DEFAULT_MIN, DEFAULT_MAX = 90, 100  # of AWS, where a group has no maintenance policy
PATIENCE = 3600  # an hour in which no old instance could go, then it fails
CHECKPOINT_DELAY = 3600  # of AWS, where a refresh has checkpoints and says nothing of the time


def begin(group, refresh, outdated):
    steps = refresh["Preferences"].get("CheckpointPercentages") or [100]
    group.refreshing = {
        "shown": refresh,
        "outdated": outdated,
        "last": clock.now,
        "checkpoints": list(steps),  # in percent: the next one, and those after it
        "reached": None,  # since when it waits there
    }


def go_on(group, finish):
    """One look at a refresh under way: takes all the steps that may be taken now."""
    under_way = getattr(group, "refreshing", None)
    if under_way is None:
        return
    alarm = alarmed(group, under_way["shown"]["Preferences"])
    if alarm:
        end(group, finish, "Failed", alarm)
        return
    pass_checkpoint(group, under_way)
    while step(group, under_way):
        pass
    left = [state for state in group.instance_states if state in under_way["outdated"]]
    under_way["shown"]["InstancesToUpdate"] = len(left)
    if not left and len(under_way["checkpoints"]) == 1 and all(is_healthy(group, state) for state in group.instance_states):
        end(group, finish, "Successful", None)
    elif clock.now - under_way["last"] >= PATIENCE:
        reason = "The instances that were launched did not become healthy within an hour."
        end(group, finish, "Failed", reason)


def alarmed(group, preferences):
    """Why alarms stop it, in one line; None if they don't."""
    backend = group.autoscaling_backend
    known = cloudwatch_backends[backend.account_id][backend.region_name].alarms
    for name in (preferences.get("AlarmSpecification") or {}).get("Alarms") or []:
        if name in known and known[name].state_value == "ALARM":
            return f"The alarm {name} is in the state ALARM."
    return None


def pass_checkpoint(group, under_way):
    """Waits where enough instances are new and all are healthy, and goes on when the time is over."""
    states, goal = group.instance_states, goal_of(group, under_way)
    new = [state for state in states if state not in under_way["outdated"]]
    there = len(new) >= goal and len(states) <= group.desired_capacity
    if len(under_way["checkpoints"]) == 1 or not there:
        return
    if not all(is_healthy(group, state) for state in states):
        return
    under_way["reached"] = clock.now if under_way["reached"] is None else under_way["reached"]
    under_way["last"] = clock.now
    delay = under_way["shown"]["Preferences"].get("CheckpointDelay", CHECKPOINT_DELAY)
    if clock.now - under_way["reached"] >= delay:
        under_way["checkpoints"].pop(0)
        under_way["reached"] = None


def goal_of(group, under_way):
    """So many instances may be new until the next checkpoint."""
    return math.ceil(group.desired_capacity * under_way["checkpoints"][0] / 100)


def end(group, finish, status, reason):
    finish(group.refreshing["shown"], status, reason)
    group.refreshing = None


def step(group, under_way):
    """Launches one instance or takes one away, if the preferences allow it now."""
    preferences, states = under_way["shown"]["Preferences"], group.instance_states
    outdated = [state for state in states if state in under_way["outdated"]]
    desired = group.desired_capacity
    least = math.ceil(desired * preferences.get("MinHealthyPercentage", DEFAULT_MIN) / 100)
    most = math.ceil(desired * preferences.get("MaxHealthyPercentage", DEFAULT_MAX) / 100)
    goal = goal_of(group, under_way)
    if outdated and len(states) < most and len(states) - len(outdated) < goal:
        launch(group, group.get_propagated_tags(), leaving=outdated[0])
        register(group)
        return True
    if len(outdated) <= desired - goal:
        return False
    for state in sorted(outdated, key=lambda one: is_healthy(group, one)):
        others = [one for one in states if one is not state and is_healthy(group, one)]
        if len(others) >= least and (len(states) > desired or most <= desired):
            take_away(group, state)
            under_way["last"] = clock.now
            return True
    return False


def replace_unhealthy(group):
    """What the load balancer still finds unhealthy after the grace period goes, and another comes."""
    if group.health_check_type != "ELB":
        return
    grace = int(group.health_check_grace_period or 0)
    for state in list(group.instance_states):
        life = getattr(state.instance, "life", None)
        if life and clock.now >= life.launched + grace and "unhealthy" in found(group, state):
            take_away(group, state)
    while len(group.instance_states) < group.desired_capacity:
        launch(group, group.get_propagated_tags())
        register(group)


def take_away(group, state):
    group.instance_states.remove(state)
    register(group)
    group.autoscaling_backend.ec2_backend.terminate_instances([state.instance.id])


def register(group):
    group.autoscaling_backend.update_attached_target_groups(group.name)


def is_healthy(group, state):
    return all(status == "healthy" for status in found(group, state))


def found(group, state):
    """Its health in each of the group's target groups."""
    elbv2 = group.autoscaling_backend.elbv2_backend
    all_groups = [elbv2.target_groups.get(arn) for arn in group.target_group_arns or ()]
    return [
        health(state.instance, target, one)[0]
        for one in filter(None, all_groups)
        if (target := one.targets.get(state.instance.id))
    ]
