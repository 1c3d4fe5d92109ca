"""Papermill's record of a run, written seldom and true after a crash."""

from __future__ import annotations

from typing import Any

from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_output
from papermill.engines import NotebookExecutionManager

SAVE_EVERY = 5.0  # seconds


class SeldomSaved(NotebookExecutionManager):
    """The record, written every few seconds and at the end, where papermill writes it twice per cell."""

    def save(self, **kwargs: Any) -> None:
        """Write the notebook if it is finished or was last written a while ago."""
        self.nb = kwargs.get("nb") or self.nb
        due = (self.now() - self.last_save_time).total_seconds() >= SAVE_EVERY
        if self.output_path and (due or self.end_time):
            super().save()

    def cell_exception(self, cell: Any, cell_index: int | None = None, **kwargs: Any) -> None:
        """Note that a cell failed, and with what: a kernel short of memory may say it in its answer alone."""
        super().cell_exception(cell, cell_index, **kwargs)
        error = kwargs.get("exception")
        is_shown = any(output.output_type == "error" for output in cell.outputs)
        if isinstance(error, CellExecutionError) and not is_shown:
            cell.outputs.append(new_output("error", ename=error.ename, evalue=error.evalue, traceback=[]))

    def stopped(self) -> None:
        """Note that the cell which was running failed; papermill would call it and the rest completed."""
        for cell in reversed(self.nb.cells):
            if cell.metadata.papermill["start_time"]:
                self.cell_exception(cell)
                return
