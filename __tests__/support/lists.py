"""Prints, as JSON, lists of AWS's that came with the emulator: botocore's, and what moto asked AWS for."""

import gzip
import json
from pathlib import Path

import botocore
import moto

BOTOCORE = Path(botocore.__file__).parent / "data"
MOTO = Path(moto.__file__).parent


def packed(path):
    return json.loads(gzip.decompress((MOTO / path).read_bytes()))


commercial = json.loads((BOTOCORE / "endpoints.json").read_text())["partitions"][0]
offerings = MOTO / "ec2/resources/instance_type_offerings/availability-zone"
databases = packed("rds/resources/cluster_options/aurora-postgresql.json.gz")

print(
    json.dumps(
        {
            "partition": commercial["partition"],
            "regions": sorted(commercial["regions"]),
            "services": sorted(commercial["services"]),
            "zones": {
                file.name.removesuffix(".json.gz"): sorted(
                    {offer["Location"] for offer in json.loads(gzip.decompress(file.read_bytes()))}
                )
                for file in offerings.glob("*.json.gz")
            },
            "instanceTypes": {
                name: kind["ProcessorInfo"]["SupportedArchitectures"]
                for name, kind in packed("ec2/resources/instance_types.json.gz").items()
            },
            "databaseClasses": sorted({option["DBIC"] for option in databases}),
        }
    )
)
