"""Everything beside the index in one ZIP: every report that stands, its files, and the pages that all share."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from analysis import files
from analysis.batch.record import State

NAME = "reports.zip"
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: the same files make the same bytes
_MODE = 0o100644 << 16


def write(folder: Path, states: Mapping[str, State], shared: Iterable[str], other: Mapping[str, bytes]) -> Path:
    """Write the archive of a folder, whole or not at all; its path.

    It holds the files that the record says of each report, by their paths in the folder, as far as they are there, the
    ``shared`` ones by name, and what is ``other`` in it than in the folder. A path of the record that leads out of the
    folder is left out.
    """
    path, members = folder / NAME, dict.fromkeys([*_of_reports(folder, states), *shared]) | other
    with files.replacing(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            about = zipfile.ZipInfo(name, _TIME)
            about.compress_type, about.external_attr, about.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            content = members[name]
            archive.writestr(about, (folder / name).read_bytes() if content is None else content)
    return path


def remove(folder: Path) -> None:
    """Remove the archive of a folder, if there is one: newer pages made it out of date."""
    (folder / NAME).unlink(missing_ok=True)


def _of_reports(folder: Path, states: Mapping[str, State]) -> Iterator[str]:
    top = folder.resolve()
    for output, state in states.items():
        if state.made is not None and (folder / output).exists():
            for name in state.made["files"]:
                place = (folder / name).resolve()
                if place.is_relative_to(top) and place.is_file():
                    yield place.relative_to(top).as_posix()
