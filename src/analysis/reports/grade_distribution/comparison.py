"""The chart of the closings side by side, with its words and its table."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts import closings as chart
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports import common
from analysis.reports.grade_distribution import bars, phrases
from analysis.reports.grade_distribution.facts import Facts, Key
from analysis.reports.grade_distribution.opening import conflicting
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS


def block(facts: Facts) -> ChartBlock | None:
    """The closings of all sources, the one class of the report in bold; None where there is nothing to compare."""
    if len(facts.classes) < 2:
        return None
    focus = facts.focus if facts.single else ()
    listed = chart.closings(facts.closings, facts.names, facts.language, focus)
    text, numbers = headline(facts)
    return ChartBlock(
        key="closings",
        language=facts.language,
        headline=text,
        subtitle=say("closings_sub", facts.language, count=len(listed), years=facts.years),
        draw=partial(chart.draw, listed, facts.language),
        alt=_alt(listed, facts.language),
        table=_table(facts),
        sources=common.source_names(dict.fromkeys(facts.classes["source_code"]), facts.language),
        note=tuple(_notes(facts)),
        numbers=numbers,
    )


def headline(facts: Facts) -> tuple[str, tuple[int, ...]]:
    """The finding in at most 15 words, and the numbers of classes that it counts."""
    language, count = facts.language, len(facts.classes)
    if not facts.single:
        against = len(conflicting(facts))
        return say("closings_conflict" if against else "closings_agree", language, count=count, conflicts=against), (
            against,
        )
    share, others = _top_shares(facts)
    name = facts.name
    if share is None:
        return say("closings_silent", language, name=name), ()
    if not facts.is_consistent:
        return say("closings_doubt", language, name=name, share=phrases.between(*share, language)), ()
    above = sum(low > share[1] for low, _ in others)
    inside = sum(share[0] <= low and high <= share[1] for low, high in others)
    values = {"name": name, "others": len(others), "above": above, "inside": inside}
    key = "closings_exact" if share[0] == share[1] else "closings_range"
    return say(key, language, **values), (len(others), above, inside)


def _top_shares(facts: Facts) -> tuple[tuple[Fraction, Fraction] | None, list[tuple[Fraction, Fraction]]]:
    """The share very good or better of the class of the report, and those of the others, under its reading."""
    frame = facts.closings[facts.closings["reading"] == facts.reading]
    share, others = None, []
    for row in frame.itertuples():
        if pd.isna(row.top_share_low):
            continue
        ends = (row.top_share_low, row.top_share_high)
        if (row.source_code, row.class_code) in facts.focus:
            share = ends
        else:
            others.append(ends)
    return share, others


def _alt(listed: list[chart.Closing], language: str) -> str:
    """Every share of every class in the order of the chart."""
    said = [say("closings_alt", language, count=len(listed))]
    for cut in ("top", "up"):
        items = [f"{one.name} {_shares(one, cut, language)}" for one in listed]
        said.append(say("alt_cut", language, cut=labels.word(f"closings.{cut}", language), items="; ".join(items)))
    return " ".join(said)


def _shares(one: chart.Closing, cut: str, language: str) -> str:
    spans = one.of(cut)
    if not spans:
        return labels.MISSING
    if cut in one.either:
        one, other = (labels.percent(end, language) for end in spans[0][1])
        return labels.say("grades_chart.either", language, one=one, other=other)
    words = [phrases.between(*ends, language) for _, ends in spans]
    if len(words) == 1:
        return words[0]
    return say("alt_readings", language, literal=words[0], conventional=words[1])


def _table(facts: Facts) -> ReportTable:
    """The learners and both cuts of every class, counts and shares, both readings, and where it was printed."""
    language = facts.language
    columns = [
        Column("class", say("column_class", language)),
        Column("learners", say("column_learners", language), "span"),
        Column("names_excellent", say("column_excellent", language)),
    ]
    for cut in ("top", "up"):
        for reading in READINGS:
            words = {
                "cut": labels.word(f"closings.{cut}", language),
                "reading": labels.word(f"reading.{reading}", language),
            }
            columns.append(Column(f"{cut}_{reading}", say("column_cut", language, **words), "span"))
            columns.append(Column(f"{cut}_{reading}_share", say("column_cut_share", language, **words), "share_span"))
    columns.append(Column("source", say("column_source", language)))
    rows = [_row(facts, key, both) for key, both in facts.closings.groupby(["source_code", "class_code"], sort=False)]
    return ReportTable(say("closings_caption", language, count=len(rows)), tuple(columns), tuple(rows))


def _row(facts: Facts, key: Key, both: pd.DataFrame) -> tuple[Cell, ...]:
    readings, first = both.set_index("reading"), both.iloc[0]
    cells: list[Cell] = []
    for cut in ("top", "up"):
        for reading in READINGS:
            row = readings.loc[reading]
            cells += [
                bars.span(row, f"{cut}_low", f"{cut}_high"),
                bars.shares(row, f"{cut}_share_low", f"{cut}_share_high"),
            ]
    named = labels.word(f"answer.{str(bool(first['names_excellent'])).lower()}", facts.language)
    size = bars.span(first, "total_low", "total_high")
    return facts.names[key], size, named, *cells, _printed_in(facts, key)


def _printed_in(facts: Facts, key: Key) -> str:
    """Who printed the figures, and when."""
    return ", ".join(filter(None, (common.publisher(*key, facts.language), facts.date(key))))


def _notes(facts: Facts) -> list[str]:
    language, notes = facts.language, [say("note_groups", facts.language)]
    frame = facts.closings[facts.closings["reading"] == "literal"]
    against = [facts.names[row.source_code, row.class_code] for row in frame.itertuples() if not row.is_consistent]
    if against:
        notes.append(say("note_rings", language, names=phrases.listed(against, language)))
    strips = frame[
        (frame["top_share_low"] != frame["top_share_high"]) & frame["is_consistent"] & frame["top_share_low"].notna()
    ]
    if len(strips):
        notes.append(say("note_strips", language))
    if frame[["top_share_low", "up_share_low"]].isna().any().any():
        notes.append(say("note_missing", language))
    return notes
