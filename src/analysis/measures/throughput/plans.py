"""Plan against actual, what is left for the other classes, class sizes, and the validity of levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from analysis.measures.throughput.groups import Assumptions, end, groups
from analysis.measures.throughput.levels import by_level
from analysis.vocabulary import reference
from analysis.vocabulary.figures import BASES
from analysis.vocabulary.spans import Span, total


def remaining_classes(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a printed group of which a part is printed as completed: what is left for the other classes.

    Columns: ``source_code, level_code, admission_basis, printed, whole_low, whole_high, completed,
    class_count, low, high``; under "planned" nothing is determined and both ends are missing. One row for each
    of the three bases.
    """
    columns = ["source_code", "level_code", "admission_basis", "printed", "whole_low", "whole_high",
               "completed", "class_count", "low", "high"]  # fmt: skip
    all_groups = groups(statements, replace(assume, admission_basis="completions"))
    rows = []
    for row in all_groups[all_groups["completed"] > 0].to_dict("records"):
        whole = Span(row["low"], end(row["high"]))
        left = whole - Span(row["completed"], row["completed"])
        ends = {"admitted": (0, left.high), "completions": (left.low, left.high), "planned": (None, None)}
        rows += [
            (row["source_code"], row["level_code"], basis, row["printed"], whole.low, whole.high,
             row["completed"], _class_count(statements, row, assume), *ends[basis])
            for basis in BASES
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[4:], "Int64"))


def _class_count(statements: pd.DataFrame, row: dict, assume: Assumptions) -> int | None:
    chosen = statements[
        (statements["source_code"] == row["source_code"])
        & (statements["level_code"] == row["level_code"])
        & (statements["measure_code"] == "classes")
    ]
    counts = [assume.span(printed) for printed in chosen["printed"]]
    return counts[0].low if len(counts) == 1 and counts[0].is_exact else None


def plan_and_actual(statements: pd.DataFrame, source: str, assume: Assumptions) -> pd.DataFrame:
    """One row a level that a plan names and the source reports: planned and trained persons.

    ``statements`` holds the source and the plans of its programme. Columns: ``level_code, plan_source_code,
    plan_printed, plan_date, planned_low, planned_high``; ``parts, part_codes, part_lows`` the printed parts
    of the plan, their classes and least numbers; ``rest_low, rest_high`` what the parts leave;
    ``source_code, printed, actual_low, actual_high, difference_low, difference_high``.
    """
    planned = statements[(statements["measure_code"] == "planned") & (statements["unit_code"] == "person")]
    wholes = planned[(planned["base"] == "") & (planned["level_code"] != "")]
    reported = statements[statements["source_code"] == source] if len(wholes) else statements[:0]
    actual = by_level(reported, assume)
    rows = []
    for plan in wholes.to_dict("records"):
        parts = planned[(planned["source_code"] == plan["source_code"]) & (planned["base"] == plan["statement_code"])]
        done = actual[(actual["level_code"] == plan["level_code"]) & actual["persons_low"].notna()]
        rows += [_plan_row(plan, parts, row, assume) for row in done.to_dict("records")]
    columns = [
        "level_code", "plan_source_code", "plan_printed", "plan_date", "planned_low", "planned_high", "parts",
        "part_codes", "part_lows", "rest_low", "rest_high", "source_code", "printed", "actual_low", "actual_high",
        "difference_low", "difference_high",
    ]  # fmt: skip
    whole = [name for name in columns if name.endswith(("_low", "_high"))]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _plan_row(plan: dict, parts: pd.DataFrame, done: dict, assume: Assumptions) -> dict:
    whole, actual = assume.span(plan["printed"]), Span(done["persons_low"], end(done["persons_high"]))
    rest = None if parts.empty else whole - total(assume.span(part) for part in parts["printed"])
    return {
        "level_code": plan["level_code"], "plan_source_code": plan["source_code"],
        "plan_printed": plan["printed"], "plan_date": plan["date"],
        "planned_low": whole.low, "planned_high": whole.high,
        "parts": tuple(parts["printed"]), "part_codes": tuple(parts["class_code"]),
        "part_lows": tuple(assume.span(part).low for part in parts["printed"]),
        "rest_low": rest.low if rest else None, "rest_high": rest.high if rest else None,
        "source_code": done["source_code"], "printed": done["printed"],
        "actual_low": actual.low, "actual_high": actual.high,
        "difference_low": None if whole.high is None else actual.low - whole.high,
        "difference_high": None if actual.high is None else actual.high - whole.low,
    }  # fmt: skip


def class_sizes(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a printed number of classes: learners or attendances beside it, and the mean size as bounds.

    Columns: ``source_code, level_code, class_code, date, unit_code, printed, classes_printed, learners_low,
    learners_high, class_count, mean_low, mean_high`` (exact fractions, missing where there is no end).
    """
    rows = []
    for row in statements[statements["unit_code"] == "class"].to_dict("records"):
        near = statements[
            (statements["source_code"] == row["source_code"])
            & (statements["level_code"] == row["level_code"])
            & (statements["class_code"] == row["class_code"])
            & (statements["measure_code"] == "trained")
        ]
        count = assume.span(row["printed"])
        if len(near) != 1 or not count.is_exact or not count.low:
            continue
        learners = assume.span(near["printed"].iloc[0])
        rows.append(
            {
                **row,
                "unit_code": near["unit_code"].iloc[0],
                "printed": near["printed"].iloc[0],
                "classes_printed": row["printed"],
                "learners_low": learners.low,
                "learners_high": learners.high,
                "class_count": count.low,
                "mean_low": Fraction(learners.low, count.low),
                "mean_high": None if learners.high is None else Fraction(learners.high, count.low),
            }
        )
    columns = [
        "source_code", "level_code", "class_code", "date", "unit_code", "printed", "classes_printed",
        "learners_low", "learners_high", "class_count", "mean_low", "mean_high",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[7:10], "Int64"))


def validity(levels: Iterable[str]) -> pd.DataFrame:
    """One row a level: ``level_code``; as dates or None its first day ``starts``, its last day ``ends``, and
    ``breaks``, the first day of a new series that cannot be compared.
    """
    chosen = (reference.levels()[code] for code in levels)
    rows = [(level.code, level.starts, level.ends, level.breaks) for level in chosen]
    return pd.DataFrame(rows, columns=["level_code", "starts", "ends", "breaks"]).astype(object)
