"""What the figures do not say, what the report assumes, and whether the assumptions exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.measures.throughput import records
from analysis.pages.blocks import Banner, Prose
from analysis.reports.throughput_by_level import plans
from analysis.reports.throughput_by_level.parts import done, level
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def unsaid(view: View) -> Prose | None:
    """The questions that the printed figures leave open; None where they leave none."""
    items = tuple(dict.fromkeys(_unsaid(view)))
    return Prose(view.language, view.say("unsaid_heading"), items) if items else None


def _unsaid(view: View) -> Iterator[str]:
    rows = view.read(view.levels)
    for row, (low,) in zip(rows.to_dict("records"), records(rows, "persons_low"), strict=True):
        name = level(view, row["level_code"])
        if row["reason_code"] == "open":
            yield view.say("unsaid_open", low=low, level=name)
        elif row["reason_code"] == "overlap":
            yield view.say("unsaid_abroad" if _has_both_modes(view, row) else "unsaid_overlap", level=name)
        elif row["reason_code"] == "unsaid" and not row["group_count"]:
            yield view.say("unsaid_persons", level=name)
    for row in view.read(view.remaining).drop_duplicates(["source_code", "level_code", "printed"]).to_dict("records"):
        name = level(view, row["level_code"])
        yield view.say("unsaid_basis", printed=view.quoted([row["printed"]], row["source_code"]), level=name)
    several = view.all_levels.groupby("source_code")["level_code"].transform("nunique").gt(1)
    if several[view.levels.index].any() and not view.assume.levels_disjoint:
        yield view.say("unsaid_levels" if view.level_code == ALL else "unsaid_level_too")


def _has_both_modes(view: View, row: dict) -> bool:
    rows = view.groups[view.groups["level_code"] == row["level_code"]]
    return {"in_country", "abroad"} <= set(rows["mode_code"])


def assumptions(view: View) -> Prose | None:
    """What the report assumes, whether chosen or by default; None where nothing is."""
    items = []
    if view.readings_differ:
        reading = labels.word(f"reading.{view.assume.reading}", view.language)
        items.append(view.say("assumed_reading", reading=reading))
    rows = view.read(view.remaining)
    for row in rows[rows["admission_basis"] == view.assume.admission_basis].to_dict("records"):
        quoted = view.quoted([row["printed"]], row["source_code"])
        items.append(
            view.say(f"assumed_{row['admission_basis']}", printed=quoted, completed=done(view, pd.DataFrame([row])))
        )
        if row["admission_basis"] != "planned":
            items.append(view.say("assumed_once", printed=quoted))
    items += plans.assumptions(view)
    if {"in_country", "abroad"} <= set(view.groups["mode_code"]):
        items.append(view.say("assumed_pool" if view.assume.abroad_in_pool else "assumed_not_pool"))
    if view.level_code == ALL and view.all_levels["level_code"].nunique() > 1:
        items.append(view.say("assumed_apart" if view.assume.levels_disjoint else "assumed_not_apart"))
    return Prose(view.language, view.say("assumed_heading"), tuple(items)) if items else None


def conflict(view: View) -> Banner | None:
    """That no number of persons fits the assumptions, for each source where that is so."""
    rows = view.read(view.persons)
    excluded = rows[(rows["group_count"] > 0) & rows["persons_low"].isna()]
    at_level = view.read(view.levels)
    excluded_level = at_level[(at_level["group_count"] > 0) & at_level["persons_low"].isna()]
    names = dict.fromkeys(
        [*(excluded["source_name"] if view.level_code == ALL else ()), *excluded_level["source_name"]]
    )
    items = tuple(view.say("conflict", where=name) for name in names)
    return Banner(view.language, view.say("conflict_heading"), items) if items else None
