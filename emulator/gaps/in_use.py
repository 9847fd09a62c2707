"""DeleteSecurityGroup and DeleteSubnet delete what is still in use.

AWS: refuses with DependencyViolation, and Terraform tries again for 15 to 20 minutes: long enough
for what leaves at the same time, an error if nothing does.
Cost: what deadlocks on AWS passes here, such as deleting a subnet that a load balancer is to leave
in the same apply, or replacing a security group in use, both without create_before_destroy.

Nothing takes longer than a few seconds here, so a minute of refusals is enough: after that the
error is one that Terraform does not try again.
"""

import time

from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models.security_groups import SecurityGroupBackend
from moto.ec2.models.subnets import SubnetBackend
from moto.elbv2.models import elbv2_backends
from moto.rds.models import rds_backends

from .mending import mends


@mends(SecurityGroupBackend, "delete_security_group")
def delete_security_group(original, self, name=None, group_id=None):
    if user := group_id and user_of_group(self, group_id):
        refuse(group_id, user)
    return original(self, name=name, group_id=group_id)


@mends(SubnetBackend, "delete_subnet")
def delete_subnet(original, self, subnet_id):
    balancers = elbv2_backends[self.account_id][self.region_name].load_balancers.values()
    users = [eni.id for eni in self.enis.values() if eni.subnet.id == subnet_id]
    users += [lb.name for lb in balancers if subnet_id in [subnet.id for subnet in lb.subnets]]
    if users:
        refuse(subnet_id, users[0])
    return original(self, subnet_id)


PATIENCE_SECONDS = 60
PAUSE_SECONDS = 20  # longer than Terraform waits between two tries: it is a new attempt
refused = {}


def refuse(resource, user):
    now = time.monotonic()
    first, last = refused.get(resource, (now, now))
    first = now if now - last > PAUSE_SECONDS else first
    refused[resource] = (first, now)
    waited = now - first
    if waited < PATIENCE_SECONDS:
        raise DependencyViolationError(f"resource {resource} has a dependent object: {user}")
    raise EC2ClientError(
        "DependencyViolation.Lasting",
        f"resource {resource} still has a dependent object after {waited:.0f} s, {user}, "
        "and on AWS Terraform would try for 15 to 20 minutes",
    )


def user_of_group(ec2, group_id):
    """Whatever keeps a security group from being deleted: the first found."""
    for group in (group for groups in ec2.groups.values() for group in groups.values()):
        rules = [*group.ingress_rules, *group.egress_rules]
        if group.id != group_id and any(r.source_group.get("GroupId") == group_id for r in rules):
            return f"a rule of {group.id}"
    balancers = elbv2_backends[ec2.account_id][ec2.region_name].load_balancers
    clusters = rds_backends[ec2.account_id][ec2.region_name].clusters
    users = [
        *((eni.id, [group.id for group in eni.group_set]) for eni in ec2.enis.values()),
        *(
            (endpoint.id, endpoint.security_group_ids or [])
            for endpoint in ec2.vpc_end_points.values()
            if endpoint.state != "deleted"
        ),
        *((balancer.name, balancer.security_groups) for balancer in balancers.values()),
        *((cluster.resource_id, cluster.vpc_security_group_ids) for cluster in clusters.values()),
    ]
    return next((name for name, groups in users if group_id in groups), None)
