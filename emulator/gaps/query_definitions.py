"""PutQueryDefinition and the calls to read and delete a saved query are missing.

AWS: keeps a query of Logs Insights under an id. The id of a query that isn't there is refused; a name may be
taken twice, and log groups need not be there.
Cost: a stage with saved queries ends in an error.
"""

import json
import time
from uuid import uuid4

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

from .mending import adds


@adds(LogsResponse)
def put_query_definition(self):
    saved, given = queries(self), self._get_param("queryDefinitionId")
    if given:
        found(saved, given)
    identity = given or str(uuid4())
    saved[identity] = {
        "queryLanguage": self._get_param("queryLanguage", "CWLI"),
        "queryDefinitionId": identity,
        "name": self._get_param("name"),
        "queryString": self._get_param("queryString"),
        "logGroupNames": self._get_param("logGroupNames") or [],
        "lastModified": int(time.time() * 1000),
    }
    return json.dumps({"queryDefinitionId": identity})


@adds(LogsResponse)
def describe_query_definitions(self):
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    named = [each for each in queries(self).values() if each["name"].startswith(prefix)]
    return json.dumps({"queryDefinitions": named})


@adds(LogsResponse)
def delete_query_definition(self):
    saved, identity = queries(self), self._get_param("queryDefinitionId")
    found(saved, identity)
    del saved[identity]
    return json.dumps({"success": True})


def queries(response):
    return response.logs_backend.__dict__.setdefault("query_definitions", {})


def found(saved, identity):
    if identity not in saved:
        raise ResourceNotFoundException(f"The specified query definition does not exist: {identity}")
