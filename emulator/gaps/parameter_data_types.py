"""PutParameter takes a data type that isn't given for `text`, also where it overwrites another one.

AWS: a data type can't be changed. That an overwrite which gives none keeps it follows from that,
and is not in its documentation.
Cost: the provider, which gives it only at first, wants to replace an image's parameter after a bake.
"""

from moto.ssm.responses import SimpleSystemManagerResponse

from .mending import mends


@mends(SimpleSystemManagerResponse, "put_parameter")
def put_parameter(original, self):
    name = self._get_param("Name")
    versions = self.ssm_backend._parameters
    before = versions[name][-1].data_type if versions.get(name) else None
    result = original(self)
    if before is not None and self._get_param("DataType") is None:
        versions[name][-1].data_type = before
    return result
