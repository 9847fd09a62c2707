"""Target tracking: once a minute, a group's policies look at its metrics and may change its capacity.

AWS documents most of it, in the user guide of EC2 Auto Scaling ("Target tracking scaling policies",
"Set the default instance warmup for an Auto Scaling group") and in CloudWatch's ("Alarm actions"):
  - it grows in proportion to the metric, when three minutes in a row are above the target, and never
    above the maximum; of several policies the largest capacity counts
  - it shrinks when fifteen minutes in a row are well below, if all policies that may shrink it agree,
    and not while an instance warms up; what DisableScaleIn or AlarmNotification holds, stays
  - an instance counts when its warm-up is over: DefaultInstanceWarmup, or DefaultCooldown without one
  - an alarm that stays calls its policy each minute, and one without data calls nobody
Not documented:
  - "well below" is 70 % of the target: what EC2's alarms show in public (50 → 35, 40 → 28, 30 → 21);
    the guide says more than 10 % lower, which is what ECS has
  - "scales in more gradually" is here one instance a minute, and only if the others stay within the
    target when they take over its share
"""

import math

HIGH, LOW = "AlarmHigh", "AlarmLow"
MINUTES = {HIGH: 3, LOW: 15}
WELL_BELOW = 0.7


def follow(policy, value):
    """Keeps the metric of one more minute, None if there is none, and sets the alarms by it."""
    policy.readings = [*getattr(policy, "readings", []), value][-MINUTES[LOW] :]
    for kind in (HIGH, LOW):
        policy.states[kind] = state(policy, kind)


def state(policy, kind):
    last = policy.readings[-MINUTES[kind] :]
    if last[-1] is None:
        return "INSUFFICIENT_DATA"
    breaching = [each is not None and breaches(policy, kind, each) for each in last]
    return "ALARM" if len(last) == MINUTES[kind] and all(breaching) else "OK"


def breaches(policy, kind, value):
    return value > threshold(policy, kind) if kind == HIGH else value < threshold(policy, kind)


def threshold(policy, kind):
    return target(policy) * (1 if kind == HIGH else WELL_BELOW)


def target(policy):
    return float(policy.target_tracking_configuration.TargetValue)


def wanted(group, policies, warm):
    """The capacity that the policies want now, with the policy and alarm that ask; None for no change.

    `warm`: how many instances are behind the metrics.
    """
    if "AlarmNotification" in (each["ProcessName"] for each in group.suspended_processes):
        return None
    enabled = [policy for policy in policies if policy.enabled]
    return larger(group, enabled, warm) or smaller(group, enabled, warm)


def larger(group, policies, warm):
    high = [policy for policy in policies if policy.states[HIGH] == "ALARM"]
    if not high:
        return None
    policy = max(high, key=ratio)
    capacity = min(math.ceil(warm * ratio(policy)), group.max_size)
    return (capacity, policy, HIGH) if capacity > group.desired_capacity else None


def smaller(group, policies, warm):
    asked = [policy for policy in policies if may_shrink(policy)]
    ready = asked and all(policy.states[LOW] == "ALARM" for policy in asked)
    all_warm = warm == group.desired_capacity == len(group.instance_states)
    if not ready or not all_warm or group.desired_capacity <= max(group.min_size, 1):
        return None
    if any(ratio(policy) * warm / (warm - 1) > 1 for policy in asked):
        return None
    return warm - 1, asked[0], LOW


def ratio(policy):
    return policy.readings[-1] / target(policy)


def may_shrink(policy):
    return not getattr(policy.target_tracking_configuration, "DisableScaleIn", False)
