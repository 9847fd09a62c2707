"""The life of one instance, and what a load balancer finds when it asks there."""

import math

from .boot import obstacle, settings
from .clock import clock

LONG_AGO = -math.inf
CHECKING = "Elb.InitialHealthChecking"
PATHS = ("/healthz", "/readyz")  # where the app answers 200, as long as its database is there


class Life:
    deaf_to_come = 0  # so many of the next instances never answer, whatever they are launched from

    def __init__(self, instance, start_up):
        self.instance = instance
        self.launched = LONG_AGO if clock.now is None else clock.now
        self.serves = self.launched + start_up
        self.deaf = Life.deaf_to_come > 0
        self.obstacle = None if clock.now is not None else ""  # "" is none; None isn't decided yet
        Life.deaf_to_come -= self.deaf

    def is_starting(self):
        return time() < self.serves

    def settle(self):
        """Decides, at the end of the start, whether it came up. What changes later doesn't matter."""
        if self.obstacle is None and not self.is_starting():
            self.obstacle = obstacle(self.instance) or ""

    def silence(self, port, path):
        """Why it doesn't answer 200 there, by the load balancer's word; None if it does."""
        given = settings(self.instance)
        if self.deaf or self.obstacle:
            return "Target.Timeout"
        if given is None or "PORT" not in given:
            return None  # of no template of ours: nothing is known, so nothing is wrong
        if int(given["PORT"]) != int(port):
            return "Target.Timeout"
        return None if path in PATHS else "Target.ResponseCodeMismatch"


def time():
    return math.inf if clock.now is None else clock.now


def live(instance, group):
    """Begins the life of an instance that a group launches."""
    instance.life = Life(instance, getattr(group, "default_instance_warmup", None) or 0)


def health(instance, target, group):
    """State and reason of a target: of an instance that was registered in a target group.

    Its first answer makes it healthy. Once it has not answered for too long, one answer isn't enough.
    """
    life = getattr(instance, "life", None)
    if life is None:
        return "healthy", None
    life.settle()
    interval = int(group.health_check_interval_seconds)
    asked = max(life.launched, target.get("Since", LONG_AGO))
    answers = max(life.serves, asked)
    enough = interval * int(group.unhealthy_threshold_count)
    reason = life.silence(target["Port"], group.health_check_path or "/")
    if life.is_starting() or reason:
        return unanswered(time() - asked >= enough, reason)
    was_found_out = answers - asked >= enough
    checks = int(group.healthy_threshold_count) if was_found_out else 1
    if time() < answers + checks * interval:
        return unanswered(was_found_out, None)
    return "healthy", None


def unanswered(found_out, reason):
    return ("unhealthy", reason or "Target.Timeout") if found_out else ("initial", CHECKING)
