"""Removes the folder of the workers' socket when the process that forks them ends, also after its driver was killed,
and leaves the signals of a terminal to the driver.

That process loads this module first, and nobody else has a use for it: the driver removes the folder itself unless it
is killed, and the variable that names the folder is set by the driver.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys

from analysis.signals import leave_to_driver

VARIABLE = "ANALYSIS_WORKERS"

if VARIABLE in os.environ and any("multiprocessing.forkserver" in word for word in sys.orig_argv):
    leave_to_driver()
    atexit.register(shutil.rmtree, os.environ[VARIABLE], ignore_errors=True)
