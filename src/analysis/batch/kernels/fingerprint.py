"""What a forked kernel inherits where an ordinary one reads anew: code, libraries, variables."""

from __future__ import annotations

import hashlib
import os
import sysconfig
from collections.abc import Mapping

from analysis import paths

# Read once, when Python starts or a library is imported: a fork cannot take another value.
SETTLED_PREFIXES = ("PYTHON", "LC_", "LD_", "MPL", "XDG_")
SETTLED_NAMES = frozenset({"LANG", "LANGUAGE", "TZ", "HOME", "VIRTUAL_ENV", "MATPLOTLIBRC"})
LIBRARIES = ("purelib", "platlib")  # installing anything changes the time of these folders


def settled(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of an environment that a running process has already acted on.

    >>> settled({"TZ": "UTC", "PYTHONPATH": "src", "REPORT": "x"})
    {'TZ': 'UTC', 'PYTHONPATH': 'src'}
    """
    return {
        name: value for name, value in environ.items() if name in SETTLED_NAMES or name.startswith(SETTLED_PREFIXES)
    }


def code() -> str:
    """A digest that changes with a file of the package, with the lock and with what is installed.

    Times and sizes, not contents: it is taken before every fork, and a second's read would undo the gain.
    """
    marks = [_mark(str(paths.LOCK)), *map(_mark, sorted({sysconfig.get_path(kind) for kind in LIBRARIES}))]
    for folder, folders, names in os.walk(paths.PACKAGE):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        marks += [_mark(os.path.join(folder, name)) for name in sorted(names)]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _mark(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return f"{path} absent"
    return f"{path} {status.st_mtime_ns} {status.st_size}"
