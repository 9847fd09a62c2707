"""Keeps connections open between calls, which Werkzeug's server closes after each answer.

A connection of its own for each call, with a thread and a look for 10 ms whether more is to be read,
is a third of the call's CPU.
"""

import traceback

from moto.moto_server.werkzeug_app import MotoRequestHandler


class Handler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body waits 40 ms for the caller to confirm the headers

    def run_wsgi(self):
        try:
            status, headers, body = self.ask(self.make_environ())
        except Exception:  # noqa: BLE001  (whatever it is, the caller gets an answer)
            traceback.print_exc()
            status, headers, body = "500 Internal Server Error", [], b""
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in [*headers, *self.framing(code, headers, body)]:
            self.send_header(name, value)
        self.end_headers()
        if self.may_have_body(code):
            self.wfile.write(body)

    def ask(self, environ):
        said = []
        answer = self.server.app(environ, lambda status, headers, *_: said.append((status, headers)))
        body = b"".join(answer)
        return *said[-1], body

    def framing(self, code, headers, body):
        """What tells the caller where this answer ends, and whether another can follow."""
        given = {name.lower() for name, _ in headers}
        if "content-length" not in given and self.may_have_body(code):
            yield "Content-Length", str(len(body))
        if "Transfer-Encoding" in self.headers:
            yield "Connection", "close"  # nobody has read its body, so the next call isn't what follows

    def may_have_body(self, code):
        return self.command != "HEAD" and code not in ("204", "304")

    def log_request(self, *_):
        """CallLog says more."""
