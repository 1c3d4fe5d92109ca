"""Notebooks to run and processes to count, for the tests of the kernels."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat

from analysis.batch.kernels import owner

KERNELSPEC = {"name": "python3", "language": "python", "display_name": "Python 3 (ipykernel)"}


def notebook(*sources: str, tags: dict[int, str] | None = None) -> nbformat.NotebookNode:
    """A notebook of code cells with fixed ids; ``tags`` gives the tag of a cell by its place."""
    v4 = nbformat.v4
    cells = [v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
    for place, tag in (tags or {}).items():
        cells[place].metadata["tags"] = [tag]
    return v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC})


def without_session_kernels() -> dict[str, str]:
    """The environment of a program that has a forking parent of its own, not the one that serves the tests."""
    session = {owner.ADDRESS_VARIABLE, owner.MEMORY_VARIABLE, owner.PROVISIONER_VARIABLE}
    return {name: value for name, value in os.environ.items() if name not in session}


@contextmanager
def started(*words: str, **options: object) -> Iterator[subprocess.Popen]:
    """A Python program in a group of its own, killed at the end of the block: no test waits for one that hangs."""
    with subprocess.Popen([sys.executable, *words], start_new_session=True, **options) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def until(condition: Callable[[], bool], process: subprocess.Popen, seconds: float = 120.0) -> None:
    """Wait for what a program does; it is an error when the program ends before, or takes too long."""
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, "the program ended before"
        assert time.monotonic() < end, f"the program took longer than {seconds:.0f} s"
        time.sleep(0.05)


def texts(nb: nbformat.NotebookNode) -> list[str]:
    """What the cells printed to their standard output, one text a cell that did."""
    return [output.text for cell in nb.cells for output in cell.get("outputs", []) if output.get("name") == "stdout"]


def processes(mark: str) -> set[int]:
    """The living processes, other than this one, whose environment holds a text."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            alive = ") Z " not in (folder / "stat").read_text()
            if alive and mark.encode() in (folder / "environ").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found - {os.getpid()}


def remaining(mark: str, seconds: float = 30.0) -> set[int]:
    """The processes with a mark that are still there after a while: empty as soon as there are none."""
    end = time.monotonic() + seconds
    while (found := processes(mark)) and time.monotonic() < end:
        time.sleep(0.05)
    return found
