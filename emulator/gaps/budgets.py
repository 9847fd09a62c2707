"""Budgets can't be changed and have no tags, and nobody can see whom a notification reaches.

AWS: UpdateBudget replaces what it is given, under the same name. A budget keeps its tags, and each notification
its subscribers.
Cost: a stage with a budget ends in an error after the budget is made.
"""

import json

from moto.budgets.exceptions import NotFoundException
from moto.budgets.responses import BudgetsResponse

from .mending import adds, mends


@mends(BudgetsResponse, "create_budget")
def create_budget(original, self):
    answer = original(self)
    tags(self, arn_of(self, self._get_param("Budget")["BudgetName"])).extend(
        self._get_param("ResourceTags") or []
    )
    return answer


@mends(BudgetsResponse, "delete_budget")
def delete_budget(original, self):
    answer = original(self)
    tags(self, arn_of(self, self._get_param("BudgetName"))).clear()
    return answer


@adds(BudgetsResponse)
def update_budget(self):
    given = self._get_param("NewBudget")
    found(self, given["BudgetName"]).budget.update(given)
    return "{}"


@adds(BudgetsResponse)
def describe_subscribers_for_notification(self):
    asked = self._get_param("Notification")
    of_budget = found(self, self._get_param("BudgetName")).notifications
    subscribers = [each.subscribers for each in of_budget if same(each.details, asked)]
    if not subscribers:
        raise NotFoundException("Unable to get subscribers - the notification doesn't exist.")
    return json.dumps({"Subscribers": subscribers[0]})


@adds(BudgetsResponse)
def list_tags_for_resource(self):
    return json.dumps({"ResourceTags": tags(self, self._get_param("ResourceARN"))})


@adds(BudgetsResponse)
def tag_resource(self):
    given = self._get_param("ResourceTags")
    drop(self, [tag["Key"] for tag in given])
    tags(self, self._get_param("ResourceARN")).extend(given)
    return "{}"


@adds(BudgetsResponse)
def untag_resource(self):
    drop(self, self._get_param("ResourceTagKeys"))
    return "{}"


def drop(response, keys):
    held = tags(response, response._get_param("ResourceARN"))
    held[:] = [tag for tag in held if tag["Key"] not in keys]


def found(response, name):
    budgets = response.backend.budgets[response._get_param("AccountId")]
    if name not in budgets:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return budgets[name]


def tags(response, arn):
    return response.backend.__dict__.setdefault("tags", {}).setdefault(arn, [])


def arn_of(response, name):
    return f"arn:aws:budgets::{response._get_param('AccountId')}:budget/{name}"


def same(one, other):
    keys = ("NotificationType", "ComparisonOperator", "Threshold")
    return [one[key] for key in keys] == [other[key] for key in keys]
