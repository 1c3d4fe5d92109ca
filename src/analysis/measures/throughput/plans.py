"""Plan against actual, what is left for the other classes, and the validity of levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from analysis.measures import frames
from analysis.measures.frames import Rows
from analysis.measures.throughput.groups import Assumptions, one_reading, read_together
from analysis.measures.throughput.levels import level_rows, of
from analysis.vocabulary import reference
from analysis.vocabulary.figures import BASES
from analysis.vocabulary.spans import Span


def remaining_classes(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a printed group of which a part is printed as completed, basis and reading: what is left for others.

    A group smaller than its part has no row: it counts nothing that its part is of; nor has one without other classes.

    Columns: ``reading, is_chosen``; ``source_code, level_code, admission_basis`` (a row for each of the three), whether
    that ``is_assumed``; ``printed, cited, part_codes`` (the classes printed as completed) and ``part_count``;
    ``whole_low, whole_high, completed, completed_high``; ``other_count`` of the other classes, missing where it is not
    printed; ``low, high`` what is left for them, both missing under "planned", which determines nothing; ``edited``.
    """
    return frames.both(_remaining, _REMAINING, frames.in_focus(statements), assume)


_REMAINING = {
    **dict.fromkeys(("source_code", "level_code", "admission_basis"), "str"),
    "is_assumed": "bool",
    **dict.fromkeys(("printed", "cited", "part_codes"), "str"),
    **dict.fromkeys(("part_count", "whole_low", "whole_high", "completed", "completed_high", "other_count",
                     "low", "high"), "Int64"),
}  # fmt: skip


def _remaining(statements: Rows, assume: Assumptions) -> Rows:
    all_groups, rows = one_reading(statements, replace(assume, admission_basis="completions")), []
    for row in (row for row in all_groups if row["part_count"]):
        whole, count = Span(row["low"], row["high"]), _other_count(statements, row, assume)
        if count == 0 or not row["is_consistent"]:
            continue
        left = whole - Span(row["completed"], row["completed_high"])
        ends_ = {"admitted": (0, left.high), "completions": (left.low, left.high), "planned": (None, None)}
        rows += [
            {**row, "whole_low": whole.low, "whole_high": whole.high, "other_count": count, "admission_basis": basis,
             "is_assumed": basis == assume.admission_basis, **dict(zip(("low", "high"), ends_[basis], strict=True))}
            for basis in BASES
        ]  # fmt: skip
    return rows


def _other_count(statements: Rows, row: dict, assume: Assumptions) -> int | None:
    """How many classes a group has besides those printed as completed; None where that is not certain."""
    count = _class_count((other for other in statements if other["measure_code"] == "classes"), row, assume)
    return None if count is None or count < row["part_count"] else count - row["part_count"]


def _class_count(statements: Iterable[dict], row: dict, assume: Assumptions) -> int | None:
    """The one exact number of classes that a source prints beside a figure of a level."""
    keys = ("source_code", "level_code")
    beside = (other for other in statements if all(other[key] == row[key] for key in keys))
    counts = [assume.span(other["printed"]) for other in beside]
    return counts[0].low if len(counts) == 1 and counts[0].is_exact else None


