"""Persons trained at each level, and each level's share of the attendances, as interval bars.

The frames are those of ``throughput.by_level`` under both readings (column ``reading``), with the words for a
source in ``source_name``.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import rows, words
from analysis.charts.rows import Measure, Row
from analysis.measures.throughput import records
from analysis.vocabulary import labels


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """Interval bars of persons, the largest level first; a level of which no persons are printed has no row."""
    counted = frame[frame["persons_low"].notna()]
    lines = _rows(counted, ("persons_low", "persons_high"), language, lambda _, low, high: (
        low, high, labels.span(low, high, language)))  # fmt: skip
    return rows.draw(lines, language, narrow, labels.word("unit.person", language))


def draw_shares(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """Interval bars of each level's share of the attendances of its source, under both readings."""
    lines = _rows(frame, ("share_low", "share_high"), language, lambda _, low, high: (
        float(low) * 100, float(high) * 100, words.share(low, high, language)))  # fmt: skip
    title = words.say("axis_share", language)
    return rows.draw(lines, language, narrow, title, 100, lambda tick: f"{tick}%")


def _rows(frame: pd.DataFrame, ends: tuple[str, str], language: str, measure: Measure) -> list[Row]:
    lines, several = [], frame["source_code"].nunique() > 1
    for _, of_source in frame.groupby("source_code", sort=False):
        heading = of_source["source_name"].iloc[0] if several else ""
        for level in largest_first(of_source):
            at_level = of_source[of_source["level_code"] == level]
            spans = dict(zip(at_level["reading"], records(at_level, *ends), strict=True))
            first = at_level.iloc[0]
            lines.append(
                Row(
                    words.level(level, language),
                    words.say(
                        "printed", language, quoted=words.quoted(first["printed"], first["source_code"], language)
                    ),
                    rows.bars(spans, measure),
                    words.say(f"why_{first['reason_code']}", language) if ends[0] == "persons_low" else "",
                    heading,
                )
            )
            heading = ""
    return lines


def largest_first(frame: pd.DataFrame) -> list[str]:
    """The levels of a source by their least number of attendances, the largest first."""
    rows = frame.sort_values(["attendances_low", "level_code"], ascending=[False, True])
    return list(dict.fromkeys(rows["level_code"]))
