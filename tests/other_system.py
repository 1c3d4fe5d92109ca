"""A Python as on another system, simulated: what Linux alone has is taken away from it and from all that it starts.

Our own modules find no resource, fcntl, pwd, grp and termios; nobody finds fork and pidfd_open; nothing below /proc
exists for what reads by :class:`pathlib.Path`. (psutil reads there by other means, and has others elsewhere.)
"""

from __future__ import annotations

import os
from pathlib import Path

from kernel_helpers import without_session_kernels

SITE = """
import builtins, errno, os, pathlib, signal, sys

for name in "fork forkpty pidfd_open setsid killpg getloadavg waitid wait3 wait4".split():
    delattr(os, name)
del signal.pidfd_send_signal

LINUX = {"resource", "fcntl", "pwd", "grp", "termios"}
imported = builtins.__import__

def without(name, globals=None, *rest, **named):
    if name in LINUX and (globals or {}).get("__name__", "").partition(".")[0] == "analysis":
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return imported(name, globals, *rest, **named)

builtins.__import__ = without

def hiding(method):
    def hidden(self, *rest, **named):
        if str(self).startswith("/proc"):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self))
        return method(self, *rest, **named)
    return hidden

for name in ("open", "stat", "iterdir"):
    setattr(pathlib.Path, name, hiding(getattr(pathlib.Path, name)))
"""


def environ(folder: Path) -> dict[str, str]:
    """The environment of such a Python; its start-up file is written into the folder."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return without_session_kernels() | {"PYTHONPATH": os.pathsep.join(paths)}
