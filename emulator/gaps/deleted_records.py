"""A record that was deleted can't be created again, once another one follows it in the zone.

AWS: creates it; what is gone is forgotten.
Cost: a domain that was changed can't be changed back.
"""

from moto.route53.models import Route53Backend

from .mending import mends


@mends(Route53Backend, "change_resource_record_sets")
def change_resource_record_sets(original, self, zoneid, change_list):
    changes = self.get_hosted_zone(zoneid).rr_changes
    earlier = len(changes)
    original(self, zoneid, change_list)
    gone = [place(each) for each in change_list if each["Action"] == "DELETE"]
    known = [each for each in changes[:earlier] if place(each) not in gone]
    changes[:] = [*known, *changes[earlier:]]


def place(change):
    record = change["ResourceRecordSet"]
    return record["Name"].strip("."), record["Type"], record.get("SetIdentifier")
