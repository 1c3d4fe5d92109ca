"""Plan against actual, what is left for the other classes, and the validity of levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from analysis.measures.throughput.groups import Assumptions, end, groups, read_together
from analysis.measures.throughput.levels import by_level
from analysis.vocabulary import reference
from analysis.vocabulary.figures import BASES
from analysis.vocabulary.spans import Span


def remaining_classes(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a printed group of which a part is printed as completed: what is left for the other classes, if any.

    A group smaller than its part has no row: it counts nothing that its part is of.

    Columns: ``source_code, level_code, admission_basis, printed, part_codes`` (the classes printed as completed),
    ``whole_low, whole_high, completed, completed_high``, ``other_count`` (of the other classes, missing where it is not
    printed), ``low, high``; under "planned" nothing is determined and both ends are missing. One row for each of the
    three bases.
    """
    columns = ["source_code", "level_code", "admission_basis", "printed", "part_codes", "whole_low", "whole_high",
               "completed", "completed_high", "other_count", "low", "high"]  # fmt: skip
    all_groups = groups(statements, replace(assume, admission_basis="completions"))
    rows = []
    for row in all_groups[all_groups["parts"].astype(bool)].to_dict("records"):
        whole, count = Span(row["low"], end(row["high"])), _other_count(statements, row, assume)
        if count == 0 or not row["is_consistent"]:
            continue
        completed = Span(row["completed"], end(row["completed_high"]))
        left = whole - completed
        ends = {"admitted": (0, left.high), "completions": (left.low, left.high), "planned": (None, None)}
        rows += [
            (row["source_code"], row["level_code"], basis, row["printed"], row["part_codes"], whole.low, whole.high,
             completed.low, completed.high, count, *ends[basis])
            for basis in BASES
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[5:], "Int64"))


def _other_count(statements: pd.DataFrame, row: dict, assume: Assumptions) -> int | None:
    """How many classes a group has besides those printed as completed; None where that is not certain."""
    count = _class_count(statements[statements["measure_code"] == "classes"], row, assume)
    return None if count is None or count < len(row["parts"]) else count - len(row["parts"])


def _class_count(statements: pd.DataFrame, row: dict, assume: Assumptions) -> int | None:
    """The one exact number of classes that a source prints beside a figure of a level."""
    beside = (statements["source_code"] == row["source_code"]) & (statements["level_code"] == row["level_code"])
    counts = [assume.span(printed) for printed in statements.loc[beside, "printed"]]
    return counts[0].low if len(counts) == 1 and counts[0].is_exact else None


def plan_and_actual(statements: pd.DataFrame, source: str, assume: Assumptions) -> pd.DataFrame:
    """One row a level that a plan names and the source reports: planned and trained persons.

    ``statements`` holds the source and the plans of its programme. Columns: ``level_code, plan_source_code,
    plan_printed, plan_date, planned_low, planned_high``; ``parts, part_codes, part_lows`` the printed parts
    of the plan, their classes and least numbers; ``rest_low, rest_high`` what the parts leave, ``rest_code`` the
    class that this is where the plan prints how many classes it has; ``source_code, printed, actual_low,
    actual_high, difference_low, difference_high``.
    """
    planned = statements[(statements["measure_code"] == "planned") & (statements["unit_code"] == "person")]
    wholes = planned[(planned["base"] == "") & (planned["level_code"] != "")]
    reported = statements[statements["source_code"] == source] if len(wholes) else statements[:0]
    actual = by_level(reported, assume)
    classes = statements[(statements["measure_code"] == "planned") & (statements["unit_code"] == "class")]
    rows = []
    for plan in wholes.to_dict("records"):
        parts = planned[(planned["source_code"] == plan["source_code"]) & (planned["base"] == plan["statement_code"])]
        done = actual[(actual["level_code"] == plan["level_code"]) & actual["persons_low"].notna()]
        rest_code = _missing_class(list(parts["class_code"]), _class_count(classes, plan, assume))
        rows += [{**_plan_row(plan, parts, row, assume), "rest_code": rest_code} for row in done.to_dict("records")]
    columns = [
        "level_code", "plan_source_code", "plan_printed", "plan_date", "planned_low", "planned_high", "parts",
        "part_codes", "part_lows", "rest_low", "rest_high", "rest_code", "source_code", "printed", "actual_low",
        "actual_high", "difference_low", "difference_high",
    ]  # fmt: skip
    whole = [name for name in columns if name.endswith(("_low", "_high"))]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _plan_row(plan: dict, parts: pd.DataFrame, done: dict, assume: Assumptions) -> dict:
    actual = Span(done["persons_low"], end(done["persons_high"]))
    read = read_together(plan["printed"], parts["printed"], assume)
    whole, rest = read.whole, None if parts.empty else read.whole - read.parts
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
