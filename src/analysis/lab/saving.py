"""What a JupyterLab that ``make lab`` starts does before it saves a notebook of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis import paths
from analysis.batch import notebooks


def as_stored(model: dict[str, Any], path: str, contents_manager: Any, **_others: Any) -> None:
    """Save a notebook of the repository as ``analysis refresh`` stores it, so that opening and saving one changes no
    line of it; other files are saved as they are."""
    file = Path(contents_manager.root_dir, path).resolve()
    if model["type"] == "notebook" and file.parent == paths.NOTEBOOKS:
        before = notebooks.read(file) if file.exists() else model["content"]
        model["content"] = notebooks.stored(model["content"], before)
