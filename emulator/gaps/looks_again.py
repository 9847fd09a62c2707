"""Moto lists its own folder, and the methods of a service, at every call.

AWS: nothing of the kind.
Cost: none, as neither changes while a server runs. Both together were a fifth of a call's CPU.
"""

from functools import cache

from moto import backends
from moto.core import responses

modules = frozenset(backends.list_of_moto_modules())
backends.list_of_moto_modules = lambda: modules

responses.method_names_from_class = cache(responses.method_names_from_class)
