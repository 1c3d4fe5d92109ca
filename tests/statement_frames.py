"""Small frames of statements, as a statements file would give them."""

from __future__ import annotations

import pandas as pd

COLUMNS = (
    "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above",
    "unit_code", "printed", "base", "mode_code", "quote", "locator", "note",
)  # fmt: skip


def row(code: str, measure: str, printed: str, base: str = "", **cells: str) -> dict[str, str]:
    """One statement of class c; a percentage is known by its sign."""
    unit = "percent" if "%" in printed else "person"
    own = {"statement_code": code, "measure_code": measure, "printed": printed, "base": base}
    return {"class_code": "c", "unit_code": unit, **own, **cells}


def graded(code: str, printed: str, grade: str, base: str = "n", **cells: str) -> dict[str, str]:
    """One statement about learners with a grade."""
    return row(code, "graded", printed, base, grade_code=grade, **cells)


def frame(*rows: dict[str, str], source: str = "s") -> pd.DataFrame:
    """Rows as a frame of one source, every cell a text."""
    empty = dict.fromkeys(COLUMNS, "")
    return pd.DataFrame([{"source_code": source, **empty, **cells} for cells in rows])
