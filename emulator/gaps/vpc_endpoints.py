"""ModifyVpcEndpoint changes the endpoint, but not the routes and network interfaces it consists of.

AWS: a route table that is added to a gateway endpoint gets its route, a subnet that is added to an
interface endpoint gets a network interface; what is taken out loses it. A route table that is
deleted leaves its endpoints, and naming it from then on is an error.
Cost: once a zone was added, deleting the endpoint fails on a route that was never made; and
Terraform's wrong order when a zone goes (hashicorp/terraform-provider-aws#26502: first the route
table, then the endpoint's update, which AWS refuses) is not noticed.
"""

from moto.ec2.models.route_tables import RouteBackend
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.utils import random_private_ip

from .mending import mends


@mends(VPCBackend, "modify_vpc_endpoint")
def modify_vpc_endpoint(original, self, vpc_id, **changes):
    endpoint = self.vpc_end_points[vpc_id]
    for table in [*changes["add_route_tables"], *changes["remove_route_tables"]]:
        self.get_route_table(table)  # raises, if there is none
    tables, subnets = set(endpoint.route_table_ids or ()), set(endpoint.subnet_ids or ())
    original(self, vpc_id=vpc_id, **changes)
    if endpoint.destination_prefix_list_id:
        move_routes(self, endpoint, tables)
    if endpoint.vpc_endpoint_type == "Interface":
        move_interfaces(self, endpoint, subnets)


@mends(RouteBackend, "delete_route_table")
def delete_route_table(original, self, route_table_id):
    original(self, route_table_id)
    for endpoint in self.vpc_end_points.values():
        if route_table_id in (endpoint.route_table_ids or ()):
            endpoint.route_table_ids.remove(route_table_id)


def move_routes(ec2, endpoint, before):
    prefix_list, now = endpoint.destination_prefix_list_id, set(endpoint.route_table_ids)
    for table in now - before:
        ec2.create_route(
            table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list
        )
    for table in before - now:
        ec2.delete_route(table, prefix_list)


def move_interfaces(ec2, endpoint, before):
    now = set(endpoint.subnet_ids)
    for subnet in now - before:
        interface = ec2.create_network_interface(subnet, random_private_ip())
        endpoint.network_interface_ids.append(interface.id)
    for id in list(endpoint.network_interface_ids):
        if ec2.enis[id].subnet_id in before - now:
            del ec2.enis[id]
            endpoint.network_interface_ids.remove(id)
