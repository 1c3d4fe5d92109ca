"""Each class against all the others together: the difference of the shares, with its interval."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts import forest
from analysis.charts.forest import Line, signed
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports.class_comparison.facts import POINTS, Facts, computed, p_cell, p_column
from analysis.vocabulary import labels


def block(facts: Facts) -> ChartBlock:
    """A line a class, the greatest difference first."""
    frame = facts.differences
    lines = [_line(row, facts) for row in frame.to_dict("records")]
    stand = int(frame["is_rejected"].sum())
    return ChartBlock(
        key="differences",
        language=facts.language,
        headline=facts.say("differences_headline", stand=stand, classes=len(frame)),
        subtitle=facts.say("differences_subtitle", cut=facts.cut_words, about=facts.about.where),
        draw=partial(_draw, lines, facts.say("differences_axis"), facts.language),
        alt=facts.say("differences_alt", rows="; ".join(_in_words(row, facts) for row in frame.to_dict("records"))),
        table=_table(frame, facts),
        sources=facts.sources,
        note=(facts.say("differences_note"),),
        numbers=(stand, len(frame), "95", "5", *facts.about.years),
    )


def _draw(lines: list[Line], title: str, language: str, narrow: bool) -> object:
    return forest.draw(lines, title, language, narrow)


def _line(row: dict, facts: Facts) -> Line:
    value, low, high = (row[key] * POINTS for key in ("value", "low", "high"))
    text = signed(row["exact"] * POINTS, facts.language)
    return Line(facts.name(row["class"]), value, low, high, text, bool(row["is_rejected"]))


def _points(row: dict) -> tuple[Fraction, Cell, Cell]:
    """The difference and its ends in percentage points, as they are printed with one decimal."""
    return row["exact"] * POINTS, *(computed(row[end] * POINTS, 1) for end in ("low", "high"))


def _in_words(row: dict, facts: Facts) -> str:
    value, low, high = (signed(number, facts.language) for number in _points(row))
    return facts.say("difference_row", name=facts.name(row["class"]), value=value, low=low, high=high)


def _table(frame: pd.DataFrame, facts: Facts) -> ReportTable:
    say = facts.say
    columns = (
        Column("class", say("column_class")),
        Column("difference", say("column_difference"), "number"),
        Column("low", say("column_low"), "number"),
        Column("high", say("column_high"), "number"),
        p_column("p_value", say("column_p")),
        p_column("adjusted", say("column_adjusted")),
        Column("stands", say("column_stands")),
    )
    rows = tuple(
        (
            facts.name(row["class"]),
            *_points(row),
            p_cell(row["p_value"]),
            p_cell(row["adjusted"]),
            labels.word("answer.true" if row["is_rejected"] else "answer.false", facts.language),
        )
        for row in frame.to_dict("records")
    )
    return ReportTable(say("differences_caption", cut=facts.cut_words), columns, rows)
