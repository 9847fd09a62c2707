"""The work of a group, as the app that stands for all its instances reports it.

Nothing runs on the emulator's instances. One app, served somewhere, does what the fleet would do: the
processor time that it wants is the work of the whole group, which a load balancer would share out evenly. So an
instance's CPUUtilization is the app's, divided by the instances that are warm and healthy, and by the
processors of one.
"""

import time
from statistics import fmean

from moto.autoscaling.models import autoscaling_backends
from moto.ec2.models.instance_types import INSTANCE_TYPES

SILENT = 10  # seconds by the wall clock, at a pace: the app reports each second, so it has ended


class Work:
    """What a group's app has reported since the last minute began."""

    def __init__(self):
        self.reports = []
        self.latest = None
        self.heard = None

    def add(self, report):
        self.reports.append(report)
        self.latest = report
        self.heard = time.monotonic()

    def take(self):
        """The means of a minute. Without a report in it, the latest holds on."""
        reports, self.reports = self.reports or [self.latest], []
        return {name: fmean(each[name] for each in reports) for name in self.latest}


works = {}


def report(group, cpu, requests=0):
    """`cpu`: in percent of one processor. `requests`: so many a second."""
    works.setdefault(group, Work()).add({"cpu": cpu, "requests": requests})


def forget_silent():
    for group in [name for name, work in works.items() if time.monotonic() - work.heard > SILENT]:
        del works[group]


def size_of(name):
    """How many instances a group has; None if there is no such group."""
    for account in autoscaling_backends.values():
        for backend in account.values():
            if group := backend.autoscaling_groups.get(name):
                return len(group.instance_states)
    return None


def processors(instance_type):
    return INSTANCE_TYPES.get(instance_type, {}).get("VCpuInfo", {}).get("DefaultVCpus", 1)
