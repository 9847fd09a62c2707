"""A local AWS for real Terraform: moto's server with the gaps in gaps/ mended at start-up.

Image Builder and Access Analyzer, which moto lacks altogether, are stand-ins of our own, in
image_builder.py and access_analyzer.py.

usage: serve.py --log LOG [--port PORT]

Prints one line of JSON, {"endpoint": "http://127.0.0.1:PORT", "pid": PID, "log": LOG}, once it
accepts requests, and logs every API call. PORT 0, the default, lets the operating system choose a
free one. control.py has what it can be asked besides.

Ends on SIGTERM, and when its stdin closes: a parent that dies, even of SIGKILL, takes it along, and
its copies too.
"""

import argparse
import functools
import gc
import json
import os
import signal
import sys
import threading

# What is loaded here stays: looking through it for garbage takes a quarter of a start.
gc.disable()

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
# Seconds until a certificate with DNS validation is issued; moto's own default is 60.
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")

from botocore.loaders import Loader  # noqa: E402  (after the environment that moto reads)

# Moto makes a loader for each service, and each looks through 400 folders: a fifth of a start.
list_services = functools.cache(Loader().list_available_services)
Loader.list_available_services = lambda _, type_name: list_services(type_name)

from moto.moto_server.werkzeug_app import (  # noqa: E402  (after the environment it reads)
    DomainDispatcherApplication,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402

import gaps  # noqa: E402, F401  (importing it mends moto)
from access_analyzer import AccessAnalyzer  # noqa: E402
from call_log import CallLog  # noqa: E402
from connections import Handler  # noqa: E402
from control import Control  # noqa: E402
from copies import Copies, announcement  # noqa: E402
from faults import Faults  # noqa: E402
from fleet.clock import clock  # noqa: E402
from gaps.looks_again import without_debugging  # noqa: E402
from image_builder import ImageBuilder  # noqa: E402
from keeping import Keeping  # noqa: E402
from retries import Retries  # noqa: E402
from watching import Watching  # noqa: E402


class OneAtATime:
    """Moto's models know no locks, and Terraform's requests arrive thirty at a time.

    Python runs one thread at a time anyway, so answering them in turn costs nothing.
    """

    def __init__(self, app, turn):
        self.app = app
        self.turn = turn

    def __call__(self, environ, start_response):
        with self.turn:
            return self.app(environ, start_response)


def app_of(service):
    if service is None:
        raise NotImplementedError("moto lacks this service altogether")
    return without_debugging(create_backend_app(service))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", required=True)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    os.dup2(os.open(given.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), 2)

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to deal with

    turn = threading.Lock()
    watching = Watching(ImageBuilder(AccessAnalyzer(DomainDispatcherApplication(app_of))), turn)
    clock.each_step(lambda: watching.look("time"))
    retries = Retries(watching)
    moto = OneAtATime(retries, turn)
    keeping = Keeping()
    copies = Copies(turn, lambda port: listen(port), given.log)
    app = Control(CallLog(Faults(moto), sys.stderr), copies, keeping, watching, retries)

    def listen(port):
        return make_server("127.0.0.1", port, app, threaded=True, request_handler=Handler)

    server = listen(given.port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()
    print(json.dumps(announcement(server, given.log)), flush=True)
    sys.stdin.read()  # returns when there is no parent any more
    keeping.while_kept()
    os._exit(0)


if __name__ == "__main__":
    main()
