"""Questions to the server itself, at a path that no bucket can have as its name.

    GET /_emulator                   who it is: {"pid": PID, "record": FILE or null}
    POST /_emulator/copies           makes a copy, and answers its announcement
    DELETE /_emulator/copies/PID     ends that copy
    POST /_emulator/clock            moves the fleet's time by so many {"seconds"}
    POST /_emulator/pace             lets it run {"pace"} times as fast as the clock on the wall
    POST /_emulator/work             what a {"group"} does, by its app: {"cpu", "requests"}
    POST /_emulator/lag              Aurora readers are so far behind: {"INSTANCE": MILLISECONDS}
    POST /_emulator/zones            a public hosted zone of this {"id", "name"}, if it isn't there
    POST /_emulator/deaf             so many of the next {"instances"} never answer
    POST /_emulator/keep             from here on it lives as long as the file in the body has its pid
    POST /_emulator/watch            from here on it looks at the service of the scope in the body
    GET /_emulator/watch             what it has seen since: [{"after": CALL, "snapshot": …}, …]
    DELETE /_emulator/repeats        from here on it carries out a repeated call once more, as AWS does

What a browser sends for a web page gets no answer.
"""

import json
import os

from fleet.clock import clock
from fleet.life import Life
from fleet.pace import Pace
from fleet.work import report, size_of
from gaps.hosted_zone_ids import make_zone
from gaps.replica_lag import Lag

PATH = "/_emulator"


class Control:
    def __init__(self, app, copies, keeping, watching, retries):
        self.app = app
        self.keeping = keeping
        self.watching = watching
        self.pace = Pace(watching.turn)
        # Each gets the body, or what follows its path; what answers nothing says who the server is.
        self.answers = {
            ("POST", "copies"): lambda _: copies.make(),
            ("DELETE", "copies"): lambda pid: copies.end(int(pid)),
            ("POST", "clock"): self.move_clock,
            ("POST", "pace"): lambda given: self.pace.run(json.loads(given)["pace"]),
            ("POST", "work"): self.note_work,
            ("POST", "lag"): lambda given: Lag.of.update(json.loads(given)),
            ("POST", "zones"): self.make_zone,
            ("POST", "deaf"): self.deafen,
            ("POST", "keep"): keeping.keep,
            ("POST", "watch"): lambda scope: watching.begin(json.loads(scope)),
            ("GET", "watch"): lambda _: watching.seen(),
            ("DELETE", "repeats"): lambda _: retries.end(),
        }

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if not f"{path}/".startswith(f"{PATH}/") or "HTTP_ORIGIN" in environ:
            return self.app(environ, start_response)
        given = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        body = json.dumps(self.answer(environ["REQUEST_METHOD"], path[len(PATH) :], given)).encode()
        length = str(len(body))
        start_response(
            "200 OK", [("Content-Type", "application/json"), ("Content-Length", length)]
        )
        return [body]

    def answer(self, method, path, given):
        place, _, rest = path.lstrip("/").partition("/")
        ask = self.answers.get((method, place))
        said = ask(rest or given) if ask else None
        return {"pid": os.getpid(), "record": self.keeping.record} if said is None else said

    def move_clock(self, given):
        with self.watching.turn:
            clock.move(json.loads(given)["seconds"])

    def note_work(self, given):
        with self.watching.turn:
            work = json.loads(given)
            report(**work)
            return {"size": size_of(work["group"]), "pace": self.pace.pace}

    def make_zone(self, given):
        with self.watching.turn:
            return {"made": make_zone(**json.loads(given))}

    def deafen(self, given):
        Life.deaf_to_come = json.loads(given)["instances"]
