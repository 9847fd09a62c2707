"""PutNotificationConfiguration and the calls to read and take it back are missing.

AWS: a group tells topics of the kinds of events that were put, until it is told otherwise or deleted.
A kind or a topic that there isn't is refused.
Cost: a stage with notifications ends in an error. Nothing is sent to the topic here.
"""

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.sns.models import sns_backends

from .mending import adds

KINDS = [
    f"autoscaling:EC2_INSTANCE_{what}"
    for what in ("LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR")
] + ["autoscaling:TEST_NOTIFICATION"]


@adds(AutoScalingResponse)
def put_notification_configuration(self):
    topic, kinds = self._get_param("TopicARN"), self._get_param("NotificationTypes")
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        refuse(f"Invalid notification type {unknown[0]}")
    if topic not in sns_backends[self.current_account][self.region].topics:
        refuse(f"Unable to publish to notification target {topic}: Topic does not exist")
    told(named_group(self))[topic] = kinds
    return EmptyResult()


@adds(AutoScalingResponse)
def describe_notification_configurations(self):
    groups = self.autoscaling_backend.autoscaling_groups
    names = self._get_param("AutoScalingGroupNames") or list(groups)
    found = [
        {"AutoScalingGroupName": name, "TopicARN": topic, "NotificationType": kind}
        for name in names
        if name in groups
        for topic, kinds in told(groups[name]).items()
        for kind in kinds
    ]
    return ActionResult({"NotificationConfigurations": found})


@adds(AutoScalingResponse)
def delete_notification_configuration(self):
    told(named_group(self)).pop(self._get_param("TopicARN"), None)
    return EmptyResult()


def told(group):
    return group.__dict__.setdefault("notification_configurations", {})


def named_group(response):
    groups = response.autoscaling_backend.autoscaling_groups
    group = groups.get(response._get_param("AutoScalingGroupName"))
    if group is None:
        refuse("AutoScalingGroup name not found - null")
    return group


def refuse(message):
    raise AutoscalingClientError("ValidationError", message)
