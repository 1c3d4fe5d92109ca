"""Class sizes: the mean number of learners, or of attendances, in each printed number of classes."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis import labels
from analysis.charts import rows, words
from analysis.charts.rows import Row
from analysis.throughput import records

_KEY = ["source_code", "level_code", "class_code", "date"]


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """Interval bars of the mean size, from ``throughput.class_sizes`` under both readings.

    Persons and attendances are different units and stand apart, each under its heading.
    """
    found = []
    for unit, own in frame.groupby("unit_code", sort=False):
        heading = words.say(f"sizes_{unit}", language)
        for _, same in own.groupby(_KEY, sort=False):
            spans = dict(zip(same["reading"], records(same, "mean_low", "mean_high"), strict=True))
            first = same.iloc[0]
            found.append(Row(name(first, language), detail(first, language),
                             rows.bars(spans, lambda low, high: _bar(low, high, language)),
                             heading=heading))  # fmt: skip
            heading = ""
    return rows.draw(found, language, narrow, words.say("axis_sizes", language))


def name(row: pd.Series | dict, language: str) -> str:
    """The classes, or the level where they have no name."""
    if row["class_code"]:
        return labels.code("class", row["class_code"], language)
    if row["level_code"]:
        return words.level(row["level_code"], language)
    return words.say("unnamed_classes", language)


def detail(row: pd.Series | dict, language: str) -> str:
    """The printed figures behind the mean."""
    return words.say(
        "in_classes", language, learners=words.quoted([row["printed"]]),
        classes=words.quoted([row["classes_printed"]]), unit=labels.word(f"unit.{row['unit_code']}", language),
    )  # fmt: skip


def _bar(low: object, high: object, language: str) -> tuple[float, float | None, str]:
    return float(low), None if high is None else float(high), words.mean(low, high, language)
