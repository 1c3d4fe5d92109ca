"""Attendances added up beside the different persons behind them: two quantities on one axis, never one sum."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks, rows, words
from analysis.charts.levels import largest_first
from analysis.charts.theme import NARROW, WIDE, canvas, pixel
from analysis.measures.throughput import records
from analysis.vocabulary import labels

_BAR = 30
_MOST_UNNAMED = 3


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
    ends = [ends for pair in pairs for ends in (pair.attendances, pair.persons) if ends[0] is not None]
    limit = rows.limit(ends)
    drawn = [_Drawn(pair, language, width, tone, limit) for pair in pairs]
    bottom = sum(each.height for each in drawn)
    figure, (panel,) = canvas(width, bottom + 38)
    panel.set_xlim(0, limit)
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
    several, pairs = len(persons) > 1, []
    for row, attendances, people in zip(
        persons.to_dict("records"),
        records(persons, "attendances_low", "attendances_high"),
        records(persons, "persons_low", "persons_high"),
        strict=True,
    ):
        of_source = levels[levels["source_code"] == row["source_code"]].set_index("level_code")
        segments = tuple(
            (code, int(of_source.at[code, "attendances_low"]), bool(of_source.at[code, "is_open"]))
            for code in reversed(largest_first(of_source.reset_index()))
        )
        pairs.append(_Pair(segments, attendances, people, row["source_name"] if several else ""))
    return pairs


class _Drawn:
    """One pair of bars with their headings; the height is fixed before anything is drawn."""

    def __init__(self, pair: _Pair, language: str, width: float, tone: str, limit: float) -> None:
        self.pair, self.language, self.tone = pair, language, tone
        self.heading = words.lines(pair.heading, 12.5, width)
        unnamed = _unnamed(pair, limit / width, language)
        subs = {
            "attendances": words.say("attendances_sub", language) + (f" ({unnamed})" if unnamed else ""),
            "persons": words.say("persons_sub", language),
        }
        self.sub = {key: words.lines(text, 12, width) for key, text in subs.items()}
        self.names = max(len(_name(code, low / limit * width, language)) for code, low, _ in pair.segments)
        lines = sum(map(len, (self.heading, *self.sub.values())))
        self.height = 18 * lines + 2 * (26 + _BAR) + 15 * self.names + 22 + 26

    def fill(self, panel: Axes, y: float) -> None:
        for line in self.heading:
            marks.put(panel, 0, y + 8, line, 12.5, colour="soft")
            y += 18
        y = self._head(panel, y, "attendances", self.pair.attendances, "count")
        self._segments(panel, y + _BAR / 2)
        y = self._head(panel, y + _BAR + 22 + 15 * self.names, "persons", self.pair.persons, self.tone)
        low, high = self.pair.persons
        if low is None:
            marks.outline(panel, y + _BAR / 2, 0, self.pair.attendances[0], _BAR, "dotted", "rule")
        else:
            marks.interval(panel, y + _BAR / 2, low, high, _BAR, self.tone)
            text = words.say("certain", self.language, low=low)
            if lettering.fits(text, 12.5, low / pixel(panel) - 16, True):
                marks.put(panel, 0, y + _BAR / 2, text, 12.5, True, "paper", dx=8)

    def _head(self, panel: Axes, y: float, key: str, ends: tuple, tone: str) -> float:
        value = words.say("unsaid", self.language) if ends[0] is None else labels.span(*ends, self.language)
        marks.put(panel, 0, y + 13, words.say(f"{key}_head", self.language), 14, bold=True)
        marks.put(panel, panel.get_xlim()[1], y + 13, value, 14, True, tone, ha="right")
        for step, line in enumerate(self.sub[key]):
            marks.put(panel, 0, y + 32 + 18 * step, line, 12, colour="soft")
        return y + 26 + 18 * len(self.sub[key])

    def _segments(self, panel: Axes, y: float) -> None:
        start, unit = 0, pixel(panel)
        for code, low, is_open in self.pair.segments:
            marks.bar(panel, y, start, start + low, _BAR, "count")
            if start:
                marks.line(panel, (start, start), (y - _BAR / 2, y + _BAR / 2), "paper", 1.5)
            for text in self._sizes(low, is_open):
                if lettering.fits(text, 12.5, low / unit - 8, True):
                    marks.put(panel, start + low / 2, y, text, 12.5, True, "paper", ha="center")
                    break
            below = y + _BAR / 2 + 12
            for step, line in enumerate(_name(code, low / unit, self.language)):
                marks.put(panel, start + low / 2, below + 15 * step, line, 12, colour="soft", ha="center")
            start += low
        low, high = self.pair.attendances
        if high is None:
            marks.open_end(panel, y, low, _BAR, "count")
        elif high > low:
            marks.interval(panel, y, low, high, _BAR, "count")

    def _sizes(self, low: int, is_open: bool) -> tuple[str, ...]:
        """What may stand in a segment, the longest first."""
        number = labels.number(low, self.language)
        return (labels.span(low, None, self.language), f"≥ {number}") if is_open else (number,)


def _unnamed(pair: _Pair, unit: float, language: str) -> str:
    """The segments that are too narrow for their names, where there are few; else nothing."""
    left_out = [
        f"{words.level(code, language)} {labels.number(low, language)}"
        for code, low, _ in pair.segments
        if not _name(code, low / unit, language)
    ]
    return ", ".join(left_out) if len(left_out) <= _MOST_UNNAMED else ""


def _name(code: str, room: float, language: str) -> list[str]:
    """The name of a level in at most two lines that fit under its segment; no line where they do not."""
    lines = lettering.wrap(words.level(code, language), 12, room - 6)
    fit = len(lines) <= 2 and all(lettering.fits(line, 12, room - 6) for line in lines)
    return lines if fit else []
