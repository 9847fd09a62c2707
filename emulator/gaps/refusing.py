"""How a gap refuses a call; and the end of what is in use, as AWS does, but not for 20 minutes.

Terraform asks again for up to 20 minutes when AWS answers so: long enough for what leaves at the
same time, an error if nothing does. Nothing takes longer than a few seconds here, so a minute of
refusals is enough: after it the answer has a code that Terraform does not ask again after.

Each refusal says AWS's words, and then what the emulator found.
"""

import time

from moto.core.exceptions import ServiceException


class Refusal(ServiceException):
    """With any code. Moto takes the codes of its own classes from the service they are in."""


PATIENCE_SECONDS = 60
PAUSE_SECONDS = 20  # longer than Terraform waits between two tries: it is a new attempt
refused = {}


def refuse(resource, code, message, user):
    now = time.monotonic()
    first, last = refused.get(resource, (now, now))
    first = now if now - last > PAUSE_SECONDS else first
    refused[resource] = (first, now)
    waited = now - first
    if waited < PATIENCE_SECONDS:
        raise Refusal(code, f"{message} (emulator: {user})")
    raise Refusal(
        f"{code}.Lasting",
        f"{message} (emulator: {user}, still after {waited:.0f} s, and on AWS Terraform would ask "
        "for up to 20 minutes)",
    )
