"""One writer to a folder, and no other: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from analysis import paths
from analysis.errors import AnalysisError

NAME = ".lock"


class Locked(AnalysisError):
    """Another process writes to the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; Locked, with the owner, while another process holds it.

    A file that a killed process left behind says nothing but who held the lock last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    try:
        lock = FileLock(path).acquire(timeout=0)
    except Timeout:
        raise Locked(
            f"{paths.shown(folder)}: {_owner(path)} is writing there. Wait for it, or name another --output."
        ) from None
    with lock:
        with suppress(OSError):  # Windows lets nobody write to a file that is locked
            path.write_text(str(os.getpid()), encoding="utf-8")
        try:
            yield
        finally:
            with suppress(OSError):  # while it is held: whoever has opened it by now sees that it is gone
                path.unlink()


def _owner(path: Path) -> str:
    try:
        return f"process {int(path.read_text(encoding='utf-8'))}"
    except (OSError, ValueError):  # being written, or Windows, where nobody may read it
        return "another process"
