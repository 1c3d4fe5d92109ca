"""The first lines: how many people the levels of a programme are together, and what that rests on."""

from __future__ import annotations

import pandas as pd

from analysis.measures import frames
from analysis.measures.programme import PEOPLE
from analysis.pages.blocks import Title
from analysis.reports import common
from analysis.reports.programme_overview.phrases import say
from analysis.reports.throughput_by_level import condition
from analysis.reports.throughput_by_level.attendances import counted, largest
from analysis.reports.throughput_by_level.parts import count, headline, people, records, span, where
from analysis.reports.throughput_by_level.parts import say as of_levels


@common.marked
def title(rows: pd.DataFrame, totals: pd.DataFrame, language: str) -> Title:
    """How many different people were trained under the reading chosen, and of what the page tells."""
    if rows.empty:
        return Title(language, of_levels("title_none", language), say("lede_none", language))
    sources, levels = rows["source_code"].nunique(), rows.loc[rows["quantity"] == PEOPLE, "level_code"].nunique()
    classes = len(rows.loc[rows["class_code"] != "", ["source_code", "class_code"]].drop_duplicates())
    key = "lede_classes" if classes else "lede"
    lede = say(key, language, where=where(rows["source_code"], language), levels=levels, classes=classes)
    if sources > 1:
        said = of_levels("title_sources", language, sources=sources, levels=levels)
    else:
        said = _with_reading(_title(totals, levels, language), totals, language)
    facts = common.facts(rows[["source_code"]], language, *_facts(totals))
    return Title(language, said[:1].upper() + said[1:], lede, numbers=(sources, levels, classes), facts=facts)


def _facts(totals: pd.DataFrame) -> tuple[frames.Ends | None, bool]:
    """How many different people, of one source, and whether its figures contradict each other."""
    mine = frames.chosen(totals)
    size = largest(totals).anyhow if mine["source_code"].nunique() == 1 else None
    return size, not mine["is_consistent"].all()


def _title(totals: pd.DataFrame, levels: int, language: str) -> str:
    one = largest(totals)
    if one.anyhow[0] is None:
        return of_levels("title_attendances", language, attendances=count("attendance", one.attendances, language))
    persons, shown = count("person", one.anyhow, language), people(one.shown)
    if levels == 1:
        return condition.on(shown, of_levels("title_single", language, persons=persons), language)
    if one.apart is None:
        return condition.on(shown, say("title_same", language, persons=persons, levels=levels), language)
    apart = span(one.apart, language)
    return condition.on(shown, say("title", language, persons=persons, levels=levels, apart=apart), language)


def _with_reading(text: str, totals: pd.DataFrame, language: str) -> str:
    """The title, then whether figures contradict each other, and the convention where it gives another number."""
    mine = frames.chosen(totals)
    if not mine["is_consistent"].all():
        text = of_levels("title_contradiction", language, title=text)
    other = totals[totals["reading"] != mine["reading"].iloc[0]]
    is_by_convention = (mine["reading"] == "conventional").all() and records(mine) != records(other)
    return headline("title_conventional" if is_by_convention else "title_literal", language, title=text)


def added(totals: pd.DataFrame, language: str) -> str:
    """What the levels of one source add up to, and how many people that are under each condition."""
    (one,) = counted(frames.chosen(totals))
    attendances = count("attendance", one.attendances, language)
    attendances = condition.on(one.rows[one.rows["quantity"] == "attendances"], attendances, language)
    if one.anyhow[0] is None:
        return say("added_unsaid", language, attendances=attendances)
    anyhow = count("person", one.anyhow, language)
    if one.apart is None:
        return say("added_same", language, attendances=attendances, persons=anyhow)
    apart = span(one.apart, language)
    return say("added", language, attendances=attendances, persons=anyhow, apart=apart)
