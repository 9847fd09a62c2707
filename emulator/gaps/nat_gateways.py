"""DeleteNatGateway leaves the gateway's network interface behind, and its address bound to it; and
CreateNatGateway makes one that works with another's address, or in a network without a way out.

AWS: the interface goes with the gateway, the elastic IP is free again. A gateway whose address another
one has comes to nothing, and one in a VPC without an internet gateway has failed soon after the call:
Gateway.NotAttached.
Cost: a gateway that is replaced cannot take its own address; an emulator is not empty after a
destroy; a missing depends_on passes here.
"""

from moto.ec2.exceptions import ResourceAlreadyAssociatedError
from moto.ec2.models.nat_gateways import NatGatewayBackend

from .mending import mends


@mends(NatGatewayBackend, "create_nat_gateway")
def create_nat_gateway(original, self, subnet_id, allocation_id, *args, **kwargs):
    for address in self.address_by_allocation([allocation_id]) if allocation_id else []:
        if address.eni:
            raise ResourceAlreadyAssociatedError(address.public_ip)
    gateway = original(self, subnet_id, allocation_id, *args, **kwargs)
    vpcs = [each.vpc.id for each in self.internet_gateways.values() if each.vpc]
    if gateway.connectivity_type != "private" and gateway.vpc_id not in vpcs:
        gateway.state = "failed"
        gateway.failure_code = "Gateway.NotAttached"
        gateway.failure_message = f"Network {gateway.vpc_id} has no Internet gateway attached"
        let_go(self, gateway)
    return gateway


@mends(NatGatewayBackend, "delete_nat_gateway")
def delete_nat_gateway(original, self, nat_gateway_id):
    gateway = original(self, nat_gateway_id)
    let_go(self, gateway)
    return gateway


def let_go(ec2, gateway):
    interface = gateway._eni
    if interface.public_ip:
        ec2.disassociate_address(address=interface.public_ip)
    ec2.enis.pop(interface.id, None)
