"""Class sizes: the mean number of learners, or of attendances, in each printed number of classes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import rows, words
from analysis.charts.rows import Row
from analysis.measures.throughput import records
from analysis.vocabulary import labels

Line = tuple[dict, dict[str, tuple]]

_KEY = ["unit_code", "source_code", "level_code", "class_code", "date"]


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """Interval bars of the mean size, from ``throughput.class_sizes`` under both readings.

    Persons and attendances are different units and stand apart, each under its heading.
    """
    lines, unit = [], ""
    for row, spans in in_order(frame):
        bars = rows.bars(spans, lambda _, low, high: _bar(low, high, language))
        if row["unit_code"] == "attendance" and len(bars) == 1:
            bars = (replace(bars[0], tone="count"),)
        heading = "" if row["unit_code"] == unit else words.say(f"sizes_{row['unit_code']}", language)
        unit = row["unit_code"]
        lines.append(Row(name(row, language), detail(row, language), bars, heading=heading))
    return rows.draw(lines, language, narrow, words.say("axis_sizes", language))


def in_order(frame: pd.DataFrame) -> list[Line]:
    """The classes with both readings (least and greatest mean): learners first, the largest mean first."""
    lines = [
        (same.iloc[0].to_dict(), dict(zip(same["reading"], records(same, "mean_low", "mean_high"), strict=True)))
        for _, same in frame.groupby(_KEY, sort=False)
    ]
    return sorted(lines, key=lambda line: (line[0]["unit_code"] == "attendance", -line[0]["mean_low"]))


def name(row: dict, language: str) -> str:
    """The classes, or the level where they have no name."""
    if row["class_code"]:
        return labels.code("class", row["class_code"], language)
    if row["level_code"]:
        return words.level(row["level_code"], language)
    return words.say("unnamed_classes", language)


def detail(row: dict, language: str) -> str:
    """The printed figures behind the mean."""
    return words.say(
        "in_classes", language, learners=words.quoted([row["printed"]], row["source_code"], language),
        classes=words.quoted([row["classes_printed"]], row["source_code"], language),
        unit=labels.word(f"unit.{row['unit_code']}", language),
    )  # fmt: skip


def _bar(low: object, high: object, language: str) -> tuple[float, float | None, str]:
    return float(low), None if high is None else float(high), words.mean(low, high, language)
