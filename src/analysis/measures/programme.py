"""A programme in one frame: the people of each level with their plan, then the grades printed of its classes.

No number is made here: :mod:`analysis.measures.throughput` and :mod:`analysis.measures.grades` make them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.measures import frames, grades, throughput
from analysis.measures.frames import Rows
from analysis.measures.throughput import Assumptions
from analysis.vocabulary import intake

PEOPLE = "people"
_BOTH_MODES = {"in_country", "abroad"}
_WHOLE = "Int64"
_COLUMNS = {
    "reading": "str",
    "is_chosen": "bool",
    **dict.fromkeys(("source_code", "level_code", "class_code", "quantity"), "str"),
    **dict.fromkeys(("low", "high"), _WHOLE),
    "is_either": "bool",
    **dict.fromkeys(("total_low", "total_high"), _WHOLE),
    **dict.fromkeys(("printed", "cited", "parted", "rests_on"), "str"),
    **dict.fromkeys(("completed", "completed_high"), _WHOLE),
    **dict.fromkeys(("plan_source_code", "plan_printed", "plan_cited"), "str"),
    **dict.fromkeys(("planned_low", "planned_high", "difference_low", "difference_high"), _WHOLE),
    "open_codes": "str",
}
_OF_LEVELS = (
    "reading", "is_chosen", "source_code", "level_code", "quantity", "low", "high", "printed", "cited", "parted",
    "rests_on", "completed", "completed_high",
)  # fmt: skip
_OF_PLANS = (
    "plan_source_code", "plan_printed", "plan_cited", "planned_low", "planned_high", "difference_low",
    "difference_high",
)  # fmt: skip
_OF_CLASSES = (
    "reading", "is_chosen", "source_code", "class_code", "quantity", "low", "high", "is_either", "total_low",
    "total_high", "printed", "cited",
)  # fmt: skip


def overview(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a level, then one row a grade (or commendation) that a class's text prints, for each reading.

    Columns: ``reading, is_chosen``; ``source_code, level_code`` (of a class that of its learners), ``class_code`` (""
    in the rows of levels) and ``quantity``: "people", or a key of :func:`analysis.measures.grades.quantities`, joint
    grades or "commended"; ``low, high`` as in :func:`analysis.measures.throughput.by_level` and
    :func:`analysis.measures.grades.distribution`, and so ``is_either``, of a class ``total_low, total_high``, and
    ``printed, cited``, of a level ``parted, rests_on, completed, completed_high``; of the largest plan that names a
    level the columns of :func:`analysis.measures.throughput.plan_and_actual` from ``plan_source_code`` to
    ``difference_high``; ``open_codes`` what the text leaves open of the number, none or several: "people" (it counts
    attendances), "open" (no upper end), "abroad" or "overlap" (printed groups may share people), "basis" (what a
    figure counts of which a completed part is printed), "number" (the words leave a range), "contradiction", "plan"
    (whether plan and report are of the same training), "least" (nobody is certain), "of_these" (of whom a share is
    one), "best" (the grades of those commended), "cut_off" (the search for its ends was); ``edited``.
    Of a source that counts nobody at a level there is no row.
    """
    rows = list(_levels(statements, assume))
    own = frames.in_focus(statements)
    rows += _classes(own[own["source_code"].isin([row["source_code"] for row in rows])], assume)
    return frames.with_edits(frames.frame(rows, _COLUMNS), statements)


