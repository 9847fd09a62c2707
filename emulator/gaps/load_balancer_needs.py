"""CreateLoadBalancer and CreateListener don't ask for what a load balancer needs.

AWS: refuses an internet-facing one in a VPC without an internet gateway, an application load
balancer in fewer than two zones, a listener with a certificate that ACM has not issued yet, and a
target group that another load balancer sends to already.
Cost: a missing depends_on, a certificate that nobody waited for and a target group that outlives its
load balancer pass here, and stop an apply on AWS.

From reports of what AWS answered.
"""

from moto.acm.models import acm_backends
from moto.elbv2.models import ELBv2Backend

from .mending import mends
from .refusing import Refusal


@mends(ELBv2Backend, "create_load_balancer")
def create_load_balancer(original, self, name, **settings):
    ids = [*settings["subnet_ids"], *(each["SubnetId"] for each in settings["subnet_mappings"])]
    subnets = [self.ec2_backend.get_subnet(each) for each in ids]
    if settings["loadbalancer_type"] in (None, "application"):
        if len({subnet.availability_zone for subnet in subnets}) < 2:
            message = "At least two subnets in two different Availability Zones must be specified"
            raise Refusal("ValidationError", message)
    gateways = self.ec2_backend.internet_gateways.values()
    open_vpcs = [gateway.vpc.id for gateway in gateways if gateway.vpc]
    if settings["scheme"] != "internal" and subnets[0].vpc_id not in open_vpcs:
        message = f"VPC {subnets[0].vpc_id} has no internet gateway"
        raise Refusal("InvalidSubnet", message)
    return original(self, name, **settings)


@mends(ELBv2Backend, "create_listener")
def create_listener(original, self, load_balancer_arn, **settings):
    check_certificate(self, settings["certificate"])
    check_target_groups(self, load_balancer_arn, settings["actions"])
    return original(self, load_balancer_arn, **settings)


@mends(ELBv2Backend, "modify_listener")
def modify_listener(original, self, arn, *args, **kwargs):
    given = dict(zip(("port", "protocol", "ssl_policy", "certificates", "actions"), args)) | kwargs
    for certificate in given.get("certificates") or []:
        check_certificate(self, certificate["CertificateArn"])
    [listener] = self.describe_listeners(None, [arn])
    check_target_groups(self, listener.load_balancer_arn, given.get("actions") or [])
    return original(self, arn, *args, **kwargs)


def check_certificate(elb, arn):
    certificates = acm_backends[elb.account_id][elb.region_name]._certificates
    if arn in certificates:
        certificates[arn].check()  # ACM may have issued it since somebody looked
        if certificates[arn].status != "ISSUED":
            message = (
                f"The certificate '{arn}' must have a fully-qualified domain name, "
                "a supported signature, and a supported key size."
            )
            raise Refusal("UnsupportedCertificate", message)


def check_target_groups(elb, load_balancer_arn, actions):
    wanted = {arn for action in actions for arn in elb._get_target_group_arns_from(action)}
    for balancer in elb.load_balancers.values():
        if balancer.arn == load_balancer_arn:
            continue
        rules = [rule for each in balancer.listeners.values() for rule in each.rules.values()]
        data = [action.data for rule in rules for action in rule.actions]
        taken = wanted & {arn for each in data for arn in elb._get_target_group_arns_from(each)}
        if taken:
            message = (
                "The following target groups cannot be associated with more than one load "
                f"balancer: {', '.join(sorted(taken))}"
            )
            raise Refusal("TargetGroupAssociationLimit", message)
