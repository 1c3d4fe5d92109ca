"""Executing a notebook as papermill does, in a forked kernel and without writing it again and again."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.batch.kernels.engine import ForkedEngine
from analysis.batch.kernels.owner import KERNEL
from analysis.errors import AnalysisError
from analysis.pages.imports import without_iri_grammar
from analysis.paths import shown

with without_iri_grammar():
    import nbformat
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.execute import prepare_notebook_metadata, remove_error_markers
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    from analysis.batch.kernels.client import KernelNeverAnswered
    from analysis.batch.kernels.limits import MOST_OUTPUT, Clock, TooMuchOutput

INJECTED = "injected-parameters"
# A failure is reported once, by its sentence.
_SILENT = logging.getLogger(__name__)
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
# What an error that says nothing means here.
_HINTS = {"MemoryError": "it needs more memory than a kernel may take (--memory)."}


class CellFailed(AnalysisError):
    """A notebook that did not run to its end: which cell, why, and what had been made until then."""

    exit_code = 1

    def __init__(self, message: str, kind: str, cell: int | None, notebook: nbformat.NotebookNode):
        super().__init__(message)
        self.kind, self.cell, self.notebook = kind, cell, notebook

    def __reduce__(self):
        return type(self), (str(self), self.kind, self.cell, self.notebook)


def execute(
    notebook: Path | str | nbformat.NotebookNode,
    parameters: Mapping[str, Any] | None = None,
    cwd: Path | str | None = None,
    timeout: float | None = None,
    report_timeout: float | None = None,
) -> nbformat.NotebookNode:
    """The notebook executed with the parameters, which go into a cell after the one tagged ``parameters``.

    Its metadata is papermill's. ``cwd`` is the working directory of the cells, by default that of this process;
    ``timeout`` the seconds that each cell may take, ``report_timeout`` those of all together. A cell that raises,
    takes longer, prints without end or ends its kernel is a :class:`CellFailed` that names it and holds the
    notebook as far as it got.
    """
    is_loaded = isinstance(notebook, nbformat.NotebookNode)
    name = "notebook" if is_loaded else shown(Path(notebook))
    nb = load_notebook_node(notebook if is_loaded else str(notebook))
    if parameters:
        nb = _parameterized(nb, parameters)
    nb = remove_error_markers(prepare_notebook_metadata(nb, None if is_loaded else str(notebook), None))
    clock = Clock(timeout, report_timeout)
    options = {"progress_bar": False, "timeout_func": clock.left, "log": _SILENT}
    if cwd is not None:
        options["resources"] = {"metadata": {"path": str(cwd)}}
    try:
        ForkedEngine.execute_notebook(nb, KERNEL, **options)
    except CellTimeoutError:
        raise _failure(nb, name, "timeout", clock.reason()) from None
    except TooMuchOutput:
        raise _failure(nb, name, "output", f"printed more than {MOST_OUTPUT:,} characters.") from None
    except (DeadKernelError, KernelNeverAnswered) as error:
        raise _failure(nb, name, "dead", f"lost its kernel: {error}") from None
    if error := _error(nb):
        raise _failure(nb, name, "error", _reason(error))
    return nb


def _parameterized(nb: nbformat.NotebookNode, parameters: Mapping[str, Any]) -> nbformat.NotebookNode:
    nb = parameterize_notebook(nb, dict(parameters), kernel_name=KERNEL, language="python")
    for cell in nb.cells:
        if INJECTED in cell.metadata.get("tags", []):
            cell["id"] = INJECTED  # papermill's is random, and pages show it
    return nb


def _error(nb: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """The error output that stopped the notebook."""
    for cell in nb.cells:
        if cell.metadata.papermill["exception"]:
            return next(output for output in cell.outputs if output.output_type == "error")
    return None


def _reason(error: nbformat.NotebookNode) -> str:
    if error.ename == "SystemExit":
        return "ended the notebook (sys.exit, exit or quit), so the page would lack its sources. Remove that call."
    return f"raised {error.ename}: {error.evalue or _HINTS.get(error.ename, '')}"


def _failure(nb: nbformat.NotebookNode, name: str, kind: str, reason: str) -> CellFailed:
    number = next((i for i, cell in enumerate(nb.cells) if cell.metadata.papermill["exception"]), None)
    if number is None:
        return CellFailed(f"{name}, before its first cell, {reason}", kind, None, nb)
    line = next(iter(nb.cells[number].source.strip().splitlines()), "")
    written = [cell for cell in nb.cells[: number + 1] if INJECTED not in cell.metadata.get("tags", [])]
    return CellFailed(f"{name}, cell {len(written)} ({line}), {reason}", kind, number, nb)
