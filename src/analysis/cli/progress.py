"""What a batch shows while it runs: a bar with what is running and what is left; plain lines without a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from analysis.batch.kernels.workers import Event


class Progress:
    """A bar over a batch of ``size`` reports; ``watch`` takes the events of the workers, the first one shows it."""

    def __init__(self, size: int):
        self.size = size
        self.running: dict[int, str] = {}
        self.bar: Bar | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()

    def watch(self, event: Event) -> None:
        """Show that a report started or finished."""
        if self.bar is None:
            self._begin()
        output = event.job.job.output
        if event.kind == "finished":
            self.running.pop(event.index, None)
            self.bar.advance(self.task)
            self._say(output, event)
        else:
            self.running[event.index] = output
        self.bar.update(self.task, description=", ".join(self.running.values()))

    def _begin(self) -> None:
        # Imported only here: a batch that finds everything unchanged shows no bar.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        self.console = Console(file=sys.stderr)
        quiet = not self.console.is_terminal
        self.bar = Progress(*columns, console=self.console, transient=True, disable=quiet)
        self.task = self.bar.add_task("", total=self.size)
        self.bar.start()

    def _say(self, output: str, event: Event) -> None:
        failed = event.outcome.status != "done"
        if failed or not self.console.is_terminal:
            self.console.print(f"{event.outcome.status:8}{output}", highlight=False, markup=False)
