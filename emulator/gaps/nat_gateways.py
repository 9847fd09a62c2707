"""DeleteNatGateway leaves the gateway's network interface behind, and its address bound to it.

AWS: the interface goes with the gateway, the elastic IP is free again.
Cost: a gateway that is replaced cannot take its own address; an emulator is not empty after a
destroy.
"""

from moto.ec2.models.nat_gateways import NatGatewayBackend

from .mending import mends


@mends(NatGatewayBackend, "delete_nat_gateway")
def delete_nat_gateway(original, self, nat_gateway_id):
    gateway = original(self, nat_gateway_id)
    interface = gateway._eni
    if interface.public_ip:
        self.disassociate_address(address=interface.public_ip)
    self.enis.pop(interface.id, None)
    return gateway
