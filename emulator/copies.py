"""Copies of a running server, by fork: what took a minute to apply is there again, at once.

A copy has all that its original held at that moment, and from then on a life of its own. It ends with
its original at the latest: each copy watches a pipe that closes when the original does.
"""

import json
import os
import select
import stat
import threading

from moto.moto_api._internal import mock_random


def announcement(server, log):
    endpoint = f"http://127.0.0.1:{server.server_port}"
    return {"endpoint": endpoint, "pid": os.getpid(), "log": log}


class Copies:
    def __init__(self, turn, listen, log):
        self.turn = turn
        self.listen = listen
        self.log = log
        self.made = 0
        self.lifelines = {}  # the open ends of the pipes that copies watch, by their pids

    def make(self):
        """Returns the announcement of a new copy, which logs its calls to a file beside ours."""
        with self.turn:  # no call is half done
            self.made += 1
            said, say = os.pipe()
            watched, lifeline = os.pipe()
            pid = os.fork()
            if pid > 0:
                os.close(say)
                os.close(watched)
                self.lifelines[pid] = lifeline
        if pid == 0:
            self.live_apart(watched, {lifeline, *self.lifelines.values()})
            self.serve(say)
        with os.fdopen(said) as answer:
            return json.load(answer)

    def end(self, pid):
        os.close(self.lifelines.pop(pid))
        os.waitpid(pid, 0)

    def live_apart(self, watched, lifelines):
        """Gives up what a copy inherits and must not share."""
        for fd in lifelines:
            os.close(fd)
        self.lifelines.clear()
        self.log = f"{self.log.removesuffix('.log')}-{self.made}.log"
        self.made = 0
        for fd in map(int, os.listdir("/dev/fd")):
            if fd > 2 and is_socket(fd):
                os.close(fd)  # the original's port, and its callers' connections
        os.dup2(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), 2)
        mock_random.seed()  # or copies would give their new resources the same ids
        threading.Thread(target=end_with, args=(watched,), daemon=True).start()

    def serve(self, say):
        server = self.listen(0)
        os.write(say, json.dumps(announcement(server, self.log)).encode())
        os.close(say)
        server.serve_forever()


def end_with(watched):
    watch = select.poll()
    watch.register(watched, select.POLLHUP)
    watch.poll()
    os._exit(0)


def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False
