"""CreateLaunchTemplateVersion forgets its SourceVersion, and keeps user data in a type that moto's
own launches then refuse. The tags of a template are those it was made with, for good.

AWS: a version has what its source has, with what the call says instead; every version can be
launched; tags of the template itself are no part of its data, and can be changed.
Cost: a version of what is to change alone has nothing else; an Auto Scaling group with version 2 of
a template fails with an assertion; tags of the template (`default_tags`) come back as one more tag
specification in every plan, and a change of them in every plan too.
"""

from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.responses.launch_templates import LaunchTemplates
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


@mends(LaunchTemplates, "create_launch_template_version")
def create_launch_template_version(original, self):
    if source := self._get_param("SourceVersion"):
        template = named_template(self)
        given = self._get_param("LaunchTemplateData", {})
        self.params["LaunchTemplateData"] = {**template.get_version(source).data, **given}
    return original(self)


def named_template(response):
    if name := response._get_param("LaunchTemplateName"):
        return response.ec2_backend.get_launch_template_by_name(name)
    return response.ec2_backend.get_launch_template(response._get_param("LaunchTemplateId"))


def tags(self):
    return self.get_tags()


LaunchTemplate.tags = property(tags, lambda self, _: None)
