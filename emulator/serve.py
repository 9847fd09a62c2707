"""A local AWS for real Terraform: moto's server with the gaps in gaps/ mended at start-up.

Image Builder and Access Analyzer, which moto lacks altogether, are stand-ins of our own, in
image_builder.py and access_analyzer.py.

usage: serve.py [--port PORT]     (0, the default, lets the operating system choose a free one)

Prints one line of JSON, {"endpoint": "http://127.0.0.1:PORT", "pid": PID}, once it accepts
requests, and logs every API call to stderr. Obeys three commands on stdin, each answered by such a
line:

    fork LOG    a second server with a copy of all that this one holds; LOG gets its calls
    stop PID    ends that copy
    keep FILE   from here on this one lives as long as FILE is there and has its pid

Ends on SIGTERM, and when its stdin closes: a parent that dies, even of SIGKILL, takes it along, and
its copies too. GET /_emulator tells who it is: {"pid": PID, "record": FILE or null}.
"""

import argparse
import os
import signal
import sys
import threading

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
# Seconds until a certificate with DNS validation is issued; moto's own default is 60.
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")

from moto.moto_server.werkzeug_app import (  # noqa: E402  (after the environment it reads)
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402

import copies  # noqa: E402
import gaps  # noqa: E402, F401  (importing it mends moto)
from access_analyzer import AccessAnalyzer  # noqa: E402
from call_log import CallLog  # noqa: E402
from faults import Faults  # noqa: E402
from image_builder import ImageBuilder  # noqa: E402
from keeping import Keeping  # noqa: E402
from retries import Retries  # noqa: E402


class OneAtATime:
    """Moto's models know no locks, and Terraform's requests arrive thirty at a time.

    Python runs one thread at a time anyway, so answering them in turn costs nothing.
    """

    def __init__(self, app):
        self.app = app
        self.turn = threading.Lock()

    def __call__(self, environ, start_response):
        with self.turn:
            return self.app(environ, start_response)


class Handler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections: Terraform makes thousands of requests

    def log_request(self, *_):
        """CallLog says more."""


def app_of(service):
    if service is None:
        raise NotImplementedError("moto lacks this service altogether")
    return create_backend_app(service)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    port = parser.parse_args().port

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to deal with

    moto = OneAtATime(Retries(ImageBuilder(AccessAnalyzer(DomainDispatcherApplication(app_of)))))
    app = keeping = Keeping(CallLog(Faults(moto), sys.stderr))

    def listen(port):
        return make_server("127.0.0.1", port, app, threaded=True, request_handler=Handler)

    server = listen(port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    copies.announce(server)
    copies.obey(sys.stdin, moto.turn, listen, keeping)


if __name__ == "__main__":
    main()
