"""Event subscriptions of RDS can't be changed, and take categories, sources and topics that aren't there.

AWS: refuses an unknown category, source or topic. A source that was deleted can't be taken out of a
subscription any more, either: RemoveSourceIdentifierFromSubscription answers SourceNotFound.
Cost: each change of a subscription ends in an error, and what AWS refuses would pass here. No events
are sent to the topic here.

From AWS's lists of categories, and from reports of what AWS answered.
"""

from moto.core.responses import ActionResult
from moto.rds.models import RDSBackend
from moto.rds.responses import RDSResponse
from moto.sns.models import sns_backends

from .mending import adds, mends
from .refusing import Refusal

CATEGORIES = {
    "db-cluster": {
        "configuration change",
        "creation",
        "deletion",
        "failover",
        "failure",
        "global failover",
        "maintenance",
        "notification",
    },
    "db-instance": {
        "availability",
        "backtrack",
        "backup",
        "configuration change",
        "creation",
        "deletion",
        "failover",
        "failure",
        "low storage",
        "maintenance",
        "notification",
        "read replica",
        "recovery",
        "restoration",
        "security patching",
    },
}


@mends(RDSBackend, "create_event_subscription")
def create_event_subscription(original, self, kwargs):
    check(self, kwargs.get("source_type"), kwargs)
    return original(self, kwargs)


@adds(RDSResponse)
def modify_event_subscription(self):
    found = named(self)
    asked = self.params
    given = {
        "sns_topic_arn": asked.get("SnsTopicArn"),
        "source_type": asked.get("SourceType"),
        "event_categories": asked.get("EventCategories"),
        "enabled": asked.get("Enabled"),
    }
    given = {key: value for key, value in given.items() if value is not None}
    check(self.backend, given.get("source_type", found.source_type), given)
    for key, value in given.items():
        setattr(found, key, value)
    return answer(found)


@adds(RDSResponse)
def add_source_identifier_to_subscription(self):
    found, source = named(self), self.params["SourceIdentifier"]
    check(self.backend, found.source_type, {"source_ids": [source]})
    found.source_ids = [*found.source_ids, source]
    return answer(found)


@adds(RDSResponse)
def remove_source_identifier_from_subscription(self):
    found, source = named(self), self.params["SourceIdentifier"]
    check(self.backend, found.source_type, {"source_ids": [source]})
    found.source_ids = [each for each in found.source_ids if each != source]
    return answer(found)


def named(response):
    [found] = response.backend.describe_event_subscriptions(response.params["SubscriptionName"])
    return found


def answer(subscription):
    return ActionResult({"EventSubscription": subscription})


def check(rds, source_type, given):
    topic = given.get("sns_topic_arn")
    if topic and topic not in sns_backends[rds.account_id][rds.region_name].topics:
        raise Refusal("SNSTopicArnNotFound", f"SNS topic ARN does not exist: {topic}")
    known = CATEGORIES.get(source_type)
    for category in given.get("event_categories") or []:
        if known is not None and category not in known:
            raise Refusal(
                "SubscriptionCategoryNotFound",
                f"Category {category} does not exist for source type {source_type}",
            )
    there = {"db-cluster": rds.clusters, "db-instance": rds.databases}.get(source_type)
    for source in given.get("source_ids") or []:
        if there is not None and source not in there:
            raise Refusal("SourceNotFound", f"Could not find source :{source}")
