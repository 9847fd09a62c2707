"""Instances of an Auto Scaling group that run, and their roles."""

import json
from functools import cache

from .account import by

RUNNING = 16
FLEET_TAG = "aws:autoscaling:groupName"


def fleet(account, group):
    instances = running(account, group)
    return {"instances": instances, "roles": list(roles(account, instances))}


def running(account, group):
    found = [
        {
            "id": instance.id,
            "subnet": instance.subnet_id,
            "securityGroups": sorted(getattr(g, "id", g) for g in instance.security_groups),
            "role": role_of(account, instance),
        }
        for reservation in account.ec2.reservations.values()
        for instance in reservation.instances
        if instance.state_code == RUNNING
        and account.ec2.tags.get(instance.id, {}).get(FLEET_TAG) == group
    ]
    return sorted(found, key=by("id"))


def role_of(account, instance):
    """By the profile's name, since a profile that is gone leaves its instances without a role."""
    association = account.ec2.iam_instance_profile_associations.get(instance.id)
    name = association and association.iam_instance_profile.name
    profiles = [one for one in account.iam.instance_profiles.values() if one.name == name]
    return profiles[0].roles[0].name if profiles and profiles[0].roles else None


def roles(account, instances):
    for name in sorted({instance["role"] for instance in instances if instance["role"]}):
        for role in (role for role in account.iam.roles.values() if role.name == name):
            inline = [text for _, text in sorted(role.policies.items())]
            managed = [document(policy) for _, policy in sorted(role.managed_policies.items())]
            limit = account.iam.managed_policies.get(role.permissions_boundary_arn)
            yield {
                "name": name,
                "statements": [each for text in [*inline, *managed] for each in statements(text)],
                "boundary": limit and statements(document(limit)),
            }


def document(policy):
    return next(version.document for version in policy.versions if version.is_default)


@cache  # looked at far more often than written
def statements(text):
    found = json.loads(text).get("Statement", [])
    return found if isinstance(found, list) else [found]
