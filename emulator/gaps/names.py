"""Names are taken whatever their length and characters.

AWS: refuses a name that its own rules for the kind don't allow, each service in its own words.
Cost: a name of 33 characters, a "--" or an umlaut in a setting is found on AWS alone, halfway
through an apply.

The patterns are from each service's API reference; most words are too, and not from an account.
"""

import re


from .before import before
from .refusing import Refusal

RDS = r"(?!.*--)[A-Za-z]([A-Za-z0-9-]{0,%d}[A-Za-z0-9])?"
RDS_SAYS = (
    "InvalidParameterValue",
    "The parameter {parameter} is not a valid identifier. Identifiers must begin with a letter; "
    "must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or "
    "contain two consecutive hyphens.",
)
IAM_SAYS = (
    "ValidationError",
    "1 validation error detected: Value '{value}' at '{parameter}' failed to satisfy constraint: "
    "Member must match [\\w+=,.@-]+ and have the length that IAM allows",
)
GROUP = r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}"
GROUP_SAYS = (
    "InvalidParameterValue",
    "Value ({value}) for parameter {parameter} is invalid. Valid are up to 255 characters of "
    "a-zA-Z0-9. _-:/()#,@[]+=&;{{}}!$*",
)
RULE_SAYS = (
    "InvalidParameterValue",
    "Invalid rule description. Valid descriptions are strings less than 256 characters from the "
    "following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{{}}!$*",
)
TEMPLATE_SAYS = (
    "InvalidLaunchTemplateName.MalformedException",
    "The launch template name must be between 3 and 128 characters and can only contain letters, "
    "digits, and the following characters: - ( ) . / _.",
)
BALANCER_SAYS = (
    "ValidationError",
    "Load balancer name '{value}' must have at most 32 letters, digits and hyphens, must not begin "
    "or end with a hyphen, and must not begin with 'internal-'",
)
SUBNET_GROUP_SAYS = (
    "InvalidParameterValue",
    "The parameter DBSubnetGroupName must contain at most 255 letters, digits, spaces, periods, "
    "underscores and hyphens, and must not be Default, got {value}",
)

BALANCER = r"(?!internal-|-)[A-Za-z0-9-]{1,32}(?<!-)"
SUBNET_GROUP = r"(?!(?i:default)$)[\w .-]{1,255}"

NAMES = [
    ("elbv2", "CreateLoadBalancer", "Name", BALANCER, BALANCER_SAYS),
    ("rds", "CreateDBCluster", "DBClusterIdentifier", RDS % 61, RDS_SAYS),
    ("rds", "RestoreDBClusterToPointInTime", "DBClusterIdentifier", RDS % 61, RDS_SAYS),
    ("rds", "RestoreDBClusterFromSnapshot", "DBClusterIdentifier", RDS % 61, RDS_SAYS),
    ("rds", "DeleteDBCluster", "FinalDBSnapshotIdentifier", RDS % 253, RDS_SAYS),
    ("rds", "CreateDBClusterParameterGroup", "DBClusterParameterGroupName", RDS % 253, RDS_SAYS),
    ("rds", "CreateDBParameterGroup", "DBParameterGroupName", RDS % 253, RDS_SAYS),
    ("rds", "CreateDBSubnetGroup", "DBSubnetGroupName", SUBNET_GROUP, SUBNET_GROUP_SAYS),
    ("iam", "CreateRole", "RoleName", r"[\w+=,.@-]{1,64}", IAM_SAYS),
    ("iam", "CreateInstanceProfile", "InstanceProfileName", r"[\w+=,.@-]{1,128}", IAM_SAYS),
    ("iam", "PutRolePolicy", "PolicyName", r"[\w+=,.@-]{1,128}", IAM_SAYS),
    ("ec2", "CreateSecurityGroup", "GroupName", rf"(?!sg-){GROUP}", GROUP_SAYS),
    ("ec2", "CreateSecurityGroup", "Description", GROUP, GROUP_SAYS),
    ("ec2", "CreateLaunchTemplate", "LaunchTemplateName", r"[\w().\-/]{3,128}", TEMPLATE_SAYS),
]


def hold(service, action, parameter, pattern, said):
    @before(service, action)
    def check(_, asked):
        value = asked.get(parameter)
        if value is not None and not re.fullmatch(pattern, value, re.ASCII):
            code, words = said
            raise Refusal(code, words.format(parameter=parameter, value=value))


for name in NAMES:
    hold(*name)


@before("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress")
def check_descriptions(_, asked):
    for permission in asked.get("IpPermissions") or []:
        for holders in (value for value in permission.values() if isinstance(value, list)):
            for description in (each.get("Description") for each in holders):
                if description and not re.fullmatch(GROUP, description, re.ASCII):
                    raise Refusal(RULE_SAYS[0], RULE_SAYS[1].format())


@before("ssm", "PutParameter")
def check_parameter(_, asked):
    name, value = asked.get("Name", ""), asked.get("Value", "")
    if name.count("/") > 15:
        message = "A hierarchy can have a maximum of 15 levels."
        raise Refusal("HierarchyLevelLimitExceededException", message)
    if len(value) > 4096 and asked.get("Tier", "Standard") == "Standard":
        message = (
            "Standard tier parameters support a maximum parameter value of 4096 characters. "
            "To create a larger parameter value, upgrade the parameter to use the "
            "advanced-parameter tier."
        )
        raise Refusal("ValidationException", message)
