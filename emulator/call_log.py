"""One line a call: time, milliseconds, status, service, action; and the answer to a failed one.

A call that is asked again because its answer got lost has one line, as what is asked of AWS is counted
here: see retries.py.
"""

import io
import re
import time
from urllib.parse import parse_qs


class CallLog:
    def __init__(self, app, out):
        self.app = app
        self.out = out

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        environ["emulator.call"] = call = call_of(environ, body)
        began = time.monotonic()
        status = []

        def noting(line, headers, *rest):
            status.append(line)
            return start_response(line, headers, *rest)

        answer = b"".join(self.app(environ, noting))
        if "emulator.repeated" not in environ:
            self.write(call, status[-1].split()[0], time.monotonic() - began, answer)
        return [answer]

    def write(self, call, status, seconds, answer):
        said = " ".join(answer.decode(errors="replace").split())[:600] if status >= "4" else ""
        clock = time.strftime("%H:%M:%S")
        line = f"{clock} {seconds * 1000:5.0f} ms {status} {call} {said}"
        self.out.write(f"{line.rstrip()}\n")  # at once: calls come in thirty threads
        self.out.flush()


def call_of(environ, body):
    """The service from the signature, the action from wherever the service's protocol puts it."""
    scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    service = scope.group(1) if scope else "?"
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return f"{service} {target.rsplit('.', 1)[-1]}"
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        action = parse_qs(body.decode(errors="replace")).get("Action", ["?"])[0]
        return f"{service} {action}"
    query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
    return f"{service} {environ['REQUEST_METHOD']} {environ['PATH_INFO']}{query}"
