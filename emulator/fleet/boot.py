"""Whether an instance comes up: what its user data names has to be there, reachable, and allowed.

Image/first-boot.sh asks the Parameter Store for RELEASE_PARAMETER and fetches the release from S3. An
image with the release in it needs nothing. Firewalls are not looked at here.
"""

import fnmatch
import re
from functools import cache

from moto.s3.models import s3_backends
from snapshot.account import Account
from snapshot.fleet import role_of, roles
from snapshot.network import route_table, table_for


def settings(instance):
    """What user data writes into /etc/web.env; None if it writes none, so is not of our templates."""
    return written(instance.user_data) if instance.user_data else None


@cache  # a watch asks for each target at each step of time
def written(user_data):
    text = user_data.decode()
    if "/etc/web.env" not in text:
        return None
    return dict(re.findall(r"^([A-Z_0-9]+)='([^'\n]*)'$", text, re.MULTILINE))


def obstacle(instance):
    """Why it never serves, in one line; None if it does."""
    given = settings(instance) or {}
    if not given.get("RELEASE_PARAMETER"):
        return None
    account = Account(instance.ec2_backend.region_name)
    return no_parameter(account, instance, given) or no_release(account, instance, given)


def no_parameter(account, instance, given):
    name = given["RELEASE_PARAMETER"]
    arn = f"arn:aws:ssm:{account.region}:{account.id}:parameter{name}"
    if not account.ssm._parameters.get(name):
        return f"there is no parameter {name}"
    return unreachable(account, instance, "ssm") or denied(account, instance, "ssm:GetParameter", arn)


def no_release(account, instance, given):
    folder = account.ssm._parameters[given["RELEASE_PARAMETER"]][-1].value
    path = f"{folder.removeprefix('s3://')}/{given.get('RELEASE_SHA256')}.tar.gz"
    bucket, key = path.split("/", 1)
    found = s3_backends[account.id]["aws"].buckets.get(bucket)
    if found is None or key not in found.keys:
        return f"there is no s3://{path}"
    arn = f"arn:aws:s3:::{path}"
    return unreachable(account, instance, "s3") or denied(account, instance, "s3:GetObject", arn)


def unreachable(account, instance, service):
    """By an endpoint, or by a NAT gateway that has a way out itself."""
    ec2 = account.ec2
    table = table_of(ec2, instance.subnet_id)
    for endpoint in ec2.vpc_end_points.values():
        there = endpoint.vpc_id == table.vpc_id and endpoint.state.lower() == "available"
        if there and endpoint.service_name.endswith(f".{service}"):
            if endpoint.vpc_endpoint_type == "Interface" or table.id in (endpoint.route_table_ids or ()):
                return None
    gateway = ec2.nat_gateways.get(route_table(table)["defaultRoute"])
    beyond = gateway and route_table(table_of(ec2, gateway.subnet_id))["defaultRoute"]
    if gateway and gateway.state == "available" and beyond in ec2.internet_gateways:
        return None
    return f"{instance.subnet_id} has no way to {service}"


def table_of(ec2, subnet_id):
    subnet = ec2.get_subnet(subnet_id)
    return ec2.route_tables[table_for(subnet, ec2.route_tables.values())]


def denied(account, instance, action, resource):
    name = role_of(account, instance)
    for role in roles(account, [{"role": name}]):
        if permits(role["statements"], action, resource):
            return None
    return f"{name} may not {action} on {resource}"


def permits(statements, action, resource):
    """As IAM: one Allow and no Deny. Conditions are taken to hold."""
    effects = {each["Effect"] for each in statements if applies(each, action, resource)}
    return effects == {"Allow"}


def applies(statement, action, resource):
    acts = like(action.lower(), "Action", statement, str.lower)
    return acts and like(resource, "Resource", statement, str)


def like(text, key, statement, fold):
    patterns = statement.get(key, statement.get(f"Not{key}", []))
    patterns = [patterns] if isinstance(patterns, str) else patterns
    found = any(fnmatch.fnmatchcase(text, fold(pattern)) for pattern in patterns)
    return found if key in statement else not found
