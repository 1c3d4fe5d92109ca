"""What the figures were measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import psutil

from analysis.bench.others import PACKAGES

TOOLS = ("papermill", "nbclient", "nbconvert", "ipykernel", "jupyter_client", "matplotlib", "pandas", "nbval",
         "distributed")  # fmt: skip


def facts() -> dict[str, Any]:
    """The date, the machine with its load just now, and the versions of the tools."""
    return {
        "date": dt.date.today().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "versions": {name: found for name in TOOLS if (found := _version(name))}
        | {package.split("==")[0]: package.split("==")[1] for package in PACKAGES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
