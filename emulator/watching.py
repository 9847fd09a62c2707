"""Looks at the service of a stage around each call that may change it, and keeps what it saw.

A look that sees what the last one saw is not kept, so the calls that are named are those that changed
something. What changed between two calls, by time alone, is "time".
"""

import re

from snapshot import snapshot

READS = re.compile(r"\S+ (Describe|Get|List|Head|GET|HEAD)")


class Watching:
    def __init__(self, app, turn):
        self.app = app
        self.turn = turn
        self.scope = None
        self.looks = []

    def __call__(self, environ, start_response):
        call = environ["emulator.call"]
        if READS.match(call):
            return self.app(environ, start_response)
        self.look("time")
        answer = list(self.app(environ, start_response))
        self.look(call)
        return answer

    def begin(self, scope):
        with self.turn:
            self.scope, self.looks = scope, []
            self.look("the beginning")

    def seen(self):
        with self.turn:
            self.look("time")
            return self.looks

    def look(self, call):
        if self.scope is None:
            return
        seen = snapshot(self.scope)
        if not self.looks or self.looks[-1]["snapshot"] != seen:
            self.looks.append({"after": call, "snapshot": seen})
