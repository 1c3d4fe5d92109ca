"""One printed figure: what it says under both readings, and which whole numbers of a total it fits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.composed import rows
from analysis.measures import bounds
from analysis.pages.blocks import ChartBlock, Title
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.vocabulary import figures, intervals, labels
from analysis.vocabulary.figures import READINGS, Bounds, Reading, Tolerance

_say = labels.section("fitting")
_PERCENT = Fraction(1, 100)


@dataclass(frozen=True)
class Figured:
    """A printed figure by itself."""

    printed: str
    tolerance: Tolerance
    language: str

    @cached_property
    def bounds(self) -> dict[Reading, Bounds]:
        """The bounds of the figure under each reading."""
        return {reading: figures.parse(self.printed).bounds(reading, self.tolerance) for reading in READINGS}

    @property
    def is_percent(self) -> bool:
        """Whether the figure is a share."""
        return figures.parse(self.printed).is_percent

    @property
    def frame(self) -> pd.DataFrame:
        """One row a reading: ``printed, reading, unit_code``; ``low, high``, percentages or counts, missing for no end.

        ``low_closed, high_closed`` say whether the ends belong to it.
        """
        unit = figures.parse(self.printed).unit or ""
        rows = [(self.printed, reading, unit, b.low, b.high, b.low_closed, b.high_closed)
                for reading, b in self.bounds.items()]  # fmt: skip
        columns = ["printed", "reading", "unit_code", "low", "high", "low_closed", "high_closed"]
        return pd.DataFrame(rows, columns=columns).astype({"low": "float64", "high": "float64"})

    def title(self) -> Title:
        """The headline: what the figure says, under one reading or both."""
        words = {reading: self._words(bounds) for reading, bounds in self.bounds.items()}
        key = "says" if words["literal"] == words["conventional"] else "says_both"
        if key == "says_both" and words["literal"] == labels.say("interval.any_any", self.language):
            key = "says_nothing"
        return _title(key, self.language, self.printed, words)

    def numbers(self) -> ReportTable:
        """Least and greatest value of each reading; a figure that is no percentage counts whole numbers."""
        kind = "share_span" if self.is_percent else "span"
        columns = (_column("reading", self.language), _column("means", self.language),
                   _column("share" if self.is_percent else "count", self.language, kind))  # fmt: skip
        cells = [(labels.word(f"reading.{reading}", self.language), self._words(bounds), self._cell(reading))
                 for reading, bounds in self.bounds.items()]  # fmt: skip
        return ReportTable(_say("says_caption", self.language, printed=self.printed), columns, tuple(cells))

    def chart(self) -> ChartBlock:
        """The two readings as interval bars."""
        ends = {reading: self._ends(bounds) for reading, bounds in self.bounds.items()}
        end = 100 if self.is_percent else None
        axis = _say("axis_share" if self.is_percent else "axis_count", self.language)
        tick = (lambda value: f"{value}%") if self.is_percent else None
        bars = rows.bars(ends, lambda reading, low, high: (low, high, self._words(self.bounds[reading])))
        row = rows.Row(f"“{self.printed}”", "", bars)
        draw = partial(_draw, row, self.language, axis, end, tick)
        return _chart("figure", self, self.numbers(), draw)

    def _ends(self, bounds: Bounds) -> tuple[float, float | None]:
        return float(bounds.low or 0), None if bounds.high is None else float(bounds.high)

    def _cell(self, reading: Reading) -> Cell:
        if self.is_percent:
            bounds = self.bounds[reading]
            return (bounds.low or Fraction(0)) * _PERCENT, (bounds.high or Fraction(100)) * _PERCENT
        least, most = figures.parse(self.printed).whole(reading, self.tolerance)
        return least or 0, Special.NO_LIMIT if most is None else most

    def _words(self, bounds: Bounds) -> str:
        return intervals.words(bounds, self.is_percent, self.language)


@dataclass(frozen=True)
class Fitted:
    """A printed figure and the whole numbers of a total that it fits."""

    printed: str
    total: int
    tolerance: Tolerance
    language: str

    @cached_property
    def counts(self) -> dict[Reading, list[int]]:
        """The whole numbers that fit under each reading."""
        return {reading: bounds.counts(self.printed, self.total, reading, self.tolerance) for reading in READINGS}

    @property
    def frame(self) -> pd.DataFrame:
        """One row a reading and whole number that fits: ``printed, total, reading, count, share`` (missing of none)."""
        rows = [(self.printed, self.total, reading, count, count / self.total if self.total else None)
                for reading, counts in self.counts.items() for count in counts]  # fmt: skip
        frame = pd.DataFrame(rows, columns=["printed", "total", "reading", "count", "share"])
        return frame.astype({"total": "Int64", "count": "Int64", "share": "float64"})

    def title(self) -> Title:
        """Which numbers fit, or that none does and what the neighbours are."""
        spans = {reading: self._span(counts) for reading, counts in self.counts.items()}
        if not self.counts["literal"] and not self.counts["conventional"]:
            return self._no_fit()
        key = "fits" if spans["literal"] == spans["conventional"] else "fits_both"
        return _title(key, self.language, self.printed, spans, total=self.total)

    def _no_fit(self) -> Title:
        figure = figures.parse(self.printed)
        at = figure.value * self.total / 100
        if not figure.is_percent or not self.total:
            return _title("fits_none", self.language, self.printed, {}, total=self.total)
        decimals = max(figure.decimals or 0, 1)
        near = {"below": math.floor(at), "above": math.ceil(at)}
        shares = {f"{name}_share": labels.percent(Fraction(count, self.total), self.language, decimals)
                  for name, count in near.items()}  # fmt: skip
        return _title("fits_none_near", self.language, self.printed, {}, total=self.total, **near, **shares)

    def numbers(self) -> ReportTable:
        """How many numbers fit under each reading, the least and the greatest, and their shares."""
        columns = (_column("reading", self.language), _column("numbers", self.language, "count"),
                   _column("count", self.language, "span"), _column("share", self.language, "share_span"))  # fmt: skip
        cells = tuple((labels.word(f"reading.{reading}", self.language), len(counts), *self._cells(counts))
                      for reading, counts in self.counts.items())  # fmt: skip
        caption = _say("fits_caption", self.language, printed=self.printed, total=self.total)
        return ReportTable(caption, columns, cells)

    def chart(self) -> ChartBlock | None:
        """The numbers that fit as interval bars from nobody to all; None where none fits."""
        ends = {reading: (counts[0], counts[-1]) for reading, counts in self.counts.items() if counts}
        if not ends:
            return None
        bars = rows.bars(ends, lambda _, low, high: (low, high, labels.span(low, high, self.language)))
        row = rows.Row(f"“{self.printed}”", _say("of_total", self.language, total=self.total), bars)
        axis = _say("axis_count", self.language)
        return _chart("fits", self, self.numbers(), partial(_draw, row, self.language, axis, self.total, None))

    def _span(self, counts: list[int]) -> str:
        return labels.span(counts[0], counts[-1], self.language) if counts else _say("none", self.language)

    def _cells(self, counts: list[int]) -> tuple[Cell, Cell]:
        if not counts:
            return Special.NOT_APPLICABLE, Special.NOT_APPLICABLE
        ends = counts[0], counts[-1]
        if not self.total:
            return ends, Special.NOT_APPLICABLE
        return ends, (Fraction(ends[0], self.total), Fraction(ends[1], self.total))


def _draw(row: rows.Row, language: str, axis: str, end: float | None, tick: object, narrow: bool) -> Figure:
    return rows.draw([row], language, narrow, axis, end, tick)


def _chart(key: str, figure: Figured | Fitted, table: ReportTable, draw: object) -> ChartBlock:
    language = figure.language
    return ChartBlock(
        key=key, language=language, headline=figure.title().title, subtitle=_say(f"{key}_subtitle", language),
        draw=draw, alt=_say("alt", language, printed=figure.printed, bars=_bars(table, language)),
        table=table,
        sources=(_say("source", language, printed=figure.printed),),
    )  # fmt: skip


def _bars(table: ReportTable, language: str) -> str:
    """The rows of a table for a listener: the reading, then each cell after its heading."""
    heads = [labels.inside(column.label) for column in table.columns[1:]]
    return "; ".join(
        f"{reading}: " + ", ".join(map(" ".join, zip(heads, cells, strict=True)))
        for reading, *cells in table.shown(language)
    )


def _title(key: str, language: str, printed: str, readings: dict, **values: object) -> Title:
    return Title(language, _say(key, language, printed=printed, **readings, **values), _say("lede", language))


def _column(name: str, language: str, kind: str = "text") -> Column:
    return Column(name, _say(f"column_{name}", language), kind)
