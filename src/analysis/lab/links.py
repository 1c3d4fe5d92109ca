"""The way from a notebook to a file, as JupyterLab follows it."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from analysis import paths


def href(path: Path) -> str:
    """The link from the folder of the notebooks to a file; empty where it is not in the repository, where JupyterLab
    does not reach it.

    >>> href(paths.REPORTS / "a b.html"), href(Path("/elsewhere/a.html"))
    ('../reports/a%20b.html', '')
    """
    if not path.resolve().is_relative_to(paths.ROOT):
        return ""
    return quote(Path(os.path.relpath(path.resolve(), paths.NOTEBOOKS)).as_posix())
