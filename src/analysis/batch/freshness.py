"""Whether a report must be made again: what it was made from, against what there is now.

A report depends on what all have in common (the package, the lock, the change log: one hash; the maker, the address),
on its notebook, its parameters, the other pages that it links to, and the sources that it read. Its files are compared
by size and time of change, not read.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.batch import notebooks
from analysis.batch.record import State
from analysis.batch.tasks import Task
from analysis.data import inventory, provenance

CATALOGUE = "catalogue"
REGISTER = "register:"
TOPICS = "topics:"


@cache
def shared_hash() -> str:
    """The hash of what all reports have in common: the package, the lock, the change log, the Python."""
    files = provenance.digest([*provenance.files(), paths.LOCK, paths.CHANGELOG])
    return hashlib.sha256(f"{platform.python_version()}\0{files}".encode()).hexdigest()


def asked(task: Task) -> dict[str, Any]:
    """What a report is to be made from, apart from data: name -> hash or value, as the record keeps it."""
    return {
        "package": shared_hash(),
        "notebook": _notebook_hash(paths.ROOT / task.job.notebook),
        "parameters": dict(task.job.parameters),
        "editions": dict(task.editions),
        "pages near it": [list(page) for page in task.near],
        "maker or address": asdict(task.site),
        "pages of other reports": {code: page for code, page in task.siblings.items() if "/" in page},
    }


@cache
def _notebook_hash(path: Path) -> str:
    """The hash of the sources of a notebook's code cells: stored outputs and notes do not reach a page."""
    cells = notebooks.read(path)["cells"]
    code = [[cell["source"], cell["metadata"]] for cell in cells if cell["cell_type"] == "code"]
    return hashlib.sha256(json.dumps(code, sort_keys=True).encode()).hexdigest()


def reasons(state: State | None, now: Mapping[str, Any], folder: Path) -> list[str]:
    """Why a report must be made, in words; an empty list where it stands as it would be made again."""
    if state is None or state.made is None:
        return ["it was never made"]
    if state.status != "made":
        return ["the last run did not finish it"]
    made = state.made
    changed = [f"the {name} changed" for name, value in now.items() if made["asked"].get(name) != value]
    changed += [f"the data of {code} changed" for code, then in made["reads"].items() if _data_hash(code) != then]
    changed += [
        f"{name} is missing or was changed" for name, then in made["files"].items() if stamp(f"{folder}/{name}") != then
    ]
    return changed


def fingerprint(code: str) -> str:
    """The hash of the data behind a code that a footer lists, as they are now: a source, its topics, a register, …"""
    if code.startswith(REGISTER):
        return inventory.register_fingerprint(code.removeprefix(REGISTER))
    if code.startswith(TOPICS):
        return inventory.topics_fingerprint(code.removeprefix(TOPICS))
    return inventory.catalogue_fingerprint() if code == CATALOGUE else inventory.fingerprint(code)


_data_hash = cache(fingerprint)  # within a batch many reports ask for each


def stamp(path: Path | str) -> list[int] | None:
    """Size and time of change of a file, which show cheaply whether it was touched; None where it is missing."""
    try:
        status = os.stat(path)  # a text, not a Path, where thousands are looked at: a third of the time
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]
