"""How a gap looks at a call before moto carries it out: what it raises is the answer."""

import json
from collections import defaultdict

from moto.core.exceptions import ServiceException
from moto.core.responses import BaseResponse
from moto.core.utils import camelcase_to_underscores

from .mending import mends

checks = defaultdict(list)


def before(service, *actions):
    """Has `check(response, asked)` look at these actions of a service; at all, if none is named."""

    def register(check):
        for action in actions or [None]:
            checks[service, action].append(check)
        return check

    return register


def asked_by(response):
    """The call's parameters, by AWS's names."""
    if response.automated_parameter_parsing:
        return getattr(response, "params", {})  # none where moto knows no such action
    try:
        return json.loads(response.body)
    except (TypeError, ValueError):
        return {}


@mends(BaseResponse, "call_action")
def call_action(original, self):
    service, action = self.boto3_service_name, self._get_action()
    try:
        for check in [*checks[service, None], *checks[service, action]]:
            check(self, asked_by(self))
    except ServiceException as refusal:
        answer_with(refusal, self, action)
    return original(self)


def answer_with(refusal, response, action):
    """Lets moto answer with `refusal`, in the protocol of the service."""

    def refused():
        raise refusal

    setattr(response, camelcase_to_underscores(action), refused)
