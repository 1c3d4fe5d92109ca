"""Each class against all the others together: the difference of the shares, with its interval."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import get_args

from analysis.charts.composed import forest
from analysis.charts.composed.forest import Line, signed
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.class_comparison.facts import POINTS, Facts, computed, p_cell, p_column
from analysis.vocabulary import labels

# Of more classes the chart has those at both ends; the table has all.
MOST = 60


def block(facts: Facts) -> ChartBlock:
    """A line a class, the greatest difference first, then the classes whose count is confidential."""
    frame, hidden = facts.verdicts, facts.hidden.dropna(subset="base")
    rows = frame.to_dict("records")
    lines = _both_ends([_line(row, facts) for row in rows])
    lines += _both_ends([_hidden_line(code, facts) for code in hidden.index])
    stand, classes, drawn = int(frame["stands_out"].sum()), len(facts.classes), len(lines)
    key = "differences_headline" if stand else "differences_headline_none"
    key = f"{key}_hidden" if len(facts.hidden) else key
    subtitle = facts.subtitle("differences_subtitle")
    if drawn < len(rows) + len(hidden):
        subtitle += " " + facts.say("differences_drawn", drawn=drawn, classes=classes)
    return ChartBlock(
        key="differences",
        language=facts.language,
        headline=facts.say(key, stand=stand, classes=classes),
        subtitle=subtitle,
        draw=partial(_draw, lines, facts.say("differences_axis"), facts.language),
        alt=facts.say(
            "differences_alt",
            rows="; ".join(
                [
                    *(_in_words(row["name"], _points(row), facts) for row in rows),
                    *(_in_words(hidden.at[code, "name"], _hidden_points(code, facts), facts) for code in hidden.index),
                ]
            ),
        ),
        table=_table(facts),
        sources=facts.sources,
        note=(facts.say("differences_note_test"), facts.say("differences_note_interval", classes=classes)),
        numbers=("0", stand, classes, drawn, *facts.about.years),
    )


def _both_ends(lines: list[Line]) -> list[Line]:
    half = MOST // 2
    return lines if len(lines) <= MOST else [*lines[:half], *lines[-half:]]


def _draw(lines: list[Line], title: str, language: str, narrow: bool) -> object:
    return forest.draw(lines, title, language, narrow)


def _line(row: dict, facts: Facts) -> Line:
    low, high = (row[key] * POINTS for key in ("low", "high"))
    value = row["exact"] * POINTS
    return Line(row["name"], float(value), low, high, signed(value, facts.language), bool(row["stands_out"]))


def _hidden_line(code: str, facts: Facts) -> Line:
    mark, low, high = _hidden_points(code, facts)
    return Line(facts.name(code), None, float(low), float(high), mark.value, False)


def _points(row: dict) -> tuple[Fraction, Fraction, Fraction]:
    """The difference and its ends in percentage points, as they are printed with one decimal."""
    return row["exact"] * POINTS, *(computed(row[end] * POINTS, 1) for end in ("low", "high"))


def _hidden_points(code: str, facts: Facts) -> tuple[Cell, Cell, Cell]:
    """No difference, and the ends that it may have, rounded outwards; none where the size is confidential, too."""
    ends = facts.hidden_difference(code)
    if ends is None:
        return (Special.CONFIDENTIAL,) * 3
    low, high = (
        Fraction(labels.rounded(end * POINTS, 1, side)) for end, side in zip(ends, get_args(labels.End), strict=True)
    )
    return Special.CONFIDENTIAL, low, high


def _in_words(name: str, points: tuple[Cell, Cell, Cell], facts: Facts) -> str:
    value, low, high = (
        number.value if isinstance(number, Special) else signed(number, facts.language) for number in points
    )
    return facts.say("difference_row", name=name, value=value, low=low, high=high)


def _table(facts: Facts) -> ReportTable:
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
    rows = [_row(row, facts) for row in facts.verdicts.to_dict("records")]
    rows += [
        (name, *_hidden_points(code, facts), *[Special.CONFIDENTIAL] * 2, say("confidential"))
        for code, name in facts.hidden["name"].items()
    ]
    return ReportTable(say("differences_caption", cut=facts.cut_words), columns, tuple(rows))


def _row(row: dict, facts: Facts) -> tuple[Cell, ...]:
    verdict = labels.word(f"answer.{str(bool(row['stands_out'])).lower()}", facts.language)
    return row["name"], *_points(row), p_cell(row["p_value"]), p_cell(row["adjusted"]), verdict
