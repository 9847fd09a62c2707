"""Alarms whose rule names other alarms are missing, and an alarm that a rule names can be deleted.

AWS: takes a rule of ALARM, OK and INSUFFICIENT_DATA of names, TRUE, FALSE, AND, OR, NOT and
parentheses. It refuses a rule that it can't read, that names no alarm or one that isn't there, and the
end of an alarm that a rule still names. DescribeAlarms lists metric alarms alone, unless it is asked
for composite ones too.
Cost: a stage with such an alarm ends in an error, and a deploy that takes an alarm out of the rule and
away at once passes here and fails on AWS.

From the API reference of CloudWatch, and from reports of what AWS answered
(hashicorp/terraform-provider-aws#34807).
"""

import re

from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import EmptyResult

from .mending import adds, mends
from .refusing import Refusal

STATES = "ALARM|OK|INSUFFICIENT_DATA"
STATE_OF = re.compile(rf'\b({STATES})\s*\(\s*(?:"([^"]+)"|([^\s"()]+))\s*\)')
WORDS = {"AND": "and", "OR": "or", "NOT": "not", "TRUE": "True", "FALSE": "False"}


@adds(CloudWatchResponse)
def put_composite_alarm(self):
    rule, alarms = self._get_param("AlarmRule"), self.cloudwatch_backend.alarms
    holds(rule, alarms)
    names = names_in(rule)
    if not names:
        invalid(f"AlarmRule must name an alarm, got {rule}")
    if lacking := [name for name in names if name not in alarms]:
        there = f"[{', '.join(lacking)}] in the alarm rule do not exist"
        invalid(f"Could not save the composite alarm as alarms {there}")
    self.put_metric_alarm()  # moto's own reads AlarmRule too
    follow(alarms)
    return EmptyResult()


@mends(CloudWatchBackend, "delete_alarms")
def delete_alarms(original, self, alarm_names):
    left = [alarm for name, alarm in self.alarms.items() if alarm.rule and name not in alarm_names]
    for name in alarm_names:
        if any(name in names_in(alarm.rule) for alarm in left):
            invalid(f"Cannot delete {name} as there are composite alarm(s) depending on it.")
    return original(self, alarm_names)


@mends(CloudWatchBackend, "set_alarm_state")
def set_alarm_state(original, self, *args, **kwargs):
    answer = original(self, *args, **kwargs)
    follow(self.alarms)
    return answer


@mends(CloudWatchResponse, "describe_alarms")
def describe_alarms(original, self):
    answer = original(self)
    asked = self._get_param("AlarmTypes") or ["MetricAlarm"]
    for kind in ("MetricAlarm", "CompositeAlarm"):
        if kind not in asked:
            answer.result[f"{kind}s"] = []
    return answer


def names_in(rule):
    return [quoted or bare for _state, quoted, bare in STATE_OF.findall(rule)]


def holds(rule, alarms):
    """Whether a rule is true by the alarms' states now."""

    def value(match):
        state, quoted, bare = match.groups()
        alarm = alarms.get(quoted or bare)
        return f" {alarm is not None and alarm.state_value == state} "

    said = STATE_OF.sub(value, rule)
    words = [WORDS.get(word, word) for word in re.findall(r"\w+|[^\s\w]", said)]
    if all(word in {*WORDS.values(), "(", ")"} for word in words):
        try:
            return eval(" ".join(words), {"__builtins__": {}})  # nothing but words of the list above
        except SyntaxError:
            pass
    invalid(f"AlarmRule is not valid: {rule}")


def follow(alarms):
    """Composite alarms change with what they name."""
    for alarm in [each for each in alarms.values() if each.rule]:
        state = "ALARM" if holds(alarm.rule, alarms) else "OK"
        if state != alarm.state_value:
            alarm.update_state("what its rule names has changed", "{}", state)


def invalid(message):
    raise Refusal("ValidationError", message)