def plan_and_actual(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a level that a plan names and a source in focus of its programme reports, and reading: both numbers.

    Columns: ``reading, is_chosen``; ``source_code, level_code, plan_source_code``; ``plan_printed, plan_cited,
    plan_date, planned_low, planned_high``; ``part_printed, part_cited, part_codes, part_lows`` the printed parts of the
    plan, their classes and least numbers, one by one; ``rest_low, rest_high`` what the parts leave, ``rest_code`` the
    class that this is where the plan prints how many classes it has; ``printed, cited, low, high`` the people trained,
    ``parted, rests_on`` as in :func:`by_level`; ``difference_low, difference_high`` trained less planned; ``edited``.
    """
    return frames.both(_plans, _PLANS, statements, assume)


_PLANS = {
    **dict.fromkeys(("source_code", "level_code", "plan_source_code", "plan_printed", "plan_cited", "plan_date",
                     "part_printed", "part_cited", "part_codes", "part_lows", "rest_code", "printed", "cited", "parted",
                     "rests_on"), "str"),
    **dict.fromkeys(("planned_low", "planned_high", "rest_low", "rest_high", "low", "high", "difference_low",
                     "difference_high"), "Int64"),
}  # fmt: skip


def _plans(statements: Rows, assume: Assumptions) -> Rows:
    rows = []
    for source in dict.fromkeys(row["source_code"] for row in statements if row.get("in_focus", True)):
        own = of(statements, source)
        rows += _of_source([row for row in statements if _is_near(row, own[0])], own, assume)
    return rows


def _is_near(row: dict, own: dict) -> bool:
    """Whether a statement is of the same source or programme as one; all are, where nobody says of which they are."""
    return row["source_code"] == own["source_code"] or row.get("programme") == (own.get("programme") or None)


def _of_source(statements: Rows, own: Rows, assume: Assumptions) -> Rows:
    planned = [row for row in statements if row["measure_code"] == "planned" and row["unit_code"] == "person"]
    wholes = [row for row in planned if not row["base"] and row["level_code"]]
    actual = [row for row in level_rows(own, assume) if row["quantity"] == "people"] if wholes else []
    classes = [row for row in statements if row["measure_code"] == "planned" and row["unit_code"] == "class"]
    rows = []
    for plan in wholes:
        parts = [row for row in of(planned, plan["source_code"]) if row["base"] == plan["statement_code"]]
        rest_code = _missing_class([part["class_code"] for part in parts], _class_count(classes, plan, assume))
        done = [row for row in actual if row["level_code"] == plan["level_code"] and row["low"] is not None]
        rows += [{**_plan_row(plan, parts, row, assume), "rest_code": rest_code} for row in done]
    return rows


def _plan_row(plan: dict, parts: Rows, done: dict, assume: Assumptions) -> dict:
    actual = Span(done["low"], done["high"])
    read = read_together(plan["printed"], [part["printed"] for part in parts], assume)
    whole, rest = read.whole, read.whole - read.parts if parts else None
    return {
        **done, "plan_source_code": plan["source_code"], "plan_printed": plan["printed"],
        "plan_cited": frames.cited([plan["printed"]], [plan["is_seen"]]), "plan_date": plan["date"],
        "planned_low": whole.low, "planned_high": whole.high,
        "part_printed": frames.listed(part["printed"] for part in parts),
        "part_cited": frames.cited(*([part[name] for part in parts] for name in ("printed", "is_seen"))),
        "part_codes": frames.listed(part["class_code"] for part in parts),
        "part_lows": frames.listed(str(assume.span(part["printed"]).low) for part in parts),
        "rest_low": rest.low if rest else None, "rest_high": rest.high if rest else None,
        "difference_low": None if whole.high is None else actual.low - whole.high,
        "difference_high": None if actual.high is None else actual.high - whole.low,
    }  # fmt: skip


def _missing_class(codes: list[str], count: int | None) -> str:
    """The code of the one class of a numbered series that is not among them; "" where that is not certain.

    >>> _missing_class(["course_1", "course_2"], 3), _missing_class(["course_1", "course_3"], 3)
    ('course_3', 'course_2')
    >>> _missing_class(["course_1", "course_2"], 4), _missing_class(["morning", "evening"], 3)
    ('', '')
    """
    series = {code.rpartition("_")[0] for code in codes}
    numbered = {f"{stem}_{number}" for stem in series for number in range(1, (count or 0) + 1)}
    missing = numbered - set(codes)
    return missing.pop() if len(missing) == 1 and numbered > set(codes) else ""


def validity(levels: Iterable[str]) -> pd.DataFrame:
    """One row a level: ``level_code``; as dates or None its first day ``starts``, its last day ``ends``, and
    ``breaks``, the first day of a new series that cannot be compared.
    """
    chosen = (reference.levels()[code] for code in levels)
    rows = [(level.code, level.starts, level.ends, level.breaks) for level in chosen]
    return pd.DataFrame(rows, columns=["level_code", "starts", "ends", "breaks"]).astype(object)
