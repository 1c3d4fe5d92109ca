"""The notebooks as committed: executed on their defaults, with outputs that change only when they are refreshed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL

from analysis import files, paths
from analysis.batch import notebooks, parameters
from analysis.errors import AnalysisError, ParameterError, nearest


def refresh(names: Sequence[str] = ()) -> list[str]:
    """Execute the named notebooks, or all, on their defaults and store them; the paths of those that changed.

    One that cannot be read is a DataError, and then none is executed.
    """
    by_stem = {path.stem: path for path in notebooks.found()}
    for name in names:
        if name not in by_stem:
            raise ParameterError(f'no notebook is called "{name}". {nearest(name, by_stem)}')
    chosen = [by_stem[name] for name in names or by_stem]
    for path in chosen:
        notebooks.read(path)
    return [paths.shown(path) for path in chosen if _refreshed(path)]


def _refreshed(path: Path) -> bool:
    """Execute one notebook in place; whether its text changed."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    parameters.refuse_other_language(notebook["metadata"], paths.shown(path))
    client = NotebookClient(
        notebook, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    )
    try:
        # Where a kernel speaks of its own sockets; what a cell raises comes back here.
        client.execute(stderr=DEVNULL)
    finally:
        # A signal while it runs is taken by nbclient, which ends the kernel and goes on.
        if hasattr(client, "_async_cleanup_kernel_future"):
            raise KeyboardInterrupt
    _refuse_errors(notebook, paths.shown(path))
    text = nbformat.writes(nbformat.from_dict(notebooks.stored(notebook, notebooks.read(path)))) + "\n"
    if text == path.read_text(encoding="utf-8"):
        return False
    files.write(path, text)
    return True


def _refuse_errors(notebook: dict, name: str) -> None:
    """AnalysisError where a cell shows an error that did not end it, as one that is raised while displaying."""
    for number, cell in enumerate(notebook["cells"], start=1):
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                line = next(iter(cell["source"].splitlines()), "")
                raise AnalysisError(
                    f"{name}, cell {number} ({line}), shows {output['ename']}: {output['evalue']}. Mend the cell and "
                    "refresh again; nothing was stored."
                )
