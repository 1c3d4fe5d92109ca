"""The small pieces that the blocks share: names, numbers with their units, cells and columns of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.charts import words
from analysis.measures import frames
from analysis.measures.frames import Ends
from analysis.pages.tables import Cell, Column, Kind, Special
from analysis.reports import common
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS, Reading
from analysis.vocabulary.spans import Span, total

say = words.say
level = words.level
Spans = Mapping[str, Ends]


def headline(key: str, language: str, **values: object) -> str:
    """A sentence of the report that begins with a capital whatever it begins with."""
    text = say(key, language, **values)
    return text[:1].upper() + text[1:]


def count(unit: str, ends: Ends, language: str) -> str:
    """A number between two ends with its unit: "person", "attendance", or "different" for people counted once."""
    low, high = ends
    if high is None:
        return say(f"{unit}_open", language, low=low)
    if low == high:
        return say(f"{unit}_{'one' if low == 1 else 'exact'}", language, count=low)
    return say(f"{unit}_span", language, low=low, high=high)


def where(sources: Iterable[str], language: str) -> str:
    """The words for one source, or for several."""
    codes = list(dict.fromkeys(sources))
    if len(codes) == 1:
        return common.name(codes[0], language)
    if len(codes) == 2:
        first, second = (common.name(code, language) for code in codes)
        return say("where_two", language, first=first, second=second)
    return say("where_several", language)


def reading(frame: pd.DataFrame) -> Reading:
    """The reading chosen of a frame that has rows."""
    return frames.chosen(frame)["reading"].iloc[0]


def people(levels: pd.DataFrame) -> pd.DataFrame:
    """The rows on people of a frame of levels or totals."""
    return levels[levels["quantity"] == "people"]


def records(rows: pd.DataFrame, low: str = "low", high: str = "high") -> list[Ends]:
    """Both ends of each row."""
    return [frames.ends(row, low, high) for row in rows.to_dict("records")]


def span(ends: Ends, language: str) -> str:
    """Both ends in words."""
    return labels.span(*ends, language)


def quote(cited: str, language: str) -> Cell:
    """Printed words as a cell."""
    return " · ".join(words.each_cited(cited, language)) or Special.UNAVAILABLE


def column(name: str, language: str, kind: Kind = "text") -> Column:
    """A column with its label in the language of the report, and the reading that its name ends with in codes."""
    stated = [reading_ for reading_ in READINGS if name.endswith(reading_)]
    return Column(name, say(f"column_{name}", language), kind, codes={"reading": stated[0]} if stated else {})


def spans(rows: pd.DataFrame, low: str = "low", high: str = "high") -> Spans:
    """Reading -> both ends, of the rows of one thing."""
    return dict(zip(rows["reading"], records(rows, low, high), strict=True))


def cells(ends: Spans) -> tuple[Cell, ...]:
    """Both readings as cells, literal first; where one is missing that of the other."""
    return tuple(common.cell(ends.get(name, next(iter(ends.values())))) for name in READINGS)


def done(rows: pd.DataFrame, language: str) -> str:
    """How many are printed as completed in some rows, added up."""
    added = total(Span(*ends) for ends in records(rows, "completed", "completed_high"))
    return labels.span(added.low, added.high, language)


def how(is_open: bool, is_planned: bool, reading_: Reading, language: str) -> str:
    """How to read interval bars, with a word on arrow and line where there are any and on the reading chosen."""
    keys = ["solid_arrow" if is_open else "solid", *(["line_planned"] if is_planned else []),
            *(["as_usually_read"] if reading_ == "conventional" else [])]  # fmt: skip
    return " ".join(say(key, language) for key in keys)
