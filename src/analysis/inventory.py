"""Which codes the folder of statements holds, read without checking: the choices of a parameter.

Cheap on purpose: the command line asks for it before anything heavy is imported.
"""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

from analysis import paths, reference
from analysis.errors import DataError, Fault
from analysis.version import __version__

FLOW = {"trained", "completed"}


def statement_files(folder: Path) -> list[Path]:
    """The statement files of a folder, by name; DataError where there is no such folder."""
    if not folder.is_dir():
        raise DataError([Fault(paths.shown(folder), "is no folder. Name one that holds statement files.")])
    return sorted(path for path in folder.glob("*.csv") if path.is_file())


def source_codes() -> list[str]:
    """The codes of the sources: the names of their files."""
    return [path.stem for path in statement_files(paths.statements())]


def level_codes(source: str = "all") -> list[str]:
    """The levels that a source, or any, reports as trained or completed, in their order of display."""
    present = {row["level_code"] for row in _rows(source) if row["measure_code"] in FLOW}
    return [code for code in reference.codes("level") if code in present]


def class_codes(source: str = "all") -> list[str]:
    """The classes that have graded statements in a source, or in any, in the order of the files."""
    found = (row["class_code"] for row in _rows(source) if row["measure_code"] == "graded")
    return [code for code in dict.fromkeys(found) if code]


def fingerprint(code: str) -> str:
    """The hash of a source's raw file, its sidecar and the version of the package; of no file, that of nothing."""
    raw = paths.statements() / f"{code}.csv"
    whole = hashlib.sha256(__version__.encode())
    for part in (raw, raw.with_name(f"{code}.source.yml")):
        whole.update(b"\0" + (part.read_bytes() if part.exists() else b""))
    return whole.hexdigest()


def catalogue_fingerprint() -> str:
    """The hash of all that the catalogue tells: sources, sidecars, and which codes occur, but no figure."""
    whole = hashlib.sha256(__version__.encode())
    for path in statement_files(paths.statements()):
        sidecar = path.with_name(f"{path.stem}.source.yml")
        whole.update(f"\0{path.stem}\0{_rows(path.stem)}".encode())
        whole.update(sidecar.read_bytes() if sidecar.exists() else b"")
    return whole.hexdigest()


def state() -> tuple[str, ...]:
    """The fingerprints of all sources: the same as long as no file of theirs changes."""
    return tuple(fingerprint(code) for code in source_codes())


def _rows(source: str) -> list[dict[str, str]]:
    found = []
    for path in statement_files(paths.statements()):
        if source in ("all", path.stem):
            found += _codes(path, path.stat().st_mtime_ns)
    return found


@cache
def _codes(path: Path, modified_ns: int) -> list[dict[str, str]]:
    """Three columns of one version of a file; none of a file that cannot be read (the check says why)."""
    wanted = ("measure_code", "level_code", "class_code")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            return [{name: (row.get(name) or "").strip() for name in wanted} for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
