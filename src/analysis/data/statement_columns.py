"""The columns of a statements file: those of a proposed statement and of a checked one."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Cells:
    """The cells of one row, every one a text; empty where nothing is stated."""

    statement_code: str
    class_code: str
    level_code: str
    date: str
    measure_code: str
    grade_code: str
    at_or_above: str
    unit_code: str
    printed: str
    base: str
    mode_code: str
    quote: str
    locator: str
    note: str


COLUMNS = tuple(field.name for field in fields(Cells))
