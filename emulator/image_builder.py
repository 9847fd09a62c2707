"""A stand-in for EC2 Image Builder, which moto lacks: what the AWS provider asks of it, no more.

It keeps components, recipes, configurations and images, and refuses what AWS refuses: a name and
version that is there already, and the end of something that others are made of.

What AWS does and this does not: run a component (no document is even looked at, and a bake can't
fail), start an instance, test an image, take the 15 to 45 minutes of it, write a log, list or share
anything. The parent image is AWS's newest of that day, as on AWS. An image is AVAILABLE at once, and its AMI is an empty
one with the right tags, architecture and root device. As on AWS the AMI and its snapshot stay when
the image goes.
"""

import re

from moto.core import DEFAULT_ACCOUNT_ID
from moto.ec2.models import ec2_backends
from moto.ssm.models import ssm_backends

from stand_in import Refusal, StandIn, now

VERSION_OF = {"Component": "/1", "ImageRecipe": ""}  # a component also has builds
WORD = {
    "Component": "component",
    "ImageRecipe": "image-recipe",
    "InfrastructureConfiguration": "infrastructure-configuration",
    "DistributionConfiguration": "distribution-configuration",
    "Image": "image",
}
ARN_IN = {"Component": "componentBuildVersionArn", "Image": "imageBuildVersionArn"}


class ImageBuilder(StandIn):
    service = "imagebuilder"
    missing = "The resource with ARN '{}' does not exist."

    def answer(self, call):
        region, _, path, query, body = call
        verb, kind = re.match(r"/(Create|Get|Update|Delete|)(.*)", path).groups()
        if verb == "" or kind not in WORD or (verb == "Update" and "Configuration" not in kind):
            raise Refusal("EmulatorFault", f"emulator: Image Builder's stand-in lacks {path}")
        key = ARN_IN.get(kind, f"{kind[0].lower()}{kind[1:]}Arn")
        if verb == "Create":
            return {key: self.create(kind, body, region)}
        arn = body[key] if verb == "Update" else query[key][0]
        thing = self.find(arn)
        if verb == "Get":
            return {f"{kind[0].lower()}{kind[1:]}": thing}
        if verb == "Update":
            self.kept[arn] = {**body, **{name: thing[name] for name in ("arn", "name", "tags")}}
        else:
            self.delete(arn)
        return {key: arn}

    def create(self, kind, body, region):
        body = {"tags": {}, **body, "dateCreated": now(), "owner": DEFAULT_ACCOUNT_ID}
        if kind == "Image":
            body.update(self.bake(body, region))
        if kind == "ImageRecipe":
            body["platform"] = "Linux"
        if kind == "Component":
            body.update(type="BUILD", encrypted=True)
        path = WORD[kind] + "/" + re.sub("[ _]", "-", body["name"].lower())
        if kind in VERSION_OF:
            path += f"/{body['semanticVersion']}{VERSION_OF[kind]}"
            body["version"] = body.pop("semanticVersion")
        arn = f"arn:aws:imagebuilder:{region}:{DEFAULT_ACCOUNT_ID}:{path}"
        if kind == "Image":
            builds = [each for each in self.kept if each.startswith(f"{arn}/{body['version']}/")]
            body["version"] += f"/{len(builds) + 1}"
            arn += f"/{body['version']}"
        if arn in self.kept:
            message = f"A resource with the requested name already exists: {arn}"
            raise Refusal("ResourceAlreadyExistsException", message)
        self.kept[arn] = {**body, "arn": arn}
        return arn

    def delete(self, arn):
        users = [each for each, its in self.kept.items() if each != arn and uses(its, arn)]
        if users:
            message = f"The resource ARN '{arn}' has other resources depended on it: {users}"
            raise Refusal("ResourceDependencyException", message)
        del self.kept[arn]

    def bake(self, body, region):
        """What an image says of itself once it is there, its AMI included."""
        recipe = self.find(body["imageRecipeArn"])
        distribution = self.find(body["distributionConfigurationArn"])
        infrastructure = self.find(body["infrastructureConfigurationArn"])
        amis = [register(recipe, each) for each in distribution["distributions"]]
        return {
            "name": recipe["name"],
            "version": recipe["version"],
            "platform": "Linux",
            "osVersion": "Amazon Linux 2023",
            "state": {"status": "AVAILABLE"},
            "imageRecipe": recipe,
            "distributionConfiguration": distribution,
            "infrastructureConfiguration": infrastructure,
            "outputResources": {"amis": amis},
        }


def register(recipe, distribution):
    """An AMI that looks like one of the recipe's, where and as the distribution wants it."""
    region, settings = distribution["region"], distribution["amiDistributionConfiguration"]
    name = settings["name"].replace("{{ imagebuilder:buildDate }}", now().replace(":", "-"))
    ami = ec2_backends[DEFAULT_ACCOUNT_ID][region].register_image(name, "")
    ami.architecture = "arm64" if "arm64" in recipe["parentImage"] else "x86_64"
    [root] = recipe["blockDeviceMappings"]
    ami.root_device_name = root["deviceName"]
    ami.root_device_type = "ebs"
    ami.source_image_id = newest_amazon_linux(region, ami.architecture)
    ami.ebs_snapshot.encrypted = root["ebs"].get("encrypted", False)
    ami.add_tags(settings.get("amiTags", {}))
    return {"region": region, "image": ami.id, "name": name, "accountId": DEFAULT_ACCOUNT_ID}


def newest_amazon_linux(region, architecture):
    name = f"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{architecture}"
    return ssm_backends[DEFAULT_ACCOUNT_ID][region].get_parameter(name).value


def uses(thing, arn):
    """An image keeps its configurations as they were, and does not need them any more."""
    components = [each["componentArn"] for each in thing.get("components", [])]
    return arn in (thing.get("imageRecipeArn"), *components)
