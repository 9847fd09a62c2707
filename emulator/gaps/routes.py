"""Routes lead to what isn't there, and a subnet's second route table is ignored without a word.

AWS: refuses a NAT gateway or an endpoint that doesn't exist as a route's target; a route whose
gateway went later is a "blackhole". A subnet with a route table is refused another: the association
must be replaced, or end first.
Cost: traffic that goes nowhere looks like a way out; an association that is made before its
predecessor ends passes here, and its id is that of the one which ends then.

From EC2's reference and reports of what AWS answered.
"""

from moto.ec2.models.route_tables import Route, RouteBackend

from .mending import mends
from .refusing import Refusal


@mends(RouteBackend, "create_route")
def create_route(original, self, route_table_id, destination_cidr_block, *args, **kwargs):
    check_target(self, kwargs.get("nat_gateway_id"))
    return original(self, route_table_id, destination_cidr_block, *args, **kwargs)


@mends(RouteBackend, "replace_route")
def replace_route(original, self, route_table_id, destination_cidr_block, *args, **kwargs):
    check_target(self, kwargs.get("nat_gateway_id"))
    return original(self, route_table_id, destination_cidr_block, *args, **kwargs)


@mends(RouteBackend, "associate_route_table")
def associate_route_table(original, self, route_table_id, gateway_id=None, subnet_id=None):
    for table in self.route_tables.values():
        if subnet_id and subnet_id in table._associations.values() and table.id != route_table_id:
            message = (
                f"the specified association for route table {route_table_id} conflicts with an "
                "existing association"
            )
            raise Refusal("Resource.AlreadyAssociated", message)
    return original(self, route_table_id, gateway_id=gateway_id, subnet_id=subnet_id)


def state(self):
    gone = self.nat_gateway is not None and self.nat_gateway.state != "available"
    detached = hasattr(self.gateway, "vpc") and self.gateway.vpc is None
    return "blackhole" if gone or detached else "active"


Route.state = property(state)


def check_target(ec2, nat_gateway_id):
    gateway = ec2.nat_gateways.get(nat_gateway_id)
    if nat_gateway_id and (gateway is None or gateway.state != "available"):
        message = f"The natGateway ID '{nat_gateway_id}' does not exist"
        raise Refusal("InvalidNatGatewayID.NotFound", message)
