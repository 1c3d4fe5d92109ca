"""People trained at each level as interval bars, with a line for what was planned.

The frame holds the rows on people of ``throughput.by_level``, with the words for a source in ``source_name``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.composed import rows
from analysis.charts.composed.rows import Row
from analysis.measures import frames
from analysis.measures.frames import Ends
from analysis.vocabulary import labels


def draw(frame: pd.DataFrame, plans: pd.DataFrame, language: str, narrow: bool, name: str = "level") -> Figure:
    """Interval bars of people, the largest level first.

    ``plans`` is ``throughput.plan_and_actual`` of one reading: an exact plan is a line, another only words. ``name`` is
    the kind of label that a level is named by.
    """
    lines, several, headed = [], frame["source_code"].nunique() > 1, set()
    for source, code, rows_ in by_level(frame):
        of_level = plans[(plans["source_code"] == source) & (plans["level_code"] == code)]
        planned = [frames.ends(row, "planned_low", "planned_high") for row in of_level.to_dict("records")]
        heading = rows_["source_name"].iloc[0] if several and source not in headed else ""
        lines.append(_row(rows_, planned, heading, language, name))
        headed.add(source)
    return rows.draw(lines, language, narrow, labels.word("unit.person", language))


def _row(frame: pd.DataFrame, plans: list[Ends], heading: str, language: str, name: str) -> Row:
    first = frame.iloc[0]
    spans = {row["reading"]: frames.ends(row) for row in frame.to_dict("records")}
    planned = [words.say("planned_note", language, planned=labels.span(*plan, language)) for plan in plans]
    return Row(
        labels.code(name, first["level_code"], language),
        words.say("printed", language, quoted=words.cited(first["cited"], language)),
        rows.bars(spans, lambda _, low, high: (low, high, labels.span(low, high, language))),
        "; ".join([words.say(f"why_{first['reason_code']}", language), *planned]),
        heading,
        tuple(low for low, high in plans if low == high),
    )


def by_level(frame: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Source, level and their rows, source by source, the level with the largest least number of attendances first."""
    for source, rows_ in frame.groupby("source_code", sort=False):
        for code in dict.fromkeys(rows_.sort_values(["rank", "level_code"])["level_code"]):
            yield source, code, rows_[rows_["level_code"] == code]
