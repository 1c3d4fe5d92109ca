"""Which codes the folders of statements and registers hold, read without checking: the choices of a parameter.

Cheap on purpose: the command line asks for it before anything heavy is imported.
"""

from __future__ import annotations

import csv
import hashlib
import os
from functools import cache
from pathlib import Path

from analysis import paths
from analysis.errors import DataError, Fault
from analysis.version import __version__
from analysis.vocabulary import reference
from analysis.vocabulary.choices import Kind
from analysis.vocabulary.reference import ALL

FLOW = {"trained", "completed"}
_CODES = ("measure_code", "level_code", "class_code")
REGISTER_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")
LARGEST = 50_000_000  # bytes of a file of statements or topics; the check refuses a larger one
# The policy of small cells is a parameter of the build; every process of a batch finds it here.
THRESHOLD_VARIABLE = "ANALYSIS_THRESHOLD"
ZEROS_VARIABLE = "ANALYSIS_ZEROS"


def statement_files(folder: Path) -> list[Path]:
    """The files of statements, or of topics, of a folder, by name.

    DataError where there is no such folder, or a link leads out of it.
    """
    if not folder.is_dir():
        raise DataError([Fault(paths.shown(folder), "is no folder. Name one that holds statement files.")])
    return [path for path in _listed(folder) if path.suffix == ".csv" and path.is_file()]


def source_codes() -> list[str]:
    """The codes of the sources: the names of their files."""
    return [path.stem for path in statement_files(paths.statements())]


def level_codes(source: str = ALL) -> list[str]:
    """The levels that a source, or any, reports as trained or completed, in their order of display."""
    present = {row["level_code"] for row in _rows(source) if row["measure_code"] in FLOW}
    return [code for code in reference.codes("level") if code in present]


def sources_with_levels() -> list[str]:
    """The sources that count people trained or completed at a level."""
    wanted = ("measure_code", "level_code", "unit_code")
    rows = {path.stem: _codes(path, path.stat().st_mtime_ns, wanted) for path in statement_files(paths.statements())}
    return [
        code for code, stated in rows.items()
        if any(row["measure_code"] in FLOW and row["level_code"] and row["unit_code"] == "person" for row in stated)
    ]  # fmt: skip


def class_codes(source: str = ALL) -> list[str]:
    """The classes that have graded statements in a source, or in any, in the order of the files."""
    codes = (row["class_code"] for row in _rows(source) if row["measure_code"] == "graded")
    return [code for code in dict.fromkeys(codes) if code]


def topics_file(code: str) -> Path | None:
    """The file of the topics that a source names; None for a source that has none, or no folder of topics.

    DataError where a link leads out of the folder.
    """
    folder = paths.topics()
    files = statement_files(folder) if folder.is_dir() else []
    return next((path for path in files if path.stem == code), None)


def fingerprint(code: str) -> str:
    """The hash of a source's raw file, its sidecar and the version of the package; of no file, that of nothing."""
    return _fingerprint(paths.statements() / f"{code}.csv")


def topics_fingerprint(code: str) -> str:
    """The same of the file of the topics that a source names."""
    return _fingerprint(paths.topics() / f"{code}.csv")


def _fingerprint(raw: Path) -> str:
    whole = hashlib.sha256(__version__.encode())
    for part in (raw, raw.with_name(f"{raw.stem}.source.yml")):
        whole.update(b"\0")
        _feed(whole, part)
    return whole.hexdigest()


def _feed(whole: hashlib._Hash, path: Path) -> None:
    """Let a hash read a file piece by piece, however large it is; nothing where there is no file."""
    if path.exists():
        with path.open("rb") as file:
            hashlib.file_digest(file, lambda: whole)


def _listed(folder: Path) -> list[Path]:
    """What a folder holds, by name, without litter; DataError for each link that leads out of it: what is read there
    must lie there."""
    with os.scandir(folder) as entries:
        is_link = {Path(entry): entry.is_symlink() for entry in entries if not paths.is_litter(entry.name)}
    strays = sorted(path for path, link in is_link.items() if link and paths.leads_out(path, folder))
    if strays:
        sentence = "is a link that leads out of its folder. Put the file itself there."
        raise DataError(Fault(f"{paths.shown(folder)}/{link.name}", sentence) for link in strays)
    return sorted(is_link)


def catalogue_fingerprint() -> str:
    """The hash of all that the catalogue shows: sources, sidecars, and which codes occur, but no figure."""
    whole = hashlib.sha256(__version__.encode())
    for path in statement_files(paths.statements()):
        whole.update(f"\0{path.stem}\0{_rows(path.stem)}".encode())
        _feed(whole, path.with_name(f"{path.stem}.source.yml"))
    return whole.hexdigest()


def register_paths() -> dict[str, Path]:
    """The registers by code: each a file, or a folder of Parquet files, named without its ending.

    DataError where there is no such file or folder, where two files would have one code, or where a link leads out.
    """
    raw = paths.registers()
    if raw.is_file():
        return {raw.stem: raw}
    if not raw.is_dir():
        raise DataError([Fault(paths.shown(raw), "is no register, and no folder of registers.")])
    registers: dict[str, Path] = {}
    for path in _listed(raw):
        if path.is_dir() or path.suffix.lower() in REGISTER_SUFFIXES:
            if path.stem in registers:
                raise DataError([Fault(paths.shown(path), f"and {registers[path.stem].name}: rename one of them.")])
            registers[path.stem] = path
    return registers


def register_codes() -> list[str]:
    """The codes of the registers."""
    return list(register_paths())


def register_path(code: str) -> Path:
    """The file or folder of a register; ParameterError for an unknown code."""
    registers = register_paths()
    return registers[Kind(choices=lambda: list(registers)).fitting("register", code)]


def register_files(register: Path) -> list[Path]:
    """What a register is made of: its files, then its sidecar and its column map where there are any."""
    is_folder = register.is_dir()
    files = [path for path in _listed(register) if path.suffix == ".parquet"] if is_folder else [register]
    beside = (register.with_name(register.stem + ending) for ending in (".source.yml", ".columns.yml"))
    return [*files, *(path for path in beside if path.is_file())]


def disclosure_policy() -> tuple[str, str]:
    """The threshold and the zero policy as the environment states them; empty where it does not."""
    return os.environ.get(THRESHOLD_VARIABLE, ""), os.environ.get(ZEROS_VARIABLE, "")


def register_fingerprint(code: str) -> str:
    """The hash of a register's files, the policy of small cells and the version; of no register, that of nothing."""
    whole = hashlib.sha256(f"{__version__}\0{disclosure_policy()}".encode())
    register = register_paths().get(code)
    for path in register_files(register) if register else ():
        whole.update(f"\0{path.name}\0".encode())
        _feed(whole, path)
    return whole.hexdigest()


def state() -> tuple[str, ...]:
    """The fingerprints of all sources: the same as long as no file of theirs changes."""
    return tuple(fingerprint(code) for code in source_codes())


def _rows(source: str) -> list[dict[str, str]]:
    rows = []
    for path in statement_files(paths.statements()):
        if source in (ALL, path.stem):
            rows += _codes(path, path.stat().st_mtime_ns)
    return rows


@cache
def _codes(path: Path, modified_ns: int, wanted: tuple[str, ...] = _CODES) -> list[dict[str, str]]:
    """Some columns of one version of a file; none of a file that cannot be read (the check says why)."""
    try:
        if path.stat().st_size > LARGEST:
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            return [{name: (row.get(name) or "").strip() for name in wanted} for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
