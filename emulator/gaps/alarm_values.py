"""PutMetricAlarm takes values that contradict each other, or that there aren't.

AWS: refuses an unknown treatment of missing data, more data points than periods, a window of more
than a day (a week with periods of an hour), and an alarm that watches nothing.
Cost: what AWS refuses in the middle of an apply passes here.

From the API reference of CloudWatch, PutMetricAlarm.
"""

from .before import before
from .refusing import Refusal

TREATMENTS = ["breaching", "notBreaching", "ignore", "missing"]
HOUR, DAY, WEEK = 3600, 86_400, 7 * 86_400


@before("cloudwatch", "PutMetricAlarm")
def look_at_values(_response, asked):
    treatment = asked.get("TreatMissingData")
    if treatment not in [None, *TREATMENTS]:
        invalid(f"Option {treatment} is not supported. Supported options are {TREATMENTS}")
    periods, points = asked.get("EvaluationPeriods") or 1, asked.get("DatapointsToAlarm") or 1
    if points > periods:
        invalid(f"DatapointsToAlarm {points} must be at most EvaluationPeriods {periods}")
    if not asked.get("MetricName") and not asked.get("Metrics"):
        invalid("one of MetricName and Metrics must be there")
    period = asked.get("Period") or 0
    if period * periods > (WEEK if period >= HOUR else DAY):
        invalid(f"{periods} periods of {period} s are too long a window")


def invalid(message):
    raise Refusal("ValidationError", message)
