"""Moto finds out again at every call what stays the same while a server runs.

Its own folder and the methods of a service; for each value of an answer, the ten names that an
attribute for it could have; for each XML element, whether its name is one; and, as Flask does for
debugging, a class for each request.

AWS: nothing of the kind.
Cost: none. The first two were a fifth of a call's CPU, and the others a quarter of what was left.
"""

from functools import cache

import xmltodict
from moto import backends
from moto.core import responses
from moto.core.serialize import XFormedAttributePicker
from moto.ec2.models.instance_types import InstanceTypeOfferingBackend

from .mending import mends

modules = frozenset(backends.list_of_moto_modules())
backends.list_of_moto_modules = lambda: modules

responses.method_names_from_class = cache(responses.method_names_from_class)
xmltodict._validate_name = cache(xmltodict._validate_name)


def without_debugging(app):
    """Errors are still raised for Faults to answer."""
    app.config.update(PROPAGATE_EXCEPTIONS=True, TRAP_BAD_REQUEST_ERRORS=True)
    app.debug = False
    return app


@mends(XFormedAttributePicker, "get_possible_keys")
def get_possible_keys(original, self, context):
    of = (type(context.obj), context.key, context.shape)
    if of not in possible_keys:
        possible_keys[of] = tuple(dict.fromkeys(original(self, context)))
    return possible_keys[of]


possible_keys = {}


@mends(InstanceTypeOfferingBackend, "describe_instance_type_offerings")
def describe_instance_type_offerings(original, self, location_type=None, filters=None):
    of = (self.region_name, location_type, str(filters))
    if of not in offerings:
        offerings[of] = original(self, location_type, filters)
    return list(offerings[of])


offerings = {}
