"""The record of an output folder: run.jsonl, a line when a report is asked for, started and finished.

Lines are appended and flushed to the disk one by one, so that the record is true after a crash: a report has
been made only if its last line says so. A torn last line is ignored.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import files, paths
from analysis.errors import DataError, Fault

NAME = "run.jsonl"
ASKED, STARTED, MADE, FAILED, STOPPED = "asked", "started", "made", "failed", "stopped"
MADE_OF = ("asked", "reads", "files")
TEXTS = ("title", "lede", "message", "share_of", "figures")
COMPACT_ABOVE = 4
# A page below the folder by a plain name: the index links to it, and files beside it are looked at.
_OUTPUT = re.compile(r"(\w[\w-]*/)?\w[\w.-]*\.html", re.ASCII)


@dataclass
class State:
    """What the record says of one report: its last event, and the last time that it was made (None if never)."""

    last: dict[str, Any]
    made: dict[str, Any] | None = None

    @property
    def status(self) -> str:
        """The last event: made, failed, stopped, or asked/started where the run ended before it did."""
        return self.last["event"]


@dataclass
class Record:
    """The record of one output folder, open for appending."""

    folder: Path
    states: dict[str, State] = field(default_factory=dict)
    whole: int | None = None  # bytes before a torn last line

    @property
    def path(self) -> Path:
        """Where the record is."""
        return self.folder / NAME

    def append(self, event: str, output: str, sync: bool = True, **details: Any) -> None:
        """Add a line, flushed to the disk unless it is one of many; it is part of ``states`` at once."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        line = {"event": event, "output": output, "time": now, **details}
        _note(self.states, line)
        with self.path.open("ab") as file:
            file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
            file.flush()
            if sync:
                os.fsync(file.fileno())

    def compact(self) -> None:
        """Cut off a torn last line; keep only what the states need where there are several lines a report.

        Only who holds the lock of the folder may do so: a line may look torn while another process writes it.
        """
        if self.whole is not None:
            os.truncate(self.path, self.whole)
            self.whole = None
        needed = [line for state in self.states.values() for line in _lines(state)]
        if self.path.exists() and _count(self.path) > COMPACT_ABOVE * max(len(needed), 25):
            files.write(self.path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in needed))


def read(folder: Path) -> Record:
    """The record of a folder, which stays as it is; empty where no run has written one.

    DataError names the first line that no run can have written.
    """
    record = Record(folder)
    if record.path.exists():
        text = record.path.read_bytes()
        end = text.rfind(b"\n") + 1
        record.whole = end if end < len(text) else None
        for row, line in enumerate(text[:end].splitlines(), start=1):
            _note(record.states, _entry(line, record.path, row))
    return record


def _entry(line: bytes, path: Path, row: int) -> dict[str, Any]:
    """What a line of the record says."""
    try:
        entry = json.loads(line)
        dt.datetime.fromisoformat(entry["time"])
        is_valid = isinstance(entry["event"], str) and _OUTPUT.fullmatch(entry["output"])
        is_valid = is_valid and all(isinstance(entry.get(key, ""), str) for key in TEXTS)
        if is_valid and (entry["event"] != MADE or all(isinstance(entry[key], dict) for key in MADE_OF)):
            return entry
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    message = "is no line of a record. Remove the file: every report is then made again."
    raise DataError([Fault(paths.shown(path), message, row)])


def _note(states: dict[str, State], line: dict[str, Any]) -> None:
    state = states.setdefault(line["output"], State(line))
    state.last = line
    if line["event"] == MADE:
        state.made = line


def _lines(state: State) -> Iterable[dict[str, Any]]:
    if state.made is not None and state.made is not state.last:
        yield state.made
    yield state.last


def _count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
