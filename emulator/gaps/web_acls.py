"""A web ACL takes any rules, goes while something uses it, and stands beside another one.

AWS: refuses rules with the same priority, a rule with no action, or with both an action and an override,
more than 5,000 capacity units, and the end of a web ACL that something is associated with. A resource has
one web ACL: another association takes the place of the first, and ends with its load balancer.
Cost: rules that AWS refuses pass here, and stop an apply on AWS.
"""

from moto.elbv2.models import ELBv2Backend, elbv2_backends
from moto.wafv2.models import WAFV2Backend, wafv2_backends

from .before import before
from .mending import mends
from .refusing import Refusal

MOST = 5000
UNITS = {
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesWordPressRuleSet": 100,
    "AWSManagedRulesWindowsRuleSet": 200,
}


@before("wafv2", "CreateWebACL", "UpdateWebACL")
def look_at_rules(_response, asked):
    rules = asked.get("Rules") or []
    priorities = [rule["Priority"] for rule in rules]
    if len(set(priorities)) < len(priorities):
        invalid(f"priorities must differ: {sorted(priorities)}")
    for rule in rules:
        if (rule.get("Action") is None) == (rule.get("OverrideAction") is None):
            invalid(f"{rule['Name']} must have one of Action and OverrideAction")
        if is_group(rule) != (rule.get("OverrideAction") is not None):
            invalid(f"{rule['Name']}: OverrideAction is for rule groups alone")
    if sum(map(units, rules)) > MOST:
        raise Refusal("WAFLimitsExceededException", f"more than {MOST} capacity units")


@mends(WAFV2Backend, "delete_web_acl")
def delete_web_acl(original, self, name, scope, _id, lock_token):
    used = [acl for acl in self.wacls.values() if acl.id == _id and acl.associated_resources]
    if used:
        message = "AWS WAF couldn’t perform the operation because your resource is being used"
        users = ", ".join(used[0].associated_resources)
        raise Refusal("WAFAssociatedItemException", f"{message} (emulator: {users})")
    return original(self, name, scope, _id, lock_token)


@mends(WAFV2Backend, "associate_web_acl")
def associate_web_acl(original, self, web_acl_arn, resource_arn):
    balancers = elbv2_backends[self.account_id][self.region_name].load_balancers
    if ":elasticloadbalancing:" in resource_arn and resource_arn not in balancers:
        message = "AWS WAF couldn’t perform the operation because your resource doesn’t exist."
        raise Refusal("WAFNonexistentItemException", message)
    self.disassociate_web_acl(resource_arn)
    return original(self, web_acl_arn, resource_arn)


@mends(ELBv2Backend, "delete_load_balancer")
def delete_load_balancer(original, self, arn):
    result = original(self, arn)
    wafv2_backends[self.account_id][self.region_name].disassociate_web_acl(arn)
    return result


def invalid(reason):
    message = "Error reason: Your statement has multiple values set for a field that requires exactly"
    raise Refusal("WAFInvalidParameterException", f"{message} one value. (emulator: {reason})")


def is_group(rule):
    return any("RuleGroup" in kind for kind in rule["Statement"])


def units(rule):
    group = rule["Statement"].get("ManagedRuleGroupStatement") or {}
    return UNITS.get(group.get("Name"), 2)
