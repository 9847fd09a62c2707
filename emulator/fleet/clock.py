"""The fleet's own time, in seconds. Nobody waits for it: tests move it."""

STEP = 5  # shorter than the interval of any health check


class Clock:
    def __init__(self):
        self.now = None  # until the first move: everything is over at once
        self.watchers = []

    def each_step(self, watcher):
        """`watcher` is called with no arguments after each step."""
        self.watchers.append(watcher)
        return watcher

    def move(self, seconds):
        end = (self.now or 0) + seconds
        self.now = self.now or 0
        while self.now < end:
            self.now = min(self.now + STEP, end)
            for watcher in self.watchers:
                watcher()


clock = Clock()
