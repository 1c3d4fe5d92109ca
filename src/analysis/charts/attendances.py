"""Attendances added up beside the different persons behind them: two quantities on one axis, never one sum."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import labels
from analysis.charts import lettering, marks, rows, words
from analysis.charts.levels import largest_first
from analysis.charts.theme import NARROW, WIDE, canvas, pixel
from analysis.throughput import records

_BAR = 30


@dataclass(frozen=True)
class _Pair:
    """The figures of a source: segments as (level, least, is open), both totals, and the words for the source."""

    segments: tuple[tuple[str, int, bool], ...]
    attendances: tuple[int, int | None]
    persons: tuple[int | None, int | None]
    heading: str


def draw(levels: pd.DataFrame, persons: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """For each source a grey bar of its attendances, a part for each level, above the bar of its persons.

    ``levels`` is ``throughput.by_level`` and ``persons`` ``throughput.persons``, of one reading. Where no persons
    are printed a dotted outline says so.
    """
    pairs = _pairs(levels, persons)
    width, tone = NARROW if narrow else WIDE, persons["reading"].iloc[0]
    drawn = [_Drawn(pair, language, width, tone) for pair in pairs]
    bottom = sum(each.height for each in drawn)
    figure, (panel,) = canvas(width, bottom + 38)
    ends = [ends for pair in pairs for ends in (pair.attendances, pair.persons) if ends[0] is not None]
    panel.set_xlim(0, rows.limit(ends))
    top = 0.0
    for each in drawn:
        each.fill(panel, top)
        top += each.height
    most = max(high or low for low, high in ends)
    room = width * most / panel.get_xlim()[1]
    write = lambda value: labels.number(value, language)  # noqa: E731
    marks.axis(panel, 0, bottom, *rows.ticks(most, room, write))
    return figure


def _pairs(levels: pd.DataFrame, persons: pd.DataFrame) -> list[_Pair]:
    several, found = len(persons) > 1, []
    for row, attendances, people in zip(
        persons.to_dict("records"),
        records(persons, "attendances_low", "attendances_high"),
        records(persons, "persons_low", "persons_high"),
        strict=True,
    ):
        own = levels[levels["source_code"] == row["source_code"]].set_index("level_code")
        segments = tuple(
            (code, int(own.at[code, "attendances_low"]), bool(own.at[code, "is_open"]))
            for code in reversed(largest_first(own.reset_index()))
        )
        found.append(_Pair(segments, attendances, people, row["source_name"] if several else ""))
    return found


class _Drawn:
    """One pair of bars with their headings; the height is known before anything is drawn."""

    def __init__(self, pair: _Pair, language: str, width: float, tone: str) -> None:
        self.pair, self.language, self.width, self.tone = pair, language, width, tone
        self.heading = lettering.wrap(pair.heading, 12.5, width)
        self.sub = {key: lettering.wrap(words.say(f"{key}_sub", language), 12, width)
                    for key in ("attendances", "persons")}  # fmt: skip
        lines = len(self.heading) + len(self.sub["attendances"]) + len(self.sub["persons"])
        self.height = 18 * lines + 2 * (26 + _BAR + 12) + 22 + 20

    def fill(self, panel: Axes, y: float) -> None:
        for line in self.heading:
            marks.put(panel, 0, y + 8, line, 12.5, colour="soft")
            y += 18
        y = self._head(panel, y, "attendances", self.pair.attendances, "count")
        self._segments(panel, y + _BAR / 2)
        y = self._head(panel, y + _BAR + 34, "persons", self.pair.persons, self.tone)
        low, high = self.pair.persons
        if low is None:
            marks.outline(panel, y + _BAR / 2, 0, self.pair.attendances[0], _BAR, "dotted", "rule")
        else:
            marks.interval(panel, y + _BAR / 2, low, high, _BAR, self.tone)

    def _head(self, panel: Axes, y: float, key: str, ends: tuple, tone: str) -> float:
        value = words.say("unsaid", self.language) if ends[0] is None else labels.span(*ends, self.language)
        marks.put(panel, 0, y + 13, words.say(f"{key}_head", self.language), 14, bold=True)
        marks.put(panel, panel.get_xlim()[1], y + 13, value, 14, True, tone, ha="right")
        for step, line in enumerate(self.sub[key]):
            marks.put(panel, 0, y + 32 + 18 * step, line, 12, colour="soft")
        return y + 26 + 18 * len(self.sub[key])

    def _segments(self, panel: Axes, y: float) -> None:
        start, unit, last = 0, pixel(panel), -1.0
        for code, low, is_open in self.pair.segments:
            marks.bar(panel, y, start, start + low, _BAR, "count")
            if start:
                marks.line(panel, (start, start), (y - _BAR / 2, y + _BAR / 2), "paper", 1.5)
            room, middle = low / unit, start + low / 2
            text = labels.span(low, None if is_open else low, self.language)
            for words_ in (text, labels.number(low, self.language)):
                if lettering.fits(words_, 12.5, room - 8, True):
                    marks.put(panel, middle, y, words_, 12.5, True, "paper", ha="center")
                    break
            name = words.level(code, self.language)
            half = lettering.text_width(name, 12) / 2 * unit
            if lettering.fits(name, 12, room - 6) and middle - half > last:
                marks.put(panel, middle, y + _BAR / 2 + 12, name, 12, colour="soft", ha="center")
            start += low
        low, high = self.pair.attendances
        if high is None:
            marks.open_end(panel, y, low, _BAR, "count")
        elif high > low:
            marks.interval(panel, y, low, high, _BAR, "count")
