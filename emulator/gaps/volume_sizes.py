"""A volume in a launch template must name a size or a snapshot.

AWS: what a mapping leaves out is taken from the image's own volume on that device.
Cost: a template that encrypts the root volume without fixing its size launches nothing.
"""

from moto.ec2.models.instances import Instance

from .mending import mends

SIZE_OF_THE_IMAGE = 8  # GiB: what Amazon Linux comes with


@mends(Instance, "add_block_device")
def add_block_device(original, self, size, device_path, snapshot_id=None, *args, **kwargs):
    if size is None and snapshot_id is None:
        size = SIZE_OF_THE_IMAGE
    return original(self, size, device_path, snapshot_id, *args, **kwargs)
