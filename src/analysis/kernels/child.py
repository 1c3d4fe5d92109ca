"""What makes a fork of the parent an ordinary kernel: nothing of the parent may show in it."""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib.util
import os
import resource
import signal
import sys
import threading
import traceback
from pathlib import Path

PR_SET_PDEATHSIG = 1


def become_kernel(request: dict, files: list[int]) -> None:
    """Turn this process into what ``python -m ipykernel_launcher`` would be for the one who asks.

    ``request`` holds arguments, environment, working directory, umask and the memory limit; ``files`` are its
    standard streams.
    """
    os.setsid()  # a session of its own: one signal reaches the kernel and all that its cells start
    _die_with(request["parent"])
    _take_streams(files)
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    os.environ.clear()
    os.environ.update(request["environ"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.enable()
    if request["memory"]:
        _limit_memory(request["memory"])
    if "numpy" in sys.modules:  # fork reseeds the random module; numpy's global generator it does not know
        sys.modules["numpy"].random.seed()
    sys.orig_argv[:] = request["argv"]
    launcher = importlib.util.find_spec("ipykernel_launcher").origin
    sys.argv[:] = [launcher, *request["argv"][request["argv"].index("-m") + 2 :]]


def _die_with(parent: int) -> None:
    """End with the parent, also when it is killed and also inside a long call that holds the GIL."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _take_streams(files: list[int]) -> None:
    for target, file in enumerate(files):
        os.dup2(file, target)
    for file in files:
        os.close(file)


def _limit_memory(limit: int) -> None:
    """Limit what is allocated from here on: the inherited pages are not the notebook's doing."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    inherited = int(status.partition("VmData:")[2].split()[0]) << 10
    resource.setrlimit(resource.RLIMIT_DATA, (inherited + limit, inherited + limit))


def launch() -> None:
    """Be a kernel until it is asked to shut down."""
    from ipykernel.kernelapp import launch_new_instance

    # 1 stands for a parent that never dies: its thread that looks for one is not needed, the signal is
    launch_new_instance(argv=[*sys.argv[1:], "--IPKernelApp.parent_handle=1"])


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
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.__stdout__.flush()
        sys.__stderr__.flush()
    finally:
        os._exit(code & 0xFF)
