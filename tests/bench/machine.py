"""What the figures were measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import psutil

TOOLS = ("papermill", "nbclient", "nbconvert", "ipykernel", "jupyter_client", "matplotlib", "pandas", "nbval",
         "distributed")  # fmt: skip


def facts(tools: Sequence[str] = TOOLS) -> dict[str, Any]:
    """The date, the machine with its load just now, and the versions of the tools that are installed."""
    return {
        "date": dt.date.today().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "versions": {name: found for name in tools if (found := _version(name))},
    }


def sentence(facts: Mapping[str, Any]) -> str:
    """The facts as a sentence."""
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    return (
        f"{facts['date']}, {facts['system']}, {facts['cores']} cores, {facts['memory_gb']} GB, load "
        f"{facts['load_before']} before the start. Python {facts['python']}, {versions}."
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
