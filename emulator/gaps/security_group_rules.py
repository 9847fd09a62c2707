"""Security group rules lose what they say about anything but IPv4 ranges.

AWS: each rule has a description, whatever it points at, and ModifySecurityGroupRules changes all.
Cost: rules between groups (nearly all of ours) and to prefix lists show a lost description in every
plan; a change of a rule's group, prefix list or IPv6 range is silently not made.
"""

from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

from .mending import mends


@mends(SecurityGroupRule, "__init__")
def init(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    given = dict(zip(PARAMETERS, args)) | kwargs
    holders = [given.get(name) or {} for name in ("ip_range", "source_group", "prefix_list_id")]
    self.own_description = next((h["Description"] for h in holders if "Description" in h), None)


PARAMETERS = (
    "ec2_backend",
    "ip_protocol",
    "group_id",
    "from_port",
    "to_port",
    "ip_range",
    "source_group",
    "prefix_list_id",
)


@mends(SecurityGroupBackend, "modify_security_group_rules")
def modify_security_group_rules(original, self, group_id, rules):
    for new in rules.values():
        if new.get("IpProtocol") == "-1":
            new.setdefault("FromPort", -1)
            new.setdefault("ToPort", -1)
    original(self, group_id, rules)
    group = self.get_security_group_by_name_or_id(group_id)
    for rule_id, new in rules.items():
        change(group.get_rule(rule_id), new)


def change(rule, new):
    rule.own_description = new.get("Description")
    if "ReferencedGroupId" in new:
        rule.source_group = {**rule.source_group, "GroupId": new["ReferencedGroupId"]}
    if "PrefixListId" in new:
        rule.prefix_list_id = new["PrefixListId"]
    if "CidrIpv6" in new:
        rule.ip_range = {"CidrIpv6": new["CidrIpv6"]}


def description(self):
    return self.own_description


SecurityGroupRule.description = property(description)
