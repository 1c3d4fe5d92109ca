"""A CSV file that grows by whole rows, and survives a run that was killed in the middle of one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import files
from analysis.data.bulletins.marking import table


def whole_rows(path: Path) -> Iterator[dict]:
    """The lines of a ledger; a last line that a killed run left half written is left out."""
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(line for line in file if line.endswith("\n"))


@contextmanager
def appending(path: Path, columns: Iterable[str]) -> Iterator[Callable[[dict], None]]:
    """A way to add rows to a ledger, each flushed; it gets its heading first and loses a torn last line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.read_bytes() if path.exists() else b""
    if not whole.endswith(b"\n"):
        files.write(path, whole[: whole.rfind(b"\n") + 1] or table([], columns))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")

        def add(row: dict) -> None:
            writer.writerow(row)
            file.flush()

        yield add
