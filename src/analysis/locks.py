"""One writer per output folder: a lock that names its owner, and is taken over when the owner is gone."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from analysis import paths
from analysis.errors import AnalysisError

NAME = ".lock"
WRITTEN_WITHIN, LOOK = 1.0, 0.01  # seconds: a lock that is torn for longer was left by a dead process


class Locked(AnalysisError):
    """Another process writes to the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; Locked, with the owner, while another live process holds it.

    The owner is known by its process number and the time it started, so a number used again is no owner.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    mine = {"pid": os.getpid(), "started": psutil.Process().create_time()}
    while not _taken(path, mine):
        _wait_while_written(path)
        owner = _owner(path)
        if owner is not None:
            raise Locked(
                f"{paths.shown(folder)}: process {owner} is writing there. Wait for it, or name another --output."
            )
        _take_over(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _taken(path: Path, mine: dict) -> bool:
    """Put a complete lock in place, unless there is one."""
    beside = path.with_name(f"{NAME}.{os.getpid()}")
    try:
        beside.write_text(json.dumps(mine), encoding="utf-8")
        return _linked(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _linked(beside: Path, path: Path) -> bool:
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:  # FAT, exFAT and some shares have no hard links
        return _copied(beside, path)
    return True


def _copied(beside: Path, path: Path) -> bool:
    """Whether the lock is ours in the end: who finds it half written takes it for torn, and sets it aside."""
    try:
        with path.open("xb") as file:
            file.write(beside.read_bytes())
    except FileExistsError:
        return False
    return _owner(path) == _owner(beside)


def _wait_while_written(path: Path) -> None:
    """Without hard links a lock is torn until its owner has written it: taken over then, nobody would hold it."""
    with contextlib.suppress(OSError):  # it is gone, or nobody may read it
        while not _is_whole(path) and abs(time.time() - path.stat().st_mtime) < WRITTEN_WITHIN:
            time.sleep(LOOK)


def _is_whole(path: Path) -> bool:
    return path.read_bytes().endswith(b"}")


def _owner(path: Path) -> int | None:
    """The number of the live process that holds the lock; None where it is gone."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        alive = psutil.Process(told["pid"]).create_time() == told["started"]
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
    return told["pid"] if alive else None


def _take_over(path: Path) -> None:
    """Set a dead owner's lock aside; of two that try, one succeeds and the other finds the new lock."""
    aside = path.with_name(f"{NAME}.stale.{os.getpid()}")
    try:
        path.replace(aside)
    except FileNotFoundError:
        return
    if _owner(aside) is not None:  # it was renewed between the look and the rename
        _linked(aside, path)
    aside.unlink()
