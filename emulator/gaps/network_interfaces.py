"""DeleteNatGateway leaves the gateway's network interface behind.

AWS: it goes with the gateway.
Cost: an emulator that is said to be empty after a destroy is not.
"""

from moto.ec2.models.nat_gateways import NatGatewayBackend

from .mending import mends


@mends(NatGatewayBackend, "delete_nat_gateway")
def delete_nat_gateway(original, self, nat_gateway_id):
    gateway = original(self, nat_gateway_id)
    self.enis.pop(gateway._eni.id, None)
    return gateway
