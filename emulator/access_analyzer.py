"""A stand-in for IAM Access Analyzer, which moto lacks: what the AWS provider asks of it, no more.

It keeps analyzers, and refuses a second one for the account as AWS does. What AWS does and this does
not: analyze anything, so there is never a finding.
"""

import json
import re
from http import HTTPStatus
from urllib.parse import parse_qs, unquote

from moto.core import DEFAULT_ACCOUNT_ID

from image_builder import Refusal, now, tag


class AccessAnalyzer:
    """Answers Access Analyzer's calls, and leaves all others to `app`."""

    def __init__(self, app):
        self.app = app
        self.kept = {}  # by ARN, as GetAnalyzer answers it

    def __call__(self, environ, start_response):
        signed = environ.get("HTTP_AUTHORIZATION", "")
        scope = re.search(r"Credential=[^/]+/\d+/([^/]+)/access-analyzer/", signed)
        if scope is None:
            return self.app(environ, start_response)
        status, headers = 200, [("Content-Type", "application/json")]
        try:
            answer = self.answer(environ, scope.group(1))
        except Refusal as refusal:
            status, answer = refusal.status, {"message": str(refusal)}
            headers.append(("x-amzn-ErrorType", refusal.code))
        body = json.dumps(answer).encode()
        start_response(f"{status} {HTTPStatus(status).phrase}", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def answer(self, environ, region):
        method, path = environ["REQUEST_METHOD"], unquote(environ["PATH_INFO"])
        body = json.loads(environ["wsgi.input"].read() or "{}")
        if path.startswith("/tags/"):
            its = self.find(path.removeprefix("/tags/"))["tags"]
            return tag(its, method, body, parse_qs(environ.get("QUERY_STRING", "")))
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

    def find(self, arn):
        if arn not in self.kept:
            raise Refusal("ResourceNotFoundException", f"Analyzer not found: {arn}", 404)
        return self.kept[arn]
