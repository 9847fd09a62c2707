"""Answers a Python error, and a call that moto lacks, as an error of AWS's that names it.

Otherwise it would be a bare 500, which Terraform retries without end and then reports as unknown.
"""

import json
import traceback
from xml.sax.saxutils import escape

CODE = "EmulatorFault"


class Faults:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        try:
            return list(self.app(environ, start_response))
        except Exception as error:  # noqa: BLE001  (whatever it is, the caller has to see it)
            traceback.print_exc()
            call = environ["emulator.call"]
            kind, body = answer(environ, call, f"emulator: {call}: {type(error).__name__}: {error}")
            length = str(len(body))
            start_response("400 Bad Request", [("Content-Type", kind), ("Content-Length", length)])
            return [body]


def answer(environ, call, message):
    """The shapes of an error in AWS's protocols."""
    if "json" in environ.get("CONTENT_TYPE", ""):
        return "application/json", json.dumps({"__type": CODE, "message": message}).encode()
    error = f"<Error><Code>{CODE}</Code><Message>{escape(message)}</Message></Error>"
    if call.startswith("ec2 "):
        error = f"<Response><Errors>{error}</Errors></Response>"
    elif not call.startswith("s3 "):
        error = f"<ErrorResponse>{error}</ErrorResponse>"
    return "text/xml", error.encode()
