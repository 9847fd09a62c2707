"""ListInstanceProfileTags is missing.

AWS: lists them, as GetInstanceProfile does too.
Cost: an instance profile can't be asked for its tags by the call that is made for it.
"""

from moto.core.responses import ActionResult
from moto.iam.responses import IamResponse

from .mending import adds


@adds(IamResponse)
def list_instance_profile_tags(self):
    profile = self.backend.get_instance_profile(self._get_param("InstanceProfileName"))
    tags = sorted(profile.tags, key=lambda tag: tag["Key"])
    return ActionResult({"Tags": tags, "IsTruncated": False})
