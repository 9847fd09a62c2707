"""Auto Scaling groups lose their balance over the zones, at an update and when scaling in.

AWS: what runs in a zone that the group has left is replaced in another one, no zone has two
instances more than another, and scaling in takes from the fullest zone.
Cost: after a zone is taken away, instances run in a subnet that is gone; after one is added, a
fleet is said to span it and does not.
"""

from moto.autoscaling.models import FakeAutoScalingGroup

from .fleet_launch import replace
from .mending import mends


@mends(FakeAutoScalingGroup, "update")
def update(original, self, *args, **kwargs):
    before = self.vpc_zone_identifier
    original(self, *args, **kwargs)
    if self.vpc_zone_identifier != before:
        while misplaced := first_misplaced(self):
            replace(self, misplaced)


@mends(FakeAutoScalingGroup, "set_desired_capacity")
def set_desired_capacity(original, self, new_capacity):
    """Moto takes away the instances it has first: put those of the fullest zone there."""
    staying = list(self.instance_states)
    going = []
    while staying:
        going.append(max(by_zone(self, staying).values(), key=len)[0])
        staying.remove(going[-1])
    self.instance_states = going
    original(self, new_capacity)


def first_misplaced(group):
    for state in group.instance_states:
        if state.availability_zone not in group.availability_zones:
            return state
    zones = by_zone(group, group.instance_states).values()
    fullest = max(zones, key=len)
    return fullest[0] if len(fullest) > min(map(len, zones)) + 1 else None


def by_zone(group, states):
    zones = {zone: [] for zone in group.availability_zones}
    for state in states:
        zones.setdefault(state.availability_zone, []).append(state)
    return zones
