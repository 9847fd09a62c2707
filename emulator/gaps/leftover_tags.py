"""Tags of a deleted log group or bucket stay, and are on the next one of that name.

AWS: they go with it.
Cost: a log group that is made again has tags that nobody gave it, and plans take them away.
"""

from moto.logs.models import LogsBackend
from moto.s3.models import S3Backend

from .mending import mends


@mends(LogsBackend, "delete_log_group")
def delete_log_group(original, self, log_group_name):
    group = self.groups.get(log_group_name)
    original(self, log_group_name)
    self.tagger.delete_all_tags_for_resource(group.arn)


@mends(S3Backend, "delete_bucket")
def delete_bucket(original, self, bucket_name):
    gone = original(self, bucket_name)
    if gone:
        self.tagger.delete_all_tags_for_resource(gone.arn)
    return gone
