"""The fleet's own time, in seconds. Nobody waits for it: tests move it, or it runs at a pace."""

from datetime import timedelta

from moto.core.utils import utcnow

STEP = 5  # shorter than the interval of any health check


class Clock:
    def __init__(self):
        self.now = None  # until the first move: everything is over at once
        self.ahead = 0  # seconds that tests have moved it past the wall clock
        self.watchers = []

    def each_step(self, watcher):
        """`watcher` is called with no arguments after each step."""
        self.watchers.append(watcher)
        return watcher

    def move(self, seconds, ahead=True):
        """Runs for so many seconds, which no clock on a wall has seen unless `ahead` is false."""
        end = (self.now or 0) + seconds
        self.now = self.now or 0
        while self.now < end:
            last, self.now = self.now, min(self.now + STEP, end)
            self.ahead += (self.now - last) if ahead else 0
            for watcher in self.watchers:
                watcher()

    def stamp(self):
        """The time to write on what happens now. At a pace it is the wall clock's, so it can be compared."""
        return utcnow() + timedelta(seconds=self.ahead)


clock = Clock()
