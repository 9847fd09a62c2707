"""Every registered target is healthy, from the moment it is registered.

AWS: a target is healthy when it answers on the target group's port and path, and not before that.
Cost: no test could see that a fleet listens on the old port, or that a release never comes up.

What answers, and when, is in emulator/fleet.
"""

from fleet.clock import clock
from fleet.life import health
from moto.elbv2.models import FakeHealthStatus, FakeTargetGroup

from .mending import mends


@mends(FakeTargetGroup, "register")
def register(original, self, targets):
    before = dict(self.targets)
    original(self, targets)
    for id, target in self.targets.items():
        since = before[id].get("Since") if id in before else clock.now
        if since is not None:
            target["Since"] = since


@mends(FakeTargetGroup, "health_for")
def health_for(original, self, target, ec2_backend):
    answer = original(self, target, ec2_backend)
    registered = self.targets.get(target["Id"])
    instance = ec2_backend.get_instance_by_id(target["Id"])
    if answer.status != "healthy" or registered is None or instance is None:
        return answer
    status, reason = health(instance, registered, self)
    return FakeHealthStatus(target["Id"], registered["Port"], self.health_check_port, status, reason)
