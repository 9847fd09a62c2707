"""Moto looks for the caller's access key in all of AWS's partitions, and so makes IAM in each of them.

AWS: a partition knows its own access keys alone.
Cost: none, as credentials of China or GovCloud reach no stage of ours. Each IAM holds AWS's 1,500
managed policies, which took half a second of a new emulator's first call.
"""

from moto.iam import models

if "aws" not in models.PARTITION_NAMES:
    raise AttributeError("moto names its partitions otherwise by now: look at this gap again")
models.PARTITION_NAMES = ["aws"]
