"""The copy of the data that the tests rely on, see tests/data/README.md."""

from __future__ import annotations

import shutil
from pathlib import Path

from analysis import paths

STATEMENTS = Path(__file__).parent / "data" / "raw" / "statements"
REGISTERS = Path(__file__).parent / "data" / "raw" / "registers"
LIVING = paths.ROOT / "data" / "raw"
OULAD = LIVING / "registers" / "oulad"


def registers(folder: Path) -> Path:
    """A folder with the frozen registers and OULAD, which is too large to keep twice."""
    shutil.copytree(REGISTERS, folder)
    shutil.copytree(OULAD, folder / OULAD.name)
    shutil.copy(OULAD.with_name("oulad.source.yml"), folder)
    return folder
