"""A name that is taken makes a second thing of that name, or the first one disappear.

AWS: refuses, or takes the call for a repeated one: with the same settings, CreateLoadBalancer,
CreateTargetGroup and CreateListener answer with what is there. Secrets Manager keeps the name of a
deleted secret for its recovery window. Names of roles differ in more than their case.
Cost: a second stage of the same name, or what a killed apply left behind, is noticed on AWS alone;
and so is a repeated call whose first answer got lost.

That two load balancers are compared by what their calls said, tags included, is a reading of
Elastic Load Balancing's reference; the rest is from reports of what AWS answered.
"""

import copy
from functools import partial

from moto.autoscaling.models import AutoScalingBackend
from moto.elbv2.models import ELBv2Backend
from moto.iam.models import IAMBackend
from moto.rds.models import RDSBackend
from moto.route53.models import Route53Backend
from moto.secretsmanager.models import SecretsManagerBackend

from .mending import mends
from .refusing import Refusal


@mends(ELBv2Backend, "create_load_balancer")
def create_load_balancer(original, self, name, **settings):
    there = (each for each in self.load_balancers.values() if each.name == name)
    message = f"A load balancer with the same name '{name}' exists, but with different settings"
    make = partial(original, self, name)
    return once(make, settings, next(there, None), "DuplicateLoadBalancerName", message)


@mends(ELBv2Backend, "create_target_group")
def create_target_group(original, self, name, **settings):
    there = (each for each in self.target_groups.values() if each.name == name)
    message = f"A target group with the same name '{name}' exists, but with different settings"
    make = partial(original, self, name)
    return once(make, settings, next(there, None), "DuplicateTargetGroupName", message)


@mends(ELBv2Backend, "create_listener")
def create_listener(original, self, load_balancer_arn, **settings):
    balancer = self.load_balancers.get(load_balancer_arn)
    listeners = balancer.listeners.values() if balancer else ()
    there = (each for each in listeners if str(each.port) == str(settings["port"]))
    message = f"A listener already exists on this port for this load balancer '{load_balancer_arn}'"
    make = partial(original, self, load_balancer_arn)
    return once(make, settings, next(there, None), "DuplicateListener", message)


@mends(RDSBackend, "create_db_cluster")
def create_db_cluster(original, self, kwargs):
    if kwargs["db_cluster_identifier"].lower() in self.clusters:
        raise Refusal("DBClusterAlreadyExistsFault", "DB Cluster already exists")
    return original(self, kwargs)


@mends(RDSBackend, "create_subnet_group")
def create_subnet_group(original, self, subnet_name, *args, **kwargs):
    if subnet_name in self.subnet_groups:
        message = f"The DB subnet group '{subnet_name}' already exists."
        raise Refusal("DBSubnetGroupAlreadyExists", message)
    return original(self, subnet_name, *args, **kwargs)


@mends(AutoScalingBackend, "create_auto_scaling_group")
def create_auto_scaling_group(original, self, name, *args, **kwargs):
    if name in self.autoscaling_groups:
        message = (
            "AutoScalingGroup by this name already exists - "
            f"A group with the name {name} already exists"
        )
        raise Refusal("AlreadyExists", message)
    return original(self, name, *args, **kwargs)


@mends(IAMBackend, "create_role")
def create_role(original, self, role_name, *args, **kwargs):
    if role_name.lower() in (role.name.lower() for role in self.get_roles()):
        message = f"Role with name {role_name} already exists."
        raise Refusal("EntityAlreadyExists", message)
    return original(self, role_name, *args, **kwargs)


@mends(SecretsManagerBackend, "create_secret")
def create_secret(original, self, name, *args, **kwargs):
    there = self.secrets.get(name)
    if there is not None and there.is_deleted():
        message = (
            "You can't create this secret because a secret with this name is already scheduled "
            "for deletion."
        )
        raise Refusal("InvalidRequestException", message)
    return original(self, name, *args, **kwargs)


@mends(Route53Backend, "create_hosted_zone")
def create_hosted_zone(original, self, name, *args, **kwargs):
    reference = kwargs.get("caller_reference")
    if reference and reference in (zone.caller_reference for zone in self.zones.values()):
        message = "A hosted zone has already been created with the specified caller reference."
        raise Refusal("HostedZoneAlreadyExists", message)
    return original(self, name, *args, **kwargs)


@mends(Route53Backend, "change_resource_record_sets")
def change_resource_record_sets(original, self, zoneid, change_list):
    there = {key_of(vars(record)) for record in self.get_hosted_zone(zoneid).rrsets}
    for change in change_list:
        record = {snake: change["ResourceRecordSet"].get(name) for snake, name in KEY.items()}
        if change["Action"] == "CREATE" and key_of(record) in there:
            message = (
                f"[Tried to create resource record set [name='{key_of(record)[0]}', "
                f"type='{record['type']}'] but it already exists]"
            )
            raise Refusal("InvalidChangeBatch", message)
    return original(self, zoneid, change_list)


KEY = {"name": "Name", "type": "Type", "set_identifier": "SetIdentifier"}


def key_of(record):
    return f"{record['name'].rstrip('.').lower()}.", record["type"], record["set_identifier"]


def once(make, settings, there, code, message):
    """What is there, if the same call made it; otherwise a refusal, or a new thing."""
    if there is None:
        asked = copy.deepcopy(settings)
        there = make(**settings)
        there.asked = asked
    elif getattr(there, "asked", None) != settings:
        raise Refusal(code, message)
    return there
