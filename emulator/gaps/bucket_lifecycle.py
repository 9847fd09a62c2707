"""A lifecycle rule loses how many newer versions are kept, and its empty filter becomes a prefix.

AWS: gives both back as they were put.
Cost: Terraform waits three minutes for the rule that it put, and then fails.
"""

import re

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from .mending import mends

EXPIRATION = re.compile("(?<=</NoncurrentDays>)(?=</NoncurrentVersionExpiration>)")


@mends(FakeBucket, "set_lifecycle")
def set_lifecycle(original, self, rules):
    original(self, rules)
    for kept, rule in zip(self.rules, rules):
        kept.newer_versions = (rule.get("NoncurrentVersionExpiration") or {}).get(
            "NewerNoncurrentVersions"
        )
        if not rule.get("Filter"):
            kept.filter = None


@mends(S3Response, "get_bucket_lifecycle")
def get_bucket_lifecycle(original, self):
    status, headers, body = original(self)
    rules = self.backend.get_bucket_lifecycle(self.bucket_name)
    counts = iter(rule for rule in rules if rule.nve_noncurrent_days)

    def newer(_):
        count = next(counts).newer_versions
        return f"<NewerNoncurrentVersions>{count}</NewerNoncurrentVersions>" if count else ""

    text = body.decode() if isinstance(body, bytes) else body
    return status, headers, EXPIRATION.sub(newer, text)
