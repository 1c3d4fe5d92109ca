"""What makes a fork of the parent an ordinary kernel: nothing of the parent may show in it."""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib.util
import os
import signal
import sys
import threading
import traceback
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp

CONTROL_WAIT = 2.0  # seconds
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def become_kernel(request: dict, files: list[int]) -> None:
    """Turn this process into what ``python -m ipykernel_launcher`` would be for the one who asks.

    ``request`` holds arguments, environment, working directory, umask and the memory limit; ``files`` are its
    standard streams.
    """
    os.setsid()  # a session of its own: one signal reaches the kernel and all that its cells start
    _die_with(request["parent"])
    adopt_orphans()  # its own ones, until it ends: then they go to the parent, which ends them
    _take_streams(files)
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    os.environ.clear()
    os.environ.update(request["environ"])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.enable()
    if request["memory"]:
        _limit_memory(request["memory"])
    if "numpy" in sys.modules:  # fork reseeds the random module; numpy's global generator it does not know
        sys.modules["numpy"].random.seed()
    sys.orig_argv[:] = request["argv"]
    launcher = importlib.util.find_spec("ipykernel_launcher").origin
    sys.argv[:] = [launcher, *request["argv"][3:]]


def adopt_orphans() -> None:
    """Become the parent of every descendant that loses its own, instead of the system's first process."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(number: int) -> None:
    """Get this signal when the process that has started this one ends, however it ends; 0 for none."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


def _die_with(parent: int) -> None:
    """End with the parent, also when it is killed and also inside a long call that holds the GIL."""
    die_with_parent(signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _take_streams(files: list[int]) -> None:
    for target, file in enumerate(files):
        os.dup2(file, target)
    for file in files:
        os.close(file)


def _limit_memory(limit: int) -> None:
    """Limit what is allocated from here on: the inherited pages are not the notebook's doing."""
    import resource  # which Windows lacks

    status = Path("/proc/self/status").read_text(encoding="ascii")
    inherited = int(status.partition("VmData:")[2].split()[0]) << 10
    allowed = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = inherited + limit if allowed == resource.RLIM_INFINITY else min(inherited + limit, allowed)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def leave() -> None:
    """End as the interpreter would, except that it does not take a thousand modules apart first."""
    error = sys.exc_info()[1]
    code = 0
    if isinstance(error, SystemExit):
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    elif error is not None:
        traceback.print_exception(error, file=sys.__stderr__)
        code = 1
    try:
        _let_control_finish()
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.__stdout__.flush()
        sys.__stderr__.flush()
    finally:
        os._exit(code & 0xFF)


def _let_control_finish() -> None:
    """Wait for the thread that took the request to shut down.

    It still flushes the output when the main thread may already be closing it, and each then waits for the
    other: two kernels in ten would end seconds later.
    """
    control = IPKernelApp.instance().control_thread
    if control is not None and control.is_alive():
        control.join(CONTROL_WAIT)
