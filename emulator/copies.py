"""Copies of a running server, by fork: what took a minute to apply is there again, at once.

A copy has all that the original held at that moment, and from then on a life of its own.
"""

import json
import os
import select
import signal
import stat
import sys
import threading

from moto.moto_api._internal import mock_random


def announce(server):
    line = {"endpoint": f"http://127.0.0.1:{server.server_port}", "pid": os.getpid()}
    print(json.dumps(line), flush=True)


def obey(commands, turn, listen, keeping):
    """Carries out commands, until there can be none any more: the parent is gone."""
    for line in commands:
        verb, argument = line.rstrip("\n").split(" ", 1)
        if verb == "fork":
            fork(argument, turn, listen)
        if verb == "stop":
            stop(int(argument))
        if verb == "keep":
            keeping.keep(argument)
    keeping.while_kept()
    os._exit(0)


def fork(log, turn, listen):
    with turn:  # no call is half done
        pid = os.fork()
    if pid == 0:
        live_apart(log)
        server = listen(0)
        announce(server)
        server.serve_forever()


def stop(pid):
    os.kill(pid, signal.SIGTERM)
    os.waitpid(pid, 0)
    print(json.dumps({"stopped": pid}), flush=True)


def live_apart(log):
    """Gives up what a copy inherits and must not share."""
    for fd in map(int, os.listdir("/dev/fd")):
        if fd > 2 and is_socket(fd):
            os.close(fd)  # the original's port, and its callers' connections
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), sys.stderr.fileno())
    mock_random.seed()  # or copies would give their new resources the same ids
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent():
    """Waits for the other end of stdin to close, without reading: the original reads it."""
    watch = select.poll()
    watch.register(sys.stdin.fileno(), select.POLLHUP)
    watch.poll()
    os._exit(0)


def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False