def counted(statements: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The statements that the rows of an :func:`overview` rest on: of levels, of plans as a whole, of classes."""
    statements = intake.statements(statements)
    levels, classes = rows[rows["class_code"] == ""], rows[rows["class_code"] != ""]
    of_levels = throughput.counted(statements, levels, levels[levels["plan_source_code"] != ""])
    is_part = (of_levels["measure_code"] == "planned") & (
        (of_levels["base"] != "") | (of_levels["unit_code"] == "class")
    )
    graded = frames.in_focus(statements)
    graded = graded[graded["measure_code"].isin(("graded", "commended"))]
    wanted = set(classes[["source_code", "class_code"]].itertuples(index=False, name=None))
    of_classes = [pair in wanted for pair in zip(graded["source_code"], graded["class_code"], strict=True)]
    return pd.concat([of_levels[~is_part], graded.loc[of_classes]])


def _levels(statements: pd.DataFrame, assume: Assumptions) -> Iterator[dict]:
    levels = throughput.by_level(statements, assume)
    groups, plans = throughput.groups(statements, assume), throughput.plan_and_actual(statements, assume)
    largest = plans.sort_values(["planned_low", "plan_source_code"], ascending=[False, True]).to_dict("records")
    for row in levels[levels["quantity"] == PEOPLE].to_dict("records"):
        of_level = _same(groups.to_dict("records"), row)
        plan = next(iter(_same(largest, row)), {})
        yield {
            **dict.fromkeys(_COLUMNS, ""), **dict.fromkeys(_missing()), **{name: row[name] for name in _OF_LEVELS},
            **{name: plan[name] for name in _OF_PLANS if plan},
            "is_either": False, "open_codes": frames.listed(_left_open(row, of_level, bool(plan))),
        }  # fmt: skip


def _missing() -> list[str]:
    return [name for name, kind in _COLUMNS.items() if kind == _WHOLE]


def _same(rows: Rows, level: dict) -> Rows:
    keys = ("reading", "source_code", "level_code")
    return [row for row in rows if all(row[key] == level[key] for key in keys)]


def _left_open(level: dict, groups: Rows, is_planned: bool) -> Iterator[str]:
    """What the text leaves open of the people of a level."""
    reason = level["reason_code"]
    if reason in ("unsaid", "contradiction"):
        yield {"unsaid": "people"}.get(reason, reason)
        return
    if len(groups) > 1:
        yield "abroad" if {row["mode_code"] for row in groups} >= _BOTH_MODES else "overlap"
    if level["parted"]:
        yield "basis"
    if pd.isna(level["high"]):
        yield "open"
    elif reason == "words":
        yield "number"
    if is_planned:
        yield "plan"


def _classes(statements: pd.DataFrame, assume: Assumptions) -> list[dict]:
    if grades.classes(statements).empty:
        return []
    own = grades.of_class(statements)
    bounds = grades.distribution(own, assume.reading, assume.tolerance)
    bases = grades.bases(own, assume.tolerance)
    bases = bases[bases["says_of_these"]]
    keys = ["source_code", "class_code", "quantity"]
    of_these = set(bases[keys].itertuples(index=False, name=None))
    levels = own[own["level_code"] != ""].drop_duplicates(["source_code", "class_code"])
    level_of = levels.set_index(["source_code", "class_code"])["level_code"].to_dict()
    made = []
    for row in bounds[bounds["is_shown"] & (bounds["printed"] != "")].to_dict("records"):
        open_codes = _open_of_class(row, tuple(row[key] for key in keys) in of_these)
        made.append({
            **dict.fromkeys(_COLUMNS, ""), **dict.fromkeys(_missing()), **{name: row[name] for name in _OF_CLASSES},
            "level_code": level_of.get((row["source_code"], row["class_code"]), ""),
            "open_codes": frames.listed(open_codes),
        })  # fmt: skip
    return made


def _open_of_class(row: dict[str, Any], is_of_these: bool) -> Iterator[str]:
    """What the text leaves open of how many had a grade."""
    if row["is_cut_off"] or row["is_doubted"] or pd.isna(row["low"]):
        yield "cut_off" if row["is_cut_off"] else "contradiction"
        return
    if row["low"] != row["high"]:
        yield "least" if row["low"] == 0 else "number"
    if is_of_these:
        yield "of_these"
    if row["quantity"] == grades.COMMENDED:
        yield "best"
