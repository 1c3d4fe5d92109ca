"""What must be true after a batch, however it ended, and at the end of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis import files
from analysis.batch import freshness, index_page, locks, record
from soaking.office import Office, output
from soaking.plan import BAD, Report

# What stands in an output folder besides the reports.
BESIDE = {record.NAME, index_page.NAME, *index_page.shared(), locks.NAME}


def reports(folder: Path) -> dict[str, bytes]:
    """The files of the reports of a folder, by name."""
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and (name := path.relative_to(folder).as_posix()) not in BESIDE and not _is_unfinished(path)
    }


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith(".") and path.suffix == files.PART


def falsehoods(office: Office, whole: dict[str, bytes]) -> Iterator[str]:
    """A sentence for whatever is not as without faults, or of which the record says what is not so."""
    for name, data in reports(office.pages).items():
        if data != whole.get(name):
            yield f"{name} is not as it is without faults" if name in whole else f"{name} should not exist"
    if not (office.pages / record.NAME).exists():
        return
    for name, state in record.read(office.pages).states.items():
        if name.partition("/")[0] in BAD and state.status in (record.MADE, record.STOPPED) and state.made:
            yield f"{name}: the record says that it was made"
        if state.status == record.MADE:
            for file, told in state.made["files"].items():
                if freshness.stamp(office.pages / file) != told:
                    yield f"{file} is not as the record says"


def lines(folder: Path) -> bytes:
    """The record of a folder as it is; nothing where there is none."""
    path = folder / record.NAME
    return path.read_bytes() if path.exists() else b""


def states(folder: Path, asked: Iterable[Report]) -> dict[Report, record.State]:
    """What the record says of some reports; those that it does not know are left out."""
    known = record.read(folder).states
    return {report: known[name] for report in asked if (name := output(*report)) in known}


def leftovers(office: Office) -> list[str]:
    """A lock that is held, and parts of files and temporary files that are still there."""
    left = [path for path in office.pages.rglob("*") if _is_unfinished(path)]
    left += office.temporary.rglob("*")
    try:
        with locks.held(office.pages):
            pass
    except locks.Locked:
        left.append(office.pages / locks.NAME)
    return [path.relative_to(office.home).as_posix() for path in left]
