"""Answers a repeated request as it was answered before.

Now and then, on a busy machine, an answer gets lost on its way, and an AWS SDK asks again. What the
first request made would then be made twice, or be refused as a duplicate. The SDKs say which attempt
it is, and keep one id for all attempts at a call. AWS has no such memory.

Thus what a test sees never depends on whether an answer arrived. Who wants to see what AWS does with
a repeated call has this memory end: DELETE /_emulator/repeats, for this emulator and what is copied
from it. AWS's own memory of tokens, in gaps/client_tokens.py, is there with it and without.
"""

import re
from collections import OrderedDict

REMEMBERED = 1000


class Retries:
    def __init__(self, app):
        self.app = app
        self.answers = OrderedDict()
        self.remembers = True

    def end(self):
        self.remembers = False
        self.answers.clear()

    def __call__(self, environ, start_response):
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        first = re.search(r"attempt=1\b", environ.get("HTTP_AMZ_SDK_REQUEST", "attempt=1"))
        if call in self.answers and not first:
            environ["emulator.repeated"] = True
            status, headers, body = self.answers[call]
            start_response(status, headers)
            return [body]
        said = []

        def noting(status, headers, *rest):
            said[:] = [status, list(headers)]
            return start_response(status, headers, *rest)

        body = b"".join(self.app(environ, noting))
        if call and self.remembers and said[0].startswith("2"):
            self.answers[call] = (*said, body)
            if len(self.answers) > REMEMBERED:
                self.answers.popitem(last=False)
        return [body]
