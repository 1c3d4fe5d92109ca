"""The files of the notebooks: read, or refused in a sentence that says how to mend them; and what is stored in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.errors import DataError, Fault

WIDGET = "application/vnd.jupyter.widget-view+json"  # a random id of a model that no reader has
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_CELL = ("tags", "editable")
_CONFLICT = "<<<<<<< "  # what git begins a conflict with; no line of a notebook's JSON begins so


def found() -> list[Path]:
    """The notebooks of the repository, by their names."""
    return sorted(path for path in paths.NOTEBOOKS.glob("*.ipynb") if not paths.is_litter(path.name))


def read(path: Path) -> dict[str, Any]:
    """The contents of a notebook; DataError for a file that is none, as one with the conflict of a merge."""
    name = paths.shown(path)
    try:
        text = path.read_text(encoding="utf-8")
        if conflict := _conflict(text, name, path.stem):
            raise DataError([conflict])
        content = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise DataError([Fault(name, f"cannot be read as a notebook ({error}).")]) from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise DataError([Fault(name, "cannot be read as a notebook (it has no cells).")])
    return content


def stored(notebook: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The notebook as the repository holds it, whoever writes it: as JupyterLab stores it, without what differs
    between machines and runs, which are times, the ids of widgets, and a version of Python other than ``before``."""
    language = before.get("metadata", {}).get("language_info") or notebook["metadata"].get("language_info", {})
    metadata = {"kernelspec": KERNEL, "language_info": language}
    return {**notebook, "metadata": metadata, "cells": [_stored_cell(cell) for cell in notebook["cells"]]}


def _stored_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    kept = {**cell, "metadata": {key: value for key, value in cell["metadata"].items() if key in _CELL}}
    if "outputs" in cell:
        kept["outputs"] = [_stored_output(output) for output in cell["outputs"]]
    return kept


def _stored_output(output: Mapping[str, Any]) -> dict[str, Any]:
    if "data" not in output:
        return dict(output)
    return {**output, "data": {kind: value for kind, value in output["data"].items() if kind != WIDGET}}


def faults() -> Iterator[Fault]:
    """The faults of the notebooks that cannot be read."""
    for path in found():
        try:
            read(path)
        except DataError as error:
            yield from error.faults


def _conflict(text: str, name: str, stem: str) -> Fault | None:
    """The first conflict of a merge that stands in the text."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_CONFLICT):
            sentence = (
                f"a merge has left a conflict here ({_CONFLICT.strip()}). Keep one side of the notebook, with "
                f"git checkout --ours {name} (or --theirs), then run analysis refresh {stem}."
            )
            return Fault(f"{name}, line {number}", sentence)
    return None
