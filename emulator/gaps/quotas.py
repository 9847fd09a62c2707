"""Accounts hold as much as one likes.

AWS: refuses what exceeds a quota. These are the defaults of an account that never asked for more,
of what this system makes; most can be raised.
Cost: the sixth elastic address, of two stages with a NAT gateway a zone, is found on AWS alone,
halfway through an apply. The quota that AWS counts most narrowly, 60 rules a security group and
direction, is moto's own, but for prefix lists: it counts those there are, and not the new one.

Not counted, since a stage is far below them: routes of a table, target groups and security groups.

Numbers from the services' pages on quotas, words from EC2's and IAM's answers as reported, the
others' from their API reference.
"""

import re

from moto.ec2.exceptions import RulesPerSecurityGroupLimitExceededError

from .before import before
from .refusing import Refusal

FULL = "The maximum number of {} has been reached."


def more_than(quota, service, action, code, message):
    """Refuses the action once `count(response, asked)` of such things are there."""

    def register(count):
        @before(service, action)
        def check(response, asked):
            if count(response, asked) >= quota:
                raise Refusal(code, message)

        return count

    return register


@more_than(5, "ec2", "AllocateAddress", "AddressLimitExceeded", FULL.format("addresses"))
def addresses(response, _):
    return len(response.ec2_backend.addresses)


@more_than(5, "ec2", "CreateVpc", "VpcLimitExceeded", FULL.format("VPCs"))
def vpcs(response, _):
    return len(response.ec2_backend.vpcs)


@more_than(
    5,
    "ec2",
    "CreateInternetGateway",
    "InternetGatewayLimitExceeded",
    FULL.format("internet gateways"),
)
def internet_gateways(response, _):
    return len(response.ec2_backend.internet_gateways)


@more_than(200, "ec2", "CreateSubnet", "SubnetLimitExceeded", FULL.format("subnets"))
def subnets(response, asked):
    everywhere = response.ec2_backend.describe_subnets()
    return len([each for each in everywhere if each.vpc_id == asked.get("VpcId")])


@more_than(200, "ec2", "CreateRouteTable", "RouteTableLimitExceeded", FULL.format("route tables"))
def route_tables(response, asked):
    everywhere = response.ec2_backend.route_tables.values()
    return len([each for each in everywhere if each.vpc_id == asked.get("VpcId")])


@more_than(
    5,
    "ec2",
    "CreateNatGateway",
    "NatGatewayLimitExceeded",
    "Performing this operation would exceed the limit of 5 NAT gateways",
)
def nat_gateways(response, asked):
    """In the zone of the new one."""
    ec2 = response.ec2_backend
    zone = ec2.get_subnet(asked["SubnetId"]).availability_zone
    there = [each for each in ec2.nat_gateways.values() if each.state == "available"]
    return len([each for each in there if each._eni.subnet.availability_zone == zone])


@more_than(50, "ec2", "CreateVpcEndpoint", "VpcEndpointLimitExceeded", FULL.format("VPC endpoints"))
def interface_endpoints(response, asked):
    if asked.get("VpcEndpointType") != "Interface":
        return 0
    there = response.ec2_backend.vpc_end_points.values()
    kind = (asked.get("VpcId"), "Interface")
    alive = [each for each in there if each.state != "deleted"]
    return len([each for each in alive if (each.vpc_id, each.vpc_endpoint_type) == kind])


@more_than(50, "elbv2", "CreateLoadBalancer", "TooManyLoadBalancers", FULL.format("load balancers"))
def load_balancers(response, _):
    return len(response.elbv2_backend.load_balancers)


@more_than(
    50,
    "elbv2",
    "CreateListener",
    "TooManyListeners",
    "The maximum number of listeners has been reached on this load balancer",
)
def listeners(response, asked):
    balancer = response.elbv2_backend.load_balancers.get(asked["LoadBalancerArn"])
    return len(balancer.listeners) if balancer else 0


def clusters(response, _):
    return len(response.backend.clusters)


for way in ("CreateDBCluster", "RestoreDBClusterToPointInTime", "RestoreDBClusterFromSnapshot"):
    more_than(40, "rds", way, "DBClusterQuotaExceededFault", FULL.format("DB clusters"))(clusters)


@more_than(
    10, "iam", "AttachRolePolicy", "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10"
)
def role_policies(response, asked):
    attached = response.backend.get_role(asked["RoleName"]).managed_policies
    return len([arn for arn in attached if arn != asked["PolicyArn"]])


@before("iam", "PutRolePolicy")
def check_size(response, asked):
    """IAM counts the characters of all policies in a role, but no white space."""
    role, name = response.backend.get_role(asked["RoleName"]), asked["PolicyName"]
    documents = {**role.policies, name: asked["PolicyDocument"]}.values()
    if sum(len(re.sub(r"\s", "", each)) for each in documents) > 10240:
        message = f"Maximum policy size of 10240 bytes exceeded for role {role.name}"
        raise Refusal("LimitExceeded", message)


@before("iam", "CreateRole", "UpdateAssumeRolePolicy")
def check_trust(_, asked):
    document = asked.get("AssumeRolePolicyDocument") or asked.get("PolicyDocument") or ""
    if len(re.sub(r"\s", "", document)) > 2048:
        raise Refusal("LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048")


@before("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress")
def check_prefix_lists(response, asked):
    """A list counts by the entries it may have: S3's, the only one here, by one."""
    group = response.ec2_backend.get_security_group_from_id(asked.get("GroupId"))
    new = sum(len(each.get("PrefixListIds") or []) for each in asked.get("IpPermissions") or [])
    if group and new:
        egress = response._get_action().endswith("Egress")
        there = group.egress_rules if egress else group.ingress_rules
        if len(there) + new > 60:
            raise RulesPerSecurityGroupLimitExceededError()
