"""Small statement files for the tests."""

from __future__ import annotations

import csv
from pathlib import Path

from analysis.data.statements import COLUMNS

SIDECAR = "producer: A newspaper\ntitle: A closing\nlicence: Facts and figures, cited\n"
ROW = {"statement_code": "n", "measure_code": "completed", "unit_code": "person", "printed": "256"}
SHARE = {"statement_code": "g", "measure_code": "graded", "grade_code": "good", "at_or_above": "true",
         "unit_code": "percent", "printed": "trên 98%", "base": "n"}  # fmt: skip


def put(folder: Path, *rows: dict[str, str], name: str = "x", sidecar: str | None = SIDECAR) -> Path:
    """Write a statements file of some rows, and its sidecar, into a folder."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    if sidecar is not None:
        (folder / f"{name}.source.yml").write_text(sidecar, encoding="utf-8")
    return path
