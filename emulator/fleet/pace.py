"""Lets the fleet's time run by itself, so many times as fast as the clock on the wall."""

import threading
import time

from .clock import clock
from .work import forget_silent

TICK = 0.5


class Pace:
    def __init__(self, turn):
        self.turn = turn
        self.pace = 0
        self.thread = None

    def run(self, pace):
        """From here on at this pace; at 0 time stands still, until somebody moves it."""
        with self.turn:
            self.pace = pace
            clock.move(0)
        if self.thread is None or not self.thread.is_alive():  # a copy has no threads of its original
            self.thread = threading.Thread(target=self.keep_on, daemon=True)
            self.thread.start()

    def keep_on(self):
        last = time.monotonic()
        while True:
            time.sleep(TICK)
            last, passed = time.monotonic(), time.monotonic() - last
            if self.pace:
                with self.turn:
                    forget_silent()
                    clock.move(passed * self.pace, ahead=False)
