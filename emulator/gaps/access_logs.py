"""A load balancer takes any bucket for its access logs, and writes nothing into it.

AWS: writes a test file when logs are switched on, and refuses if the bucket isn't there, or if its
policy doesn't let the service of log delivery write below AWSLogs and the account.
Cost: a wrong bucket policy passes here, and stops an apply on AWS; and the bucket stays empty, so that
it can always be deleted.
"""

import json
from fnmatch import fnmatchcase

from moto.elbv2.models import ELBv2Backend
from moto.s3.models import s3_backends

from .mending import mends
from .refusing import Refusal

DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"


@mends(ELBv2Backend, "modify_load_balancer_attributes")
def modify_load_balancer_attributes(original, self, arn, attrs):
    if attrs.get("access_logs.s3.enabled") == "true":
        bucket, prefix = attrs.get("access_logs.s3.bucket"), attrs.get("access_logs.s3.prefix")
        folder = f"{prefix}/" if prefix else ""
        key = f"{folder}AWSLogs/{self.account_id}/ELBAccessLogTestFile"
        s3 = s3_backends[self.account_id]["aws"]
        if bucket not in s3.buckets or not lets_in(s3.buckets[bucket], key):
            message = f"Access Denied for bucket: {bucket}. Please check S3bucket permission"
            raise Refusal("InvalidConfigurationRequest", message)
        s3.put_object(bucket, key, b"Enable access log")
    return original(self, arn, attrs)


def lets_in(bucket, key):
    statements = json.loads(bucket.policy)["Statement"] if bucket.policy else []
    path = f"arn:aws:s3:::{bucket.name}/{key}"
    return any(
        each["Effect"] == "Allow"
        and each["Principal"].get("Service") == DELIVERY
        and each["Action"] == "s3:PutObject"
        and fnmatchcase(path, each["Resource"])
        for each in statements
        if isinstance(each.get("Principal"), dict)
    )
