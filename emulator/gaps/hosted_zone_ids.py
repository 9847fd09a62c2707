"""Ids of hosted zones start with any letter.

AWS: they start with Z.
Cost: settings that check a zone's id would refuse the emulator's own zones.
"""

from moto.core import DEFAULT_ACCOUNT_ID
from moto.route53 import models

from .mending import mends

chosen = []


@mends(models, "create_route53_zone_id")
def create_route53_zone_id(original, *args, **kwargs):
    return chosen.pop() if chosen else "Z" + original(*args, **kwargs)[1:]


def make_zone(id, name):
    """A public zone under an id that settings name already; AWS chooses ids itself. Says whether it is new."""
    backend = models.route53_backends[DEFAULT_ACCOUNT_ID]["aws"]
    if id in backend.zones:
        return False
    chosen.append(id)
    try:
        backend.create_hosted_zone(f"{name}.", private_zone=False)
    finally:
        chosen.clear()
    return True
