"""What the figures do not say, what the report assumes, and whether the assumptions exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import words
from analysis.measures import frames
from analysis.measures.throughput import Assumptions
from analysis.pages.blocks import Banner, Prose
from analysis.reports import common
from analysis.reports.throughput_by_level import plan_words
from analysis.reports.throughput_by_level.parts import done, level, people, records, say
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL

_BOTH_MODES = {"in_country", "abroad"}


@common.marked
def unsaid(
    levels: pd.DataFrame, groups: pd.DataFrame, remaining: pd.DataFrame, assume: Assumptions,
    level_code: str, language: str,
) -> Prose | None:  # fmt: skip
    """The questions that the printed figures leave open; None where they leave none."""
    items = tuple(dict.fromkeys(_unsaid(levels, groups, remaining, assume, level_code, language)))
    return Prose(language, say("unsaid_heading", language), items) if items else None


def _unsaid(
    levels: pd.DataFrame, groups: pd.DataFrame, remaining: pd.DataFrame, assume: Assumptions,
    level_code: str, language: str,
) -> Iterator[str]:  # fmt: skip
    for row in frames.chosen(people(levels)).to_dict("records"):
        name = level(row["level_code"], language)
        if row["reason_code"] == "open":
            yield say("unsaid_open", language, low=frames.whole(row["low"]), level=name)
        elif row["reason_code"] == "overlap":
            has_both = set(groups.loc[groups["level_code"] == row["level_code"], "mode_code"]) >= _BOTH_MODES
            yield say("unsaid_abroad" if has_both else "unsaid_overlap", language, level=name)
        elif row["reason_code"] == "unsaid" and not row["group_count"]:
            yield say("unsaid_persons", language, level=name)
    for row in frames.chosen(remaining).drop_duplicates(["source_code", "level_code", "printed"]).to_dict("records"):
        name = level(row["level_code"], language)
        yield say("unsaid_basis", language, printed=words.cited(row["cited"], language), level=name)
    if levels["level_count"].gt(1).any() and not assume.levels_disjoint:
        yield say("unsaid_levels" if level_code == ALL else "unsaid_level_too", language)


@common.marked
def assumptions(
    levels: pd.DataFrame, groups: pd.DataFrame, remaining: pd.DataFrame, plans: pd.DataFrame,
    assume: Assumptions, level_code: str, language: str,
) -> Prose | None:  # fmt: skip
    """What the report assumes, whether chosen or by default; None where nothing is."""
    items = []
    is_mine = levels["reading"] == assume.reading
    if records(levels[is_mine]) != records(levels[~is_mine]):
        items.append(say("assumed_reading", language, reading=labels.word(f"reading.{assume.reading}", language)))
    rows = frames.chosen(remaining)
    for row in rows[rows["is_assumed"]].to_dict("records"):
        cited = words.cited(row["cited"], language)
        completed = done(pd.DataFrame([row]), language)
        items.append(say(f"assumed_{row['admission_basis']}", language, printed=cited, completed=completed))
        if row["admission_basis"] != "planned":
            items.append(say("assumed_once", language, printed=cited))
    items += plan_words.assumptions(plans, language)
    if set(groups["mode_code"]) >= _BOTH_MODES:
        items.append(say("assumed_pool" if assume.abroad_in_pool else "assumed_not_pool", language))
    if level_code == ALL and levels["level_code"].nunique() > 1:
        items.append(say("assumed_apart" if assume.levels_disjoint else "assumed_not_apart", language))
    return Prose(language, say("assumed_heading", language), tuple(items)) if items else None


@common.marked
def conflict(levels: pd.DataFrame, totals: pd.DataFrame, level_code: str, language: str) -> Banner | None:
    """That no number of people fits the assumptions, for each source where that is so."""
    overall = totals[totals["condition"] == "whatever_overlaps"] if level_code == ALL else totals[:0]
    rows = pd.concat([frames.chosen(frame) for frame in (overall, people(levels))])
    excluded = rows[(rows["group_count"] > 0) & rows["low"].isna()]
    names = dict.fromkeys(common.name(code, language) for code in excluded["source_code"])
    items = tuple(say("conflict", language, where=name) for name in names)
    return Banner(language, say("conflict_heading", language), items) if items else None
