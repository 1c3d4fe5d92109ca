"""The p-chart: classes in the order in which they began, with Shewhart's limits."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts import control
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Column, ReportTable
from analysis.reports.class_comparison.facts import Facts
from analysis.vocabulary import labels

_DIGITS = 9  # of a limit in files; a square root has the same ones everywhere


def block(facts: Facts) -> ChartBlock:
    """The share of each class in order of time."""
    chart = facts.over_time
    outside = int(chart["is_outside"].sum())
    return ChartBlock(
        key="over_time",
        language=facts.language,
        headline=facts.say("time_headline", outside=outside, classes=len(chart)),
        subtitle=facts.say("time_subtitle", cut=facts.cut_words, about=facts.about.where),
        draw=partial(_draw, chart, facts.language),
        alt=facts.say(
            "time_alt", classes=len(chart), rows="; ".join(_in_words(row, facts) for row in chart.to_dict("records"))
        ),
        table=_table(chart, facts),
        sources=facts.sources,
        note=(facts.say("time_note"), facts.say("time_note_mixed")),
        numbers=(outside, len(chart), "3", *facts.about.years),
    )


def _draw(chart: pd.DataFrame, language: str, narrow: bool) -> object:
    return control.draw(chart, language, narrow)


def _in_words(row: dict, facts: Facts) -> str:
    share = facts.percent(Fraction(row["count"], row["base"]))
    position = facts.say("beyond_limits" if row["is_outside"] else "inside")
    return facts.say(
        "time_row", name=row["name"], when=labels.date(row["when"], facts.language), share=share, position=position
    )


def _table(chart: pd.DataFrame, facts: Facts) -> ReportTable:
    say = facts.say
    columns = (
        Column("class", say("column_class")),
        Column("when", say("column_when")),
        Column("count", say("column_count", cut=facts.cut_words), "count"),
        Column("base", say("column_base"), "count"),
        Column("share", say("column_share"), "share"),
        Column("limits", say("column_sigmas"), "share_span"),
        Column("position", say("column_position")),
    )
    rows = tuple(
        (
            row["name"],
            labels.date(row["when"], facts.language),
            row["count"],
            row["base"],
            Fraction(row["count"], row["base"]),
            tuple(Fraction(labels.rounded(Fraction(row[end]), _DIGITS)) for end in ("low", "high")),
            say("beyond_limits" if row["is_outside"] else "inside"),
        )
        for row in chart.to_dict("records")
    )
    return ReportTable(say("time_caption"), columns, rows)
