"""Persons trained at each level as interval bars, with a line for what was planned.

The frame is that of ``throughput.by_level`` under both readings (column ``reading``), with the words for a source in
``source_name``.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.composed import rows
from analysis.charts.composed.rows import Row
from analysis.measures.throughput import records
from analysis.vocabulary import labels


def draw(frame: pd.DataFrame, plans: pd.DataFrame, language: str, narrow: bool, name: str = "level") -> Figure:
    """Interval bars of persons, the largest level first; a level of which no persons are printed has no row.

    ``plans`` is ``throughput.plan_and_actual`` of one reading: an exact plan is a line, another only words. ``name`` is
    the kind of label that a level is named by.
    """
    counted = frame[frame["persons_low"].notna()]
    lines, several = [], counted["source_code"].nunique() > 1
    for source, of_source in counted.groupby("source_code", sort=False):
        heading = of_source["source_name"].iloc[0] if several else ""
        for level in largest_first(of_source):
            at_level = of_source[of_source["level_code"] == level]
            of_level = plans[(plans["source_code"] == source) & (plans["level_code"] == level)]
            lines.append(_row(at_level, records(of_level, "planned_low", "planned_high"), heading, language, name))
            heading = ""
    return rows.draw(lines, language, narrow, labels.word("unit.person", language))


def _row(frame: pd.DataFrame, plans: list[tuple[int, int | None]], heading: str, language: str, name: str) -> Row:
    first = frame.iloc[0]
    spans = dict(zip(frame["reading"], records(frame, "persons_low", "persons_high"), strict=True))
    planned = [words.say("planned_note", language, planned=labels.span(*plan, language)) for plan in plans]
    return Row(
        labels.code(name, first["level_code"], language),
        words.say("printed", language, quoted=words.quoted(first["printed"], first["source_code"], language)),
        rows.bars(spans, lambda _, low, high: (low, high, labels.span(low, high, language))),
        "; ".join([words.say(f"why_{first['reason_code']}", language), *planned]),
        heading,
        tuple(low for low, high in plans if low == high),
    )


def largest_first(frame: pd.DataFrame) -> list[str]:
    """The levels of a source by their least number of attendances, the largest first."""
    rows = frame.sort_values(["attendances_low", "level_code"], ascending=[False, True])
    return list(dict.fromkeys(rows["level_code"]))
