"""A cluster takes any text as the key of its storage.

AWS: refuses a key that isn't there, or that is off or about to be deleted.
Cost: a wrong key plans and applies well here, and AWS refuses it in the middle of an apply.

The code is from RDS's API reference, the words are from reports of what AWS answered.
"""

from moto.rds.models import RDSBackend

from .mending import mends
from .refusing import Refusal


@mends(RDSBackend, "create_db_cluster")
def create_db_cluster(original, self, kwargs):
    key = kwargs.get("kms_key_id")
    if key and not is_usable(self.kms, key):
        message = (
            f"The specified KMS key [{key}] does not exist, is not enabled or you do not have "
            "permissions to access it."
        )
        raise Refusal("KMSKeyNotAccessibleFault", message)
    return original(self, kwargs)


def is_usable(kms, key):
    try:
        return kms.describe_key(key).key_state == "Enabled"
    except (AttributeError, KeyError):  # moto looks for what isn't there, by alias or by id
        return False
