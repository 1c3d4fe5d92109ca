"""The files of this package, and hashes over them: whether the tables made before would be made alike today."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from analysis import paths

SUFFIXES = {".py", ".csv", ".yml", ".json", ".j2", ".css", ".js"}
# What the tables of data/processed are made by: all that tables and register_tables import, and themselves.
METHOD = {
    "errors", "files", "paths", "version", "yamls",
    "vocabulary.checksums", "vocabulary.choices", "vocabulary.figures", "vocabulary.intake", "vocabulary.labels",
    "vocabulary.numerals", "vocabulary.prose", "vocabulary.reference", "vocabulary.suggestions",
    "data.csv_cells", "data.csv_rows", "data.disclosure", "data.inventory", "data.parameters", "data.processed",
    "data.provenance", "data.register_counts", "data.registers", "data.sidecars", "data.statement_columns",
    "data.statements", "data.topics",
}  # fmt: skip


def files(modules: Collection[str] = ()) -> list[Path]:
    """The files of some modules and sub-packages, in the order of their paths; of none named, all of the package."""
    listed = sorted(path for path in paths.PACKAGE.rglob("*") if path.suffix in SUFFIXES)
    ours = [path for path in listed if not paths.is_litter(path.name)]
    return [path for path in ours if not modules or _module(path) in modules]


def digest(places: Iterable[Path]) -> str:
    """The SHA-256 over the names and the contents of some files; one that is missing counts as empty."""
    whole = hashlib.sha256()
    for path in places:
        whole.update(path.name.encode() + b"\0" + (path.read_bytes() if path.exists() else b""))
    return whole.hexdigest()


@cache
def method() -> str:
    """The hash of the code and the reference tables that make the tables, as they are when a process first asks."""
    return digest(files(METHOD))


def _module(path: Path) -> str:
    """The module or sub-package of a file; in a wing, that of the wing."""
    first, *rest = path.relative_to(paths.PACKAGE).with_suffix("").parts
    return ".".join([first, *rest[:1]])
