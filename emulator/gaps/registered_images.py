"""RegisterImage forgets the architecture and the root device it is given.

AWS: gives both back.
Cost: a condition on an image's architecture can't be seen to hold.
"""

from moto.ec2.responses.amis import AmisResponse

from .mending import mends


@mends(AmisResponse, "register_image")
def register_image(original, self):
    known = set(self.ec2_backend.amis)
    result = original(self)
    for ami_id in set(self.ec2_backend.amis) - known:
        image = self.ec2_backend.amis[ami_id]
        image.architecture = self._get_param("Architecture") or "i386"
        image.root_device_name = self._get_param("RootDeviceName") or image.root_device_name
    return result
