"""The small pieces that the blocks share: cells, columns, and the words of a bar in an alt text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analysis.charts import words
from analysis.measures.throughput import records
from analysis.pages.tables import Cell, Column, Kind, Special
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.spans import Span, total

Spans = Mapping[str, tuple]


def cell(ends: tuple) -> Cell:
    """Least and greatest as a cell; a missing least value is not available, a missing greatest has no limit."""
    low, high = ends
    return Special.UNAVAILABLE if low is None else (low, Special.NO_LIMIT if high is None else high)


def quote(view: View, printed: Iterable[str], source_code: str) -> Cell:
    """Printed words of a source as a cell."""
    return " · ".join(words.each_quoted(printed, source_code, view.language)) or Special.UNAVAILABLE


def column(view: View, name: str, kind: Kind = "text") -> Column:
    """A column with its label in the language of the report."""
    return Column(name, view.say(f"column_{name}"), kind)


def spans(rows: pd.DataFrame, low: str, high: str) -> Spans:
    """Reading -> both ends, of the rows of one thing."""
    return dict(zip(rows["reading"], records(rows, low, high), strict=True))


def cells(ends: Spans) -> tuple[Cell, ...]:
    """Both readings as cells, literal first."""
    return tuple(cell(ends[reading]) for reading in READINGS)


def done(view: View, rows: pd.DataFrame) -> str:
    """How many are printed as completed in some groups, added up."""
    added = total(Span(*ends) for ends in records(rows, "completed", "completed_high"))
    return labels.span(added.low, added.high, view.language)


def bar(view: View, name: str, ends: Spans, write: Callable[..., str]) -> str:
    """A bar in an alt text: its name and value, both readings where they differ."""
    literal, conventional = (write(*ends[reading]) for reading in READINGS)
    key = "bar_alt" if literal == conventional else "bar_alt_both"
    values = {"conventional": conventional} if literal != conventional else {}
    return view.say(key, name=name, literal=literal, **values)


def level(view: View, code: str) -> str:
    """The short name of a level."""
    return words.level(code, view.language)


def full_level(view: View, code: str) -> str:
    """The long name of a level."""
    return labels.code("level", code, view.language)


def how(view: View, is_open: bool, is_planned: bool) -> str:
    """How to read interval bars, with a word on arrow and line where there are any and on the reading chosen."""
    marks = [view.say("solid_arrow" if is_open else "solid"), *([view.say("line_planned")] if is_planned else [])]
    return " ".join([*marks, *([view.say("as_usually_read")] if view.assume.reading == "conventional" else [])])
