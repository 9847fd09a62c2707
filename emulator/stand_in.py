"""What stand-ins for services that moto lacks altogether have in common.

Each keeps things by their ARN, and is asked in JSON, by methods and paths.
"""

import json
import re
from datetime import datetime, timezone
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs, unquote


class Refusal(Exception):
    def __init__(self, code, message, status=400):
        super().__init__(message)
        self.code = code
        self.status = status


class Call(NamedTuple):
    region: str
    method: str
    path: str
    query: dict
    body: dict


class StandIn:
    """Answers the calls of one service, and leaves all others to `app`."""

    service = ""  # as a signature names it
    missing = ""  # what AWS says of an ARN that isn't there

    def __init__(self, app):
        self.app = app
        self.kept = {}  # by ARN, as Get answers it

    def __call__(self, environ, start_response):
        signed = environ.get("HTTP_AUTHORIZATION", "")
        scope = re.search(rf"Credential=[^/]+/\d+/([^/]+)/{self.service}/", signed)
        if scope is None:
            return self.app(environ, start_response)
        status, headers = 200, [("Content-Type", "application/json")]
        try:
            answer = self.tag_or_answer(call_in(environ, scope.group(1)))
        except Refusal as refusal:
            status, answer = refusal.status, {"message": str(refusal)}
            headers.append(("x-amzn-ErrorType", refusal.code))
        body = json.dumps(answer).encode()
        start_response(f"{status} {HTTPStatus(status).phrase}", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def tag_or_answer(self, call):
        if not call.path.startswith("/tags/"):
            return self.answer(call)
        tags = self.find(call.path.removeprefix("/tags/"))["tags"]
        if call.method == "GET":
            return {"tags": tags}
        if call.method == "POST":
            tags.update(call.body["tags"])
        for key in call.query.get("tagKeys", []):
            tags.pop(key, None)
        return {}

    def find(self, arn):
        if arn not in self.kept:
            raise Refusal("ResourceNotFoundException", self.missing.format(arn), 404)
        return self.kept[arn]


def call_in(environ, region):
    return Call(
        region,
        environ["REQUEST_METHOD"],
        unquote(environ["PATH_INFO"]),
        parse_qs(environ.get("QUERY_STRING", "")),
        json.loads(environ["wsgi.input"].read() or "{}"),
    )


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
