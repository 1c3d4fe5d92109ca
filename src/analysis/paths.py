"""Where things are, from the repository's root; never from the working directory."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]
REFERENCE = PACKAGE / "vocabulary" / "reference"
TEMPLATES = PACKAGE / "pages" / "templates"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
GRID = NOTEBOOKS / "reports.yml"
LOCK = ROOT / "requirements.lock"
CHANGELOG = ROOT / "CHANGELOG.md"

STATEMENTS_VARIABLE = "ANALYSIS_STATEMENTS"
REGISTERS_VARIABLE = "ANALYSIS_REGISTERS"
TOPICS = "topics"  # the name of every folder of topics
PROCESSED_VARIABLE = "ANALYSIS_PROCESSED"


def statements() -> Path:
    """The folder of statements: data/raw/statements, or the one that the environment names."""
    return Path(os.environ.get(STATEMENTS_VARIABLE) or ROOT / "data" / "raw" / "statements")


def topics() -> Path:
    """The folder of topics: data/raw/topics, or ``topics`` in the folder of statements that the environment names."""
    own = os.environ.get(STATEMENTS_VARIABLE)
    return Path(own) / TOPICS if own else ROOT / "data" / "raw" / TOPICS


def registers() -> Path:
    """The folder of registers: data/raw/registers, or the folder or single file that the environment names."""
    return Path(os.environ.get(REGISTERS_VARIABLE) or ROOT / "data" / "raw" / "registers")


def processed() -> Path:
    """The folder of generated tables: data/processed, or the one that the environment names."""
    return Path(os.environ.get(PROCESSED_VARIABLE) or ROOT / "data" / "processed")


def shown(path: Path) -> str:
    """The path as messages print it: from the root of the repository where it lies inside, else as given."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return str(path)


# What systems and programs leave in any folder that they open or copy.
LITTER = {"thumbs.db", "desktop.ini", "__macosx"}


def is_litter(name: str) -> bool:
    """Whether a file or folder is nobody's data by its name: hidden, a lock of an office program, a copy of an editor.

    >>> [is_litter(name) for name in ("._x.csv", "~$x.xlsx", ".~lock.x.csv#", "x.csv~", "Thumbs.db", "x.csv")]
    [True, True, True, True, True, False]
    """
    return name.lower() in LITTER or name.startswith((".", "~$")) or name.endswith("~")


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link to something outside a folder, itself a link or not."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
