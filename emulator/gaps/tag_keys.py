"""Tags are taken whatever their keys, and moto's load balancers hold ten of them instead of 50.

AWS: refuses keys that begin with aws: in any case, a key twice in a call, and more than 50 tags. In
IAM, alone of the services used here, two keys are the same if their case alone differs: a call with
both is refused, and a later one replaces the first.
Cost: default tags that clash with a setting, or one too many, are found on AWS alone.

S3's are moto's own, in small letters alone; of Route 53 this system tags nothing.

EC2's and IAM's answers are from reports of what AWS answered; the codes of the others are from their
API reference, their words are the emulator's.
"""

from moto.elbv2.exceptions import TooManyTagsError
from moto.elbv2.models import ELBv2Backend
from moto.iam.models import IAMBackend

from .before import before
from .mending import mends
from .refusing import Refusal

MOST = 50
RESERVED = "Tag keys starting with 'aws:' are reserved for internal use"
TWICE = "Duplicate tag key '{}' specified."
TWICE_IN_IAM = "Duplicate tag keys found. Please note that Tag keys are case insensitive."
MANY = "The maximum number of Tags for a resource has been reached."

# By service: the codes for a reserved key, for one that is there twice, and for too many.
CODES = {
    "ec2": ("InvalidParameterValue", "InvalidParameterValue", "TagLimitExceeded"),
    "elbv2": ("ValidationError", "DuplicateTagKeys", "TooManyTags"),
    "iam": ("InvalidInput", "InvalidInput", "LimitExceeded"),
    "rds": ("InvalidParameterValue", "InvalidParameterValue", "InvalidParameterValue"),
    "autoscaling": ("ValidationError", "ValidationError", "LimitExceeded"),
    "secretsmanager": ("InvalidParameterException",) * 3,
    "ssm": ("ValidationException", "ValidationException", "TooManyTagsError"),
    "logs": ("InvalidParameterException", "InvalidParameterException", "TooManyTagsException"),
    "acm": ("InvalidTagException", "InvalidTagException", "TooManyTagsException"),
}


def hold(service, reserved, twice, many):
    @before(service)
    def check(_, asked):
        for keys in tag_sets(asked):
            seen = set()
            for key in keys:
                if key.lower().startswith("aws:"):
                    raise Refusal(reserved, RESERVED)
                same = key.lower() if service == "iam" else key
                if same in seen:
                    words = TWICE_IN_IAM if service == "iam" else TWICE.format(key)
                    raise Refusal(twice, words)
                seen.add(same)
            if len(keys) > MOST:
                raise Refusal(many, MANY)


for name, codes in CODES.items():
    hold(name, *codes)


def tag_sets(asked):
    """The keys in each set of tags that a call gives, in the shapes of all these services."""
    for name, value in asked.items():
        if name in ("Tags", "tags") and isinstance(value, dict):
            yield list(value)
        elif name in ("Tags", "tags", "Tag"):
            by_resource = {}
            for tag in value or []:
                by_resource.setdefault(tag.get("ResourceId"), []).append(tag["Key"])
            yield from by_resource.values()
        elif name in ("TagSpecifications", "TagSpecification"):
            for each in value or []:
                yield from tag_sets({"Tags": each.get("Tags")})
        elif name == "LaunchTemplateData":
            yield from tag_sets(value)


@mends(ELBv2Backend, "add_tags")
def add_tags(_original, self, resource_arns, tags):
    for arn in resource_arns:
        self._get_resource_by_arn(arn)
        keys = set(self.tagging_service.get_tag_dict_for_resource(arn))
        if len(keys | {tag["Key"] for tag in tags}) > MOST:
            raise TooManyTagsError()
        self.tagging_service.tag_resource(arn, tags)


@mends(IAMBackend, "tag_role")
def tag_role(original, self, role_name, tags):
    replace_by_case(self.get_role(role_name), tags)
    original(self, role_name, tags)


@mends(IAMBackend, "tag_instance_profile")
def tag_instance_profile(original, self, instance_profile_name, tags):
    replace_by_case(self.get_instance_profile(instance_profile_name), tags)
    original(self, instance_profile_name, tags)


def replace_by_case(holder, tags):
    new = {tag["Key"].lower() for tag in tags}
    holder.tags = [tag for tag in holder.tags if tag["Key"].lower() not in new]
