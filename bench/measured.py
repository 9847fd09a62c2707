"""measured.py COMMAND…: runs it, and prints its seconds of processor time and its peak memory in MB."""

import json
import resource
import subprocess
import sys

code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024, "exit": code}))
