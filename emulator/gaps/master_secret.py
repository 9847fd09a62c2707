"""The secret of a managed master password has the same contents for everybody, forever, and there
is a new secret each time a cluster is asked to have one.

AWS: the cluster's master user and a random password, a new one at each rotation. ModifyDBCluster
with ManageMasterUserPassword changes nothing for a cluster that has its secret already: its
documentation speaks only of turning the management on and off.
Cost: nobody could tell whether a password leaked into a state file: one word would match them all.
And Terraform, which sends that setting after each import of a cluster, would find another ARN than
it had planned ("Provider produced inconsistent final plan").
"""

import json
import secrets

from moto.rds.models import MasterUserSecret, RDSBackend
from moto.secretsmanager.models import SecretsManagerBackend

from .mending import mends


@mends(MasterUserSecret, "_generate_secret_string")
def generate_secret_string(original, self):
    return contents(self.resource.master_username)


@mends(RDSBackend, "modify_db_cluster")
def modify_db_cluster(original, self, kwargs):
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    if kwargs.get("manage_master_user_password") and cluster.manage_master_user_password:
        kwargs = dict(kwargs)
        del kwargs["manage_master_user_password"]
    return original(self, kwargs)


@mends(SecretsManagerBackend, "rotate_secret")
def rotate_secret(original, self, secret_id, *args, **kwargs):
    result = original(self, secret_id, *args, **kwargs)
    secret = self.secrets[secret_id]
    if secret.name.startswith("rds!"):
        versions = secret.versions.values()
        earlier = next(v["secret_string"] for v in versions if "secret_string" in v)
        secret.secret_string = contents(json.loads(earlier)["username"])
        current = secret.versions[secret.default_version_id]
        current["secret_string"] = secret.secret_string
    return result


def contents(username):
    return json.dumps({"username": username, "password": secrets.token_urlsafe(24)})
