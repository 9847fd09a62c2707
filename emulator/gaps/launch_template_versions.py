"""CreateLaunchTemplateVersion keeps user data in a type that moto's own launches then refuse.

AWS: every version can be launched; tags of the template itself are no part of its data.
Cost: an Auto Scaling group with version 2 of a template fails with an assertion; tags of the
template (`default_tags`) come back as one more tag specification, in every plan.
"""

from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.utils import parse_user_data

from .mending import mends


@mends(LaunchTemplate, "create_version")
def create_version(original, self, data, description):
    data = dict(data)
    if isinstance(data.get("UserData"), str):
        data["UserData"] = parse_user_data(str(data["UserData"]))
    if specifications := data.get("TagSpecifications"):
        data["TagSpecifications"] = [
            tags for tags in specifications if tags.get("ResourceType") != "launch-template"
        ]
    return original(self, data, description)
