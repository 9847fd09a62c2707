"""Parameters come back without their `Source`, and resetting one is missing.

AWS: a parameter that somebody set has Source "user"; resetting it gives it its default back.
Cost: every plan wants to set the parameters of an instance's group again; taking a parameter out of
a group fails.
"""

from moto.core.responses import ActionResult
from moto.rds.responses import RDSResponse

from .mending import adds, mends


@mends(RDSResponse, "describe_db_parameters")
def describe_db_parameters(original, self):
    return marked(original(self))


@mends(RDSResponse, "describe_db_cluster_parameters")
def describe_db_cluster_parameters(original, self):
    return marked(original(self))


@adds(RDSResponse)
def reset_db_parameter_group(self):
    name = self.params["DBParameterGroupName"]
    group = self.backend.describe_db_parameter_groups({"db_parameter_group_name": name})[0]
    return reset(group, self.params, {"DBParameterGroupName": name})


@adds(RDSResponse)
def reset_db_cluster_parameter_group(self):
    name = self.params["DBClusterParameterGroupName"]
    group = self.backend.describe_db_cluster_parameter_groups(name)[0]
    return reset(group, self.params, {"DBClusterParameterGroupName": name})


def marked(result):
    parameters = [{**parameter, "Source": "user"} for parameter in result.result["Parameters"]]
    return ActionResult({"Parameters": parameters})


def reset(group, params, answer):
    if str(params.get("ResetAllParameters")).lower() == "true":
        group.parameters.clear()
    for parameter in params.get("Parameters") or []:
        group.parameters.pop(parameter["ParameterName"], None)
    return ActionResult(answer)
