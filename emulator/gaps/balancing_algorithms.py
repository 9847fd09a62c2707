"""ModifyTargetGroupAttributes takes attributes that contradict each other.

AWS: anomaly mitigation needs the algorithm weighted_random, and slow start needs round_robin.
Cost: what Terraform plans without a word, and AWS refuses in the middle of an apply, would pass here.

From the API reference and the user guide; the words of the refusals are ours.
"""

from moto.elbv2.models import ELBv2Backend

from .mending import mends
from .refusing import Refusal

ALGORITHM = "load_balancing.algorithm.type"
MITIGATION = "load_balancing.algorithm.anomaly_mitigation"
SLOW_START = "slow_start.duration_seconds"


@mends(ELBv2Backend, "modify_target_group_attributes")
def modify_target_group_attributes(original, self, target_group_arn, attributes):
    group = self.target_groups.get(target_group_arn)
    if group is not None:
        check({**group.attributes, **attributes})
    return original(self, target_group_arn, attributes)


def check(attributes):
    algorithm = attributes.get(ALGORITHM, "round_robin")
    if attributes.get(MITIGATION) == "on" and algorithm != "weighted_random":
        refuse(f"'{MITIGATION}' can only be on with the algorithm 'weighted_random', not '{algorithm}'")
    if int(attributes.get(SLOW_START) or 0) > 0 and algorithm != "round_robin":
        refuse(f"'{SLOW_START}' can only be set with the algorithm 'round_robin', not '{algorithm}'")


def refuse(message):
    raise Refusal("InvalidConfigurationRequest", message)
