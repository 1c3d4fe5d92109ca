"""Finding the processes of a batch, and sending them signals at the moment that the plan says."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from soaking.plan import Strike

LOOK_EVERY, LOOK_FOR = 0.01, 3.0  # seconds
PARENT, FORKSERVER = "analysis.batch.kernels.parent", "multiprocessing.forkserver"


class Events:
    """How many events a batch has written into the record since this object was made.

    The record is replaced at the start of a batch where it is shortened: what it then begins with is old.
    """

    def __init__(self, path: Path):
        self.path = path
        self.file, self.old = self._look()

    def count(self) -> int:
        """Reports started, finished or stopped."""
        file, size = self._look()
        if file != self.file:
            self.file, self.old = file, size
        if size <= self.old:
            return 0
        new = self.path.read_bytes()[self.old :]
        return sum(line.count(b"\n") and b'"event": "asked"' not in line for line in new.splitlines(keepends=True))

    def _look(self) -> tuple[int, int]:
        try:
            told = self.path.stat()
        except FileNotFoundError:
            return 0, 0
        return told.st_ino, told.st_size


def deliver(strike: Strike, driver: int, events: Events, ended: Callable[[], bool]) -> bool:
    """Wait for the moment of a strike and strike; whether it found what it was for before the batch ended."""
    while events.count() < strike.after and not ended():
        time.sleep(LOOK_EVERY)
    time.sleep(strike.pause)
    end = time.monotonic() + LOOK_FOR
    while not ended() and time.monotonic() < end:
        if found := targets(strike.target, driver):
            with contextlib.suppress(ProcessLookupError):
                os.kill(found[strike.which % len(found)], strike.number)
                return True
        time.sleep(LOOK_EVERY)
    return False


def targets(kind: str, driver: int) -> list[int]:
    """The processes of a kind below a driver: itself, its parent of kernels, its workers' one, kernels, workers."""
    if kind == "batch":
        return [driver]
    maker = PARENT if kind in ("parent", "kernel") else FORKSERVER
    makers = [pid for pid in _children(driver) if maker in _words(pid)]
    if kind in ("parent", "forkserver"):
        return makers
    return [child for pid in makers for child in _children(pid)]


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return sorted(found)


def _words(pid: int) -> str:
    with contextlib.suppress(psutil.Error):
        return " ".join(psutil.Process(pid).cmdline())
    return ""
