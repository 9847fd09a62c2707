"""The parts of a network are deleted while others need them.

AWS: refuses with DependencyViolation a subnet with an interface in it, whosever it is, a security
group that an interface has or another group's rule names, a VPC with anything left in it, and the
internet gateway's end while an address is public through it. An address that a NAT gateway holds
can't be released: AuthFailure, and no word of the gateway. Route tables in a gateway endpoint,
launch templates that a group launches from and instance profiles of running instances it deletes.
Cost: what deadlocks on AWS passes here, such as deleting a subnet that a load balancer is to leave
in the same apply, or replacing a security group in use, both without create_before_destroy.

From reports of what AWS answered; that an address used by anything but a gateway is refused with
InvalidIPAddress.InUse, from EC2's list of errors.
"""

from moto.ec2.models.elastic_ip_addresses import ElasticAddressBackend
from moto.ec2.models.internet_gateways import InternetGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupBackend
from moto.ec2.models.subnets import SubnetBackend
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.security_groups import SecurityGroups
from moto.elbv2.models import elbv2_backends
from moto.rds.models import rds_backends

from .mending import mends
from .refusing import Refusal, refuse

DEPENDENCY = "DependencyViolation"
NOT_YOURS = "AuthFailure", "You do not have permission to access the specified resource."


@mends(SecurityGroupBackend, "delete_security_group")
def delete_security_group(original, self, name=None, group_id=None):
    if user := group_id and user_of_group(self, group_id):
        refuse(group_id, DEPENDENCY, f"resource {group_id} has a dependent object", user)
    return original(self, name=name, group_id=group_id)


@mends(SecurityGroups, "delete_security_group")
def delete_by_call(original, self):
    """A call never deletes the default group; with its VPC it goes."""
    group = self.ec2_backend.get_security_group_from_id(self._get_param("GroupId"))
    if group and group.name == "default":
        message = f'the specified group: "{group.id}" name: "default" cannot be deleted by a user'
        raise Refusal("CannotDelete", message)
    return original(self)


@mends(SubnetBackend, "delete_subnet")
def delete_subnet(original, self, subnet_id):
    if user := user_of_subnet(self, subnet_id):
        message = f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
        refuse(subnet_id, DEPENDENCY, message, user)
    return original(self, subnet_id)


@mends(VPCBackend, "delete_vpc")
def delete_vpc(original, self, vpc_id):
    if user := user_of_vpc(self, vpc_id):
        message = f"The vpc '{vpc_id}' has dependencies and cannot be deleted."
        refuse(vpc_id, DEPENDENCY, message, user)
    return original(self, vpc_id)


@mends(InternetGatewayBackend, "detach_internet_gateway")
def detach_internet_gateway(original, self, internet_gateway_id, vpc_id):
    if user := public_in(self, vpc_id):
        message = (
            f"Network {vpc_id} has some mapped public address(es). "
            "Please unmap those public address(es) before detaching the gateway."
        )
        refuse(internet_gateway_id, DEPENDENCY, message, user)
    return original(self, internet_gateway_id, vpc_id)


@mends(ElasticAddressBackend, "release_address")
def release_address(original, self, address=None, allocation_id=None):
    found = self.address_by_ip if address else self.address_by_allocation
    [eip] = found([address or allocation_id])
    if gateway := gateway_with(self, eip):
        refuse(eip.allocation_id, *NOT_YOURS, gateway.id)
    if eip.association_id:
        message = f"Address {eip.public_ip} is in use."
        refuse(eip.allocation_id, "InvalidIPAddress.InUse", message, eip.association_id)
    return original(self, address=address, allocation_id=allocation_id)


@mends(ElasticAddressBackend, "disassociate_address")
def disassociate_address(original, self, address=None, association_id=None):
    found = self.address_by_ip if address else self.address_by_association
    [eip] = found([address or association_id])
    if gateway := gateway_with(self, eip):
        refuse(eip.allocation_id, *NOT_YOURS, gateway.id)
    return original(self, address=address, association_id=association_id)


def user_of_group(ec2, group_id):
    """Whatever keeps a security group from being deleted: the first found."""
    for group in (group for groups in ec2.groups.values() for group in groups.values()):
        rules = [*group.ingress_rules, *group.egress_rules]
        if group.id != group_id and any(r.source_group.get("GroupId") == group_id for r in rules):
            return f"a rule of {group.id}"
    clusters = rds_backends[ec2.account_id][ec2.region_name].clusters
    users = [
        *((eni.id, [group.id for group in eni.group_set]) for eni in ec2.enis.values()),
        *((endpoint.id, endpoint.security_group_ids or []) for endpoint in endpoints_of(ec2)),
        *((balancer.name, balancer.security_groups) for balancer in balancers_of(ec2)),
        *((cluster.resource_id, cluster.vpc_security_group_ids) for cluster in clusters.values()),
    ]
    return next((name for name, groups in users if group_id in groups), None)


def user_of_subnet(ec2, subnet_id):
    databases = rds_backends[ec2.account_id][ec2.region_name].databases.values()
    users = [eni.id for eni in ec2.enis.values() if eni.subnet.id == subnet_id]
    users += [lb.name for lb in balancers_of(ec2) if subnet_id in [each.id for each in lb.subnets]]
    users += [each.resource_id for each in databases if subnet_id == subnet_of(each)]
    return next(iter(users), None)


def user_of_vpc(ec2, vpc_id):
    gateways = ec2.internet_gateways.values()
    users = [gateway.id for gateway in gateways if gateway.vpc and gateway.vpc.id == vpc_id]
    users += [group.id for group in ec2.groups[vpc_id].values() if group.name != "default"]
    users += [endpoint.id for endpoint in endpoints_of(ec2) if endpoint.vpc_id == vpc_id]
    users += [eni.id for eni in ec2.enis.values() if eni.subnet.vpc_id == vpc_id]
    return next(iter(users), None)


def public_in(ec2, vpc_id):
    enis = (eni for eni in ec2.enis.values() if eni.subnet.vpc_id == vpc_id)
    users = [f"{eni.id} with {eni.public_ip}" for eni in enis if eni.public_ip]
    users += [
        balancer.name
        for balancer in balancers_of(ec2)
        if balancer.vpc_id == vpc_id and balancer.scheme != "internal"
    ]
    return next(iter(users), None)


def gateway_with(ec2, eip):
    for gateway in ec2.nat_gateways.values():
        if eip.eni is not None and gateway._eni is eip.eni and gateway.state == "available":
            return gateway


def subnet_of(database):
    """Where a database has its interface: in its group's subnet of its zone."""
    cluster = getattr(database, "cluster", None)
    if cluster:
        group = database.backend.subnet_groups.get(cluster.db_subnet_group_name)
    else:
        group = getattr(database, "db_subnet_group", None)
    subnets = group._subnets if group else []
    zone = database.availability_zone
    return next((each.id for each in subnets if each.availability_zone == zone), None)


def balancers_of(ec2):
    return elbv2_backends[ec2.account_id][ec2.region_name].load_balancers.values()


def endpoints_of(ec2):
    return [each for each in ec2.vpc_end_points.values() if each.state != "deleted"]
