"""What the emulator holds of the service of one stage: `Snapshot` of service/snapshot.ts, as JSON.

Read from moto's models and not by its calls, so that a look costs a millisecond and changes nothing:
moto ends some waiting (`creating`, `provisioning`) when somebody asks. The files are named after those
of service/read, which ask AWS. A test holds the two to the same answer.
"""

from .account import Account
from .database import database
from .entry import entry
from .fleet import fleet
from .network import network


def snapshot(scope):
    """`scope` is that of service/scope.ts, with a region."""
    account = Account(scope["region"])
    return {
        **entry(account, scope["web"]),
        **fleet(account, scope["web"]),
        **database(account, scope["cluster"], scope["parameters"]),
        **network(account.ec2, scope["stage"]),
    }
