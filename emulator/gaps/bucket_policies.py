"""A bucket policy's statements hold whatever their condition says, so "deny without TLS" denies all.

AWS: a statement holds where its condition does.
Cost: a bucket that demands TLS can't be used here. The emulator is reached over plain HTTP on the
loopback and stands for an endpoint with TLS, so statements about the lack of it are left out.
"""

import json

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket

from .mending import mends


@mends(FakeBucket, "get_permission")
def get_permission(_original, self, action, resource):
    if self.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(self.policy)
    policy["Statement"] = [each for each in policy["Statement"] if not is_about_tls(each)]
    return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)


def is_about_tls(statement):
    lacks = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")
    return str(lacks).lower() == "false"
