"""The tagging API leaves out listeners, subnet groups and cluster parameter groups.

AWS: GetResources lists them like everything else that has tags.
Cost: what a killed apply made and did not write to its state can't be found by its tags.
"""

from moto.core.resource_tagging import TaggedResource
from moto.elbv2.models import ELBv2Backend
from moto.rds.models import RDSBackend

from .mending import mends


@mends(RDSBackend, "iter_tagged_resources")
def of_databases(original, self):
    yield from original(self)
    kinds = {
        "rds:subgrp": self.subnet_groups.values(),
        "rds:cluster-pg": self.db_cluster_parameter_groups.values(),
    }
    for kind, groups in kinds.items():
        for group in groups:
            tags = {tag["Key"]: tag["Value"] for tag in group.get_tags()}
            yield TaggedResource(arn=group.arn, tags=tags, resource_type=kind)


@mends(ELBv2Backend, "iter_tagged_resources")
def of_load_balancers(original, self):
    yield from original(self)
    for balancer in self.load_balancers.values():
        for arn in balancer.listeners:
            yield TaggedResource(
                arn=arn,
                tags=self.tagging_service.get_tag_dict_for_resource(arn),
                resource_type="elasticloadbalancing:listener",
            )
