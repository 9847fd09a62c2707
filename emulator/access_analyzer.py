"""A stand-in for IAM Access Analyzer, which moto lacks: what the AWS provider asks of it, no more.

It keeps analyzers, and refuses a second one for the account as AWS does. What AWS does and this does
not: analyze anything, so there is never a finding.
"""

import re

from moto.core import DEFAULT_ACCOUNT_ID

from stand_in import Refusal, StandIn, now


class AccessAnalyzer(StandIn):
    service = "access-analyzer"
    missing = "Analyzer not found: {}"

    def answer(self, call):
        region, method, path, _, body = call
        here = f"arn:aws:access-analyzer:{region}:{DEFAULT_ACCOUNT_ID}:analyzer/"
        if path == "/analyzer" and method == "PUT":
            return {"arn": self.create(here, body)}
        name = re.fullmatch(r"/analyzer/([^/]+)", path)
        if name is None or method not in ("GET", "DELETE"):
            raise Refusal("EmulatorFault", f"emulator: Access Analyzer's stand-in lacks {method} {path}")
        analyzer = self.find(here + name.group(1))
        if method == "DELETE":
            del self.kept[analyzer["arn"]]
            return {}
        return {"analyzer": analyzer}

    def create(self, here, body):
        if any(arn.startswith(here) for arn in self.kept):
            message = "You have reached the maximum number of analyzers: 1"
            raise Refusal("ServiceQuotaExceededException", message, 402)
        arn = here + body["analyzerName"]
        self.kept[arn] = {
            "arn": arn,
            "name": body["analyzerName"],
            "type": body["type"],
            "status": "ACTIVE",
            "createdAt": now(),
            "tags": body.get("tags", {}),
        }
        return arn
