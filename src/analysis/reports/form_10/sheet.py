"""The lines of form 10-BTCTW filled from the classes of a register, their sums proved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.errors import AnalysisError
from analysis.pages.tables import Cell, Special
from analysis.vocabulary import reference

TIERS = ("province", "district", "commune")
OPENERS = ("province", "district")
# Why a class is on no line of the form.
NO_LINE, NO_LEVEL, ENDED = "no_line", "no_level", "ended"


class FormError(AnalysisError):
    """A filled form whose columns do not add up as the form says."""


@dataclass(frozen=True)
class Line:
    """A line of the form: columns 3 to 11; persons are (least, most), which differ where somebody may count twice."""

    code: str
    total: Cell
    persons: Mapping[str, Cell]
    classes: int
    opened: Mapping[str, Cell]

    def __post_init__(self) -> None:
        """3 = 4 + 6 + 8 and 9 = 10 + 11; a tier that does not exist adds nothing, a confidential term hides the sum."""
        if self.total != added(self.persons.values()):
            raise FormError(f"form 10, line {self.code}: column 3 is not 4 + 6 + 8.")
        if self.classes != sum(value for value in self.opened.values() if not isinstance(value, Special)):
            raise FormError(f"form 10, line {self.code}: column 9 is not 10 + 11.")


def added(cells: Sequence[Cell]) -> Cell:
    """The sum of the persons of several tiers.

    >>> added([(256, 256), Special.NOT_APPLICABLE, (0, 4)]), added([(1, 1), Special.CONFIDENTIAL])
    ((256, 260), <Special.CONFIDENTIAL: '[c]'>)
    """
    if Special.CONFIDENTIAL in cells:
        return Special.CONFIDENTIAL
    ends = [cell for cell in cells if not isinstance(cell, Special)]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


@dataclass(frozen=True)
class Sheet:
    """The form of one register.

    ``classes``: class_code, level_code, start_date, end_date (text, may be empty) and completed (Int64, missing
    where suppressed). ``once`` says that nobody is in two classes, so that attendances are persons. ``line`` and
    ``opened_by`` are for the classes that reference/form_10_classes.csv does not name.
    """

    register: str
    classes: pd.DataFrame
    once: bool
    line: str = ""
    opened_by: str = ""

    @cached_property
    def placed(self) -> pd.DataFrame:
        """The classes with line_code, opened_by, tier and reason, why a class is on no line (else empty)."""
        rows = {
            row["class_code"]: row for row in reference.rows("form_10_classes") if row["register_code"] == self.register
        }
        tiers = {row["level_code"]: row["tier"] for row in reference.rows("form_10_levels")}
        frame = self.classes.assign(
            line_code=[rows.get(code, {}).get("line_code", self.line) for code in self.classes["class_code"]],
            opened_by=[rows.get(code, {}).get("opened_by", self.opened_by) for code in self.classes["class_code"]],
            tier=[tiers.get(level, "") for level in self.classes["level_code"]],
        )
        return frame.assign(reason=[self._reason(row) for row in frame.to_dict("records")])

    def _reason(self, row: Mapping[str, str]) -> str:
        if not row["line_code"]:
            return NO_LINE
        if not row["tier"]:
            return NO_LEVEL
        day = _day(row["start_date"])
        return "" if day is None or reference.levels()[row["level_code"]].applies(day) else ENDED

    @property
    def filled(self) -> pd.DataFrame:
        """The classes that are on a line."""
        return self.placed[self.placed["reason"] == ""]

    @cached_property
    def period(self) -> tuple[str, str]:
        """The first and the last day of all the classes of the register, empty where none is dated."""
        starts, ends = (sorted(day for day in self.classes[name] if day) for name in ("start_date", "end_date"))
        return (starts[0] if starts else ""), (ends[-1] if ends else "")

    @cached_property
    def ended(self) -> frozenset[str]:
        """The tiers none of whose levels exists on the first day of the period: not applicable, never zero."""
        day, levels = _day(self.period[0]), reference.levels()
        if day is None:
            return frozenset()
        rows = reference.rows("form_10_levels")
        alive = {row["tier"] for row in rows if levels[row["level_code"]].applies(day)}
        return frozenset(TIERS) - alive

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of the form in its order, those without a class too."""
        return [self._line(row["line_code"]) for row in reference.rows("form_10_lines")]

    def _line(self, code: str) -> Line:
        rows = self.filled[self.filled["line_code"] == code]
        persons = {tier: self._persons(rows[rows["tier"] == tier], tier) for tier in TIERS}
        opened = {by: self._opened(rows, by) for by in OPENERS}
        return Line(code, self._total(rows), persons, len(rows), opened)

    def _total(self, rows: pd.DataFrame) -> Cell:
        """Column 3 counted by itself, so that the sum of the tiers proves that each is a column."""
        if rows["completed"].isna().any():
            return Special.CONFIDENTIAL
        sizes = rows["completed"].astype(int)
        return int(sizes.sum() if self.once else sizes.groupby(rows["tier"]).max().sum()), int(sizes.sum())

    def _persons(self, rows: pd.DataFrame, tier: str) -> Cell:
        """Different persons: the sum where nobody is in two classes, else from the largest class to the sum."""
        if tier in self.ended:
            return Special.NOT_APPLICABLE
        if rows["completed"].isna().any():
            return Special.CONFIDENTIAL
        sizes = [int(size) for size in rows["completed"]]
        return (sum(sizes) if self.once else max(sizes, default=0)), sum(sizes)

    def _opened(self, rows: pd.DataFrame, by: str) -> Cell:
        count = int((rows["opened_by"] == by).sum())
        return Special.NOT_APPLICABLE if by in self.ended and not count else count


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
