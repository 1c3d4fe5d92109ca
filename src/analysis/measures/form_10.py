"""The lines of form 10-BTCTW filled from the classes of a register, their sums proved.

The line of a class stands in reference/form_10_classes.csv, else in the column map of the register; the tier of a level
in reference/form_10_levels.csv.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError
from analysis.measures import counts as counted
from analysis.measures import frames
from analysis.measures.register_flow import COMPLETED
from analysis.vocabulary import intake, prose, reference
from analysis.vocabulary.reference import TOTAL

TIERS = ("province", "district", "commune")
OPENERS = ("province", "district")
# Why a class is on no line of the form.
NO_LINE, NO_LEVEL, ENDED = "no_line", "no_level", "ended"
SUPPRESSED = "suppressed"
LINES = {"line_code": "str", "quantity": "str", "part": "str", "low": "Int64", "high": "Int64", "status": "str",
         "edited": "str"}  # fmt: skip
Cell = tuple[int | None, int | None, str]  # least, most, and a status without a number


class FormError(AnalysisError):
    """A filled form whose columns do not add up as the form says."""


def placed(counts: pd.DataFrame, classes: pd.DataFrame, about: Mapping[str, Any]) -> pd.DataFrame:
    """The classes of a register with their place on the form.

    ``counts``, ``classes`` and ``about`` are what ``register_counts`` gives. The columns of ``classes``, and: completed
    (Int64, missing where suppressed), line_code, opened_by, tier, reason_code, why a class is on no line (no_line,
    no_level, ended; else ""), is_once (whether everybody is in one class alone, so that attendances are persons),
    edited.
    """
    counts = intake.counts(counts, ("flow", "class"), ("persons", ""))
    own = counts[((counts["table"] == "flow") & (counts["dimension"] == "class")) | (counts["table"] == "persons")]
    flow, persons = counted.table(own, "flow", "class"), counted.table(own, "persons").loc[TOTAL]
    done = flow[[column for column in COMPLETED if column in flow]].sum(axis=1, skipna=False)
    rows = {row["class_code"]: row for row in reference.rows("form_10_classes")
            if row["register_code"] == about["register"]}  # fmt: skip
    tiers = {row["level_code"]: row["tier"] for row in reference.rows("form_10_levels")}
    codes = classes["class_code"]
    frame = classes.assign(
        completed=done.reindex(codes).astype("Int64").array,
        line_code=[rows.get(code, {}).get("line_code", about["form_line"]) for code in codes],
        opened_by=[rows.get(code, {}).get("opened_by", about["opened_by"]) for code in codes],
        tier=[tiers.get(level, "") for level in classes["level_code"]],
        is_once=bool(pd.notna(persons.get("1")) and persons["1"] == persons[TOTAL]), edited=counted.edits(own),
    )  # fmt: skip
    return frame.assign(reason_code=[_reason(row) for row in frame.to_dict("records")])


def _reason(row: Mapping[str, str]) -> str:
    if not row["line_code"]:
        return NO_LINE
    if not row["tier"]:
        return NO_LEVEL
    day = _day(row["start_date"])
    return "" if day is None or reference.levels()[row["level_code"]].applies(day) else ENDED


def period(placed: pd.DataFrame) -> tuple[str, str]:
    """The first and the last day of all the classes of the register, empty where none is dated."""
    starts, ends = (sorted(day for day in placed[name] if day) for name in ("start_date", "end_date"))
    return (starts[0] if starts else ""), (ends[-1] if ends else "")


def ended(placed: pd.DataFrame) -> frozenset[str]:
    """The tiers none of whose levels exists on the first day of the period: not applicable, never zero."""
    day, levels = _day(period(placed)[0]), reference.levels()
    if day is None:
        return frozenset()
    alive = {row["tier"] for row in reference.rows("form_10_levels") if levels[row["level_code"]].applies(day)}
    return frozenset(TIERS) - alive


def lines(placed: pd.DataFrame) -> pd.DataFrame:
    """Every line of the form in its order, those without a class too, long: one row a column of the form.

    Columns: line_code; quantity and part: persons of total, province, district, commune (columns 3, 4, 6 and 8 of the
    form), classes of total, province, district by who opened them (9 to 11); low and high (Int64), which differ where
    somebody may count twice; status without a number: suppressed, or ended for a tier that does not exist; edited.
    Raises ParameterError where a class stands on a line that the form does not have, FormError unless 3 = 4 + 6 + 8 and
    9 = 10 + 11.
    """
    filled, gone = placed[placed["reason_code"] == ""], ended(placed)
    edited = next(iter(placed["edited"]), "")
    lines, rows = reference.rows("form_10_lines"), []
    codes = [line["line_code"] for line in lines]
    if unknown := set(filled["line_code"]).difference(codes):
        raise prose.unknown("line_code", min(unknown), codes)
    for line in lines:
        own = filled[filled["line_code"] == line["line_code"]]
        cells = {("persons", TOTAL): _total(own)}
        cells |= {("persons", tier): _persons(own[own["tier"] == tier], tier in gone) for tier in TIERS}
        cells |= {("classes", TOTAL): (len(own), len(own), "")}
        cells |= {("classes", by): _opened(own, by, by in gone) for by in OPENERS}
        rows += [dict(zip(LINES, (line["line_code"], *key, *cell, edited), strict=True)) for key, cell in cells.items()]
    made = frames.frame(rows, LINES)
    prove(made)
    return made


def prove(lines: pd.DataFrame) -> None:
    """FormError unless 3 = 4 + 6 + 8 and 9 = 10 + 11 on each line.

    A tier that does not exist adds nothing, a suppressed term hides the sum.
    """
    equations = {"persons": "column 3 is not 4 + 6 + 8", "classes": "column 9 is not 10 + 11"}
    for (code, quantity), rows in lines.groupby(["line_code", "quantity"], sort=False):
        cells = dict(zip(rows["part"], zip(rows["low"], rows["high"], rows["status"], strict=True), strict=True))
        whole = cells.pop(TOTAL)
        if not _agree(whole, added(cells.values())):
            raise FormError(f"form 10, line {code}: {equations[quantity]}.")


def _agree(one: Cell, other: Cell) -> bool:
    return one[2] == other[2] if one[2] or other[2] else one[:2] == other[:2]


def added(cells: Iterator[Cell] | list[Cell]) -> Cell:
    """The sum of the persons of several tiers.

    >>> added([(256, 256, ""), (None, None, "ended"), (0, 4, "")]), added([(1, 1, ""), (None, None, "suppressed")])
    ((256, 260, ''), (None, None, 'suppressed'))
    """
    cells = list(cells)
    if any(status == SUPPRESSED for _, _, status in cells):
        return None, None, SUPPRESSED
    ends = [(int(low), int(high)) for low, high, status in cells if not status]
    return sum(low for low, _ in ends), sum(high for _, high in ends), ""


def _total(rows: pd.DataFrame) -> Cell:
    """Column 3 counted by itself, so that the sum of the tiers proves that each is a column."""
    if rows["completed"].isna().any():
        return None, None, SUPPRESSED
    sizes, is_once = rows["completed"].astype(int), rows["is_once"].all()
    return int(sizes.sum() if is_once else sizes.groupby(rows["tier"]).max().sum()), int(sizes.sum()), ""


def _persons(rows: pd.DataFrame, is_gone: bool) -> Cell:
    """Different persons: the sum where nobody is in two classes, else from the largest class to the sum."""
    if is_gone:
        return None, None, ENDED
    if rows["completed"].isna().any():
        return None, None, SUPPRESSED
    sizes = [int(size) for size in rows["completed"]]
    return (sum(sizes) if rows["is_once"].all() else max(sizes, default=0)), sum(sizes), ""


def _opened(rows: pd.DataFrame, by: str, is_gone: bool) -> Cell:
    count = int((rows["opened_by"] == by).sum())
    return (None, None, ENDED) if is_gone and not count else (count, count, "")


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
