"""Auto Scaling groups register their instances in target groups, and never deregister one.

AWS: an instance that leaves the group, for whatever reason, leaves its target groups first.
Cost: after an instance refresh or a scale-in the target group still names instances that are gone.
"""

from moto.autoscaling.models import AutoScalingBackend

from .mending import mends


@mends(AutoScalingBackend, "update_attached_target_groups")
def update_attached_target_groups(original, self, group_name):
    original(self, group_name)
    group = self.autoscaling_groups[group_name]
    live = {state.instance.id for state in group.instance_states}
    known = getattr(group, "known_targets", set())
    for arn in group.target_group_arns:
        target_group = self.elbv2_backend.target_groups.get(arn)
        targets = target_group.targets if target_group else ()
        gone = [{"Id": id} for id in targets if id in known - live]
        if gone:
            self.elbv2_backend.deregister_targets(arn, gone)
    group.known_targets = known | live


@mends(AutoScalingBackend, "notify_terminate_instances")
def notify_terminate_instances(original, self, instance_ids):
    """Moto replaces an instance that somebody terminated, but does not register the new one."""
    original(self, instance_ids)
    for name in self.autoscaling_groups:
        self.update_attached_target_groups(name)
