"""An object has no encryption unless the request or the bucket says so.

AWS: encrypts every new object with S3's own key, AES256, where nothing else is said (since January 2023).
Cost: what a plan says of an object depends on which came first, the object or its bucket's encryption.
"""

from moto.s3.models import FakeKey

from .mending import mends


@mends(FakeKey, "__init__")
def init(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.encryption = self.encryption or "AES256"
