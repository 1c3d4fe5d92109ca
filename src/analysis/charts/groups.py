"""The printed groups of a level, such as those trained in the country and abroad, and the persons behind them."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import rows, words
from analysis.charts.rows import Bar, Row
from analysis.measures.throughput import records
from analysis.vocabulary import labels


def draw(groups: pd.DataFrame, levels: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """Bars of each printed group in grey, then of the different persons that they can be.

    ``groups`` is ``throughput.groups`` and ``levels`` ``throughput.by_level``, of one reading, for levels of more
    than one group.
    """
    lines = []
    for level in levels.to_dict("records"):
        chosen = groups[(groups["level_code"] == level["level_code"]) & (groups["source_code"] == level["source_code"])]
        heading = words.level(level["level_code"], language) if len(levels) > 1 else ""
        for group in chosen.to_dict("records"):
            lines.append(_group(group, language, heading))
            heading = ""
        lines.append(_persons(level, language))
    return rows.draw(lines, language, narrow, labels.word("unit.person", language))


def name(group: dict, language: str) -> str:
    """What a group is called: where it was trained, its class, or what is counted."""
    if group["mode_code"]:
        return labels.word(f"mode.{group['mode_code']}", language)
    if group["class_code"]:
        return labels.code("class", group["class_code"], language)
    return words.say("printed_group", language)


def _group(group: dict, language: str, heading: str) -> Row:
    ((low, high),) = records(pd.DataFrame([group]), "low", "high")
    bar = Bar(low, high, labels.span(low, high, language), "count")
    detail = words.say(
        "printed", language, quoted=words.quoted((group["printed"], *group["parts"]), group["source_code"], language)
    )
    return Row(name(group, language), detail, (bar,), heading=heading)


def _persons(level: dict, language: str) -> Row:
    ((low, high),) = records(pd.DataFrame([level]), "persons_low", "persons_high")
    bar = Bar(low, high, labels.span(low, high, language), level["reading"])
    return Row(
        words.say("different_persons", language),
        words.say("from_groups", language),
        (bar,),
        words.say(f"why_{level['reason_code']}", language),
    )
