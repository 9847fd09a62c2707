"""DescribeOrderableDBInstanceOptions has no Aurora MySQL, no version since 2023, and no filter by class.

AWS: lists every version and class that can be had together in the region, with the zones that have
them; of a version or class that isn't there, nothing.
Cost: plans ask this before they make a cluster, so all would be refused.

What can be had is in orderable_classes.json, with its sources and the day they were read: it comes
from documents and generated lists, not from an account, and newer versions are missing.
"""

import json
from functools import cache
from pathlib import Path

from moto.core.responses import PaginatedResult
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.rds.responses import RDSResponse

from .mending import mends

KNOWN = json.loads(Path(__file__).with_suffix(".json").read_text())


@mends(RDSResponse, "describe_orderable_db_instance_options")
def describe_orderable_db_instance_options(original, self):
    engine = self.params.get("Engine")
    if engine not in {offer["engine"] for offer in KNOWN["offers"]}:
        return original(self)
    asked = (self.params.get(key) for key in ("EngineVersion", "DBInstanceClass"))
    options = chosen(engine, self.region, *asked)
    return PaginatedResult({"OrderableDBInstanceOptions": list(options)})


@cache
def chosen(engine, region, version, instance_class):
    return [
        option
        for option in options_of(engine, region)
        if version in (None, option["EngineVersion"])
        and instance_class in (None, option["DBInstanceClass"])
    ]


def options_of(engine, region):
    for offer in KNOWN["offers"]:
        if offer["engine"] == engine:
            for family in offer["families"].split():
                zones = zones_of(family, region)
                for size in KNOWN["sizes"][family].split():
                    for version in offer["versions"].split():
                        yield {
                            "Engine": engine,
                            "EngineVersion": offer["before"] + version,
                            "DBInstanceClass": f"{family}.{size}",
                            "AvailabilityZones": zones,
                            "StorageType": "aurora",
                            "SupportedEngineModes": ["provisioned"],
                            "Vpc": True,
                        }


def zones_of(family, region):
    names = [zone.name for zone in RegionsAndZonesBackend.zones[region]]
    without = KNOWN["without"]
    return [{"Name": name} for name in names if family not in without.get(name, "").split()]
