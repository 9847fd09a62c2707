"""EC2's creating calls are carried out once more when they are repeated with their ClientToken.

AWS: answers the second as the first, also when the first answer never arrived, and refuses the same
token with other parameters. The SDKs make up a token for most calls that take one, and keep it for
all attempts at a call.
Cost: a lost answer would make a second NAT gateway here, and on AWS doesn't.

ACM's and Secrets Manager's tokens are moto's own; names that are taken answer for most other calls
(taken_names.py), and what has neither, such as CreateVpc, is made twice on AWS too.
"""

import copy

from moto.core.responses import BaseResponse

from .before import answer_with, asked_by
from .mending import mends
from .refusing import Refusal

answers = {}


@mends(BaseResponse, "call_action")
def call_action(original, self):
    """Stands before the checks of before.py: what is remembered needs no look."""
    if self.boto3_service_name != "ec2" or not asked_by(self).get("ClientToken"):
        return original(self)
    given = copy.deepcopy(dict(asked_by(self)))
    token = given.pop("ClientToken")
    call = (self.current_account, self.region, self._get_action(), token)
    if call not in answers:
        answer = original(self)
        if int(answer[0]) < 300:
            answers[call] = given, answer
        return answer
    known, answer = answers[call]
    if known == given:
        return answer
    message = f"Client token {token} was already used with other parameters."
    mismatch = Refusal("IdempotentParameterMismatch", message)
    answer_with(mismatch, self, self._get_action())
    return original(self)
