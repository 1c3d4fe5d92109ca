"""Attendances added up above the different persons behind them: two quantities on one axis, never one sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks, words
from analysis.charts.composed import rows
from analysis.charts.theme import NARROW, WIDE, canvas, pixel
from analysis.vocabulary import labels

_BAR = 30
_MOST_LED = 6  # names of narrow parts, each at the end of a line

Ends = tuple[int | None, int | None]


@dataclass(frozen=True)
class People:
    """How many different persons there are under a condition: its words, a remark, both ends (None: not said)."""

    condition: str
    remark: str
    ends: Ends


@dataclass(frozen=True)
class Totals:
    """The figures of a source: parts as (level, least, is open), the attendances, the persons, the source's words."""

    parts: tuple[tuple[str, int, bool], ...]
    attendances: Ends
    people: tuple[People, ...]
    heading: str = ""


def draw(totals: Sequence[Totals], tone: str, language: str, narrow: bool) -> Figure:
    """For each source a grey bar of its attendances, a part for each level, above a bar for each number of persons.

    Where no persons are printed a dotted outline says so.
    """
    width = NARROW if narrow else WIDE
    ends = [ends for each in totals for ends in (each.attendances, *(some.ends for some in each.people))]
    counted = [(low, high) for low, high in ends if low is not None]
    limit = rows.limit(counted)
    drawn = [_Drawn(each, language, width, tone, limit) for each in totals]
    bottom = sum(each.height for each in drawn)
    figure, (panel,) = canvas(width, bottom + 38)
    panel.set_xlim(0, limit)
    top = 0.0
    for each in drawn:
        each.fill(panel, top)
        top += each.height
    most = max(high or low for low, high in counted)
    room = width * most / panel.get_xlim()[1]
    marks.axis(panel, 0, bottom, *rows.ticks(most, room, lambda value: labels.number(value, language)))
    return figure


class _Drawn:
    """The bars of one source with their headings; the height is fixed before anything is drawn."""

    def __init__(self, totals: Totals, language: str, width: float, tone: str, limit: float) -> None:
        self.totals, self.language, self.tone, self.width = totals, language, tone, width
        self.heading = words.lines(totals.heading, 12.5, width)
        self.sub = words.lines(words.say("attendances_sub", language), 12, width)
        self.conditions = [words.lines(each.condition, 13, width - self._room(each), True) for each in totals.people]
        self.remarks = [words.lines(each.remark, 12, width) for each in totals.people]
        unit = limit / width
        self.names = [_name(code, low / unit, language) for code, low, _ in totals.parts]
        self.led = self._led(unit)
        self.below = 15 * max(map(len, self.names), default=0) + 17 * sum(map(len, self.led.values()))
        people = [18 * len(lines) + 16 * len(remark) + _BAR + 26
                  for lines, remark in zip(self.conditions, self.remarks, strict=True)]  # fmt: skip
        self.height = 18 * len(self.heading) + 26 + 18 * len(self.sub) + _BAR + self.below + 20 + 24 + sum(people)

    def _room(self, people: People) -> float:
        return lettering.text_width(_value(people.ends, self.language), 14, True) + 16

    def _led(self, unit: float) -> dict[int, list[str]]:
        """The names of the parts that are too narrow for theirs, by position, where there are few; else none."""
        narrow = [index for index, name in enumerate(self.names) if not name]
        if len(narrow) > _MOST_LED:
            return {}
        middles = [start + low / 2 for start, (_, low, _) in
                   zip(_starts(self.totals.parts), self.totals.parts, strict=True)]  # fmt: skip
        return {index: words.lines(self._full(index), 12, self.width - middles[index] / unit - 8)
                for index in reversed(narrow)}  # fmt: skip

    def _full(self, index: int) -> str:
        code, low, is_open = self.totals.parts[index]
        return f"{words.level(code, self.language)} {labels.span(low, None if is_open else low, self.language)}"

    def fill(self, panel: Axes, y: float) -> None:
        for line in self.heading:
            marks.put(panel, 0, y + 8, line, 12.5, colour="soft")
            y += 18
        self._head(panel, y, words.say("attendances_head", self.language), self.totals.attendances, "count")
        for step, line in enumerate(self.sub):
            marks.put(panel, 0, y + 32 + 18 * step, line, 12, colour="soft")
        y += 26 + 18 * len(self.sub)
        self._parts(panel, y + _BAR / 2)
        y += _BAR + self.below + 20
        marks.put(panel, 0, y + 10, words.say("persons_head", self.language), 14, bold=True)
        y += 24
        for lines, remark, each in zip(self.conditions, self.remarks, self.totals.people, strict=True):
            y = self._people(panel, y, lines, remark, each)

    def _head(self, panel: Axes, y: float, text: str, ends: Ends, tone: str) -> None:
        marks.put(panel, 0, y + 13, text, 14, bold=True)
        value = _value(ends, self.language)
        marks.put(panel, panel.get_xlim()[1], y + 13, value, 14, True, tone, ha="right")

    def _people(self, panel: Axes, y: float, lines: list[str], remark: list[str], people: People) -> float:
        (low, high), right = people.ends, panel.get_xlim()[1]
        tone = "soft" if low is None else self.tone
        marks.put(panel, right, y + 9, _value(people.ends, self.language), 14, True, tone, ha="right")
        for line in lines:
            marks.put(panel, 0, y + 9, line, 13, True, tone)
            y += 18
        for line in remark:
            marks.put(panel, 0, y + 8, line, 12, colour="soft")
            y += 16
        middle = y + 6 + _BAR / 2
        if low is None:
            marks.outline(panel, middle, 0, self.totals.attendances[0] or right, _BAR, "dotted", "rule")
        else:
            marks.interval(panel, middle, low, high, _BAR, self.tone)
        return y + _BAR + 26

    def _parts(self, panel: Axes, y: float) -> None:
        unit, starts = pixel(panel), _starts(self.totals.parts)
        for (_, low, is_open), start, name in zip(self.totals.parts, starts, self.names, strict=True):
            marks.bar(panel, y, start, start + low, _BAR, "count")
            if start:
                marks.line(panel, (start, start), (y - _BAR / 2, y + _BAR / 2), "paper", 1.5)
            for text in self._sizes(low, is_open):
                if lettering.fits(text, 12.5, low / unit - 6, True):
                    marks.put(panel, start + low / 2, y, text, 12.5, True, "paper", ha="center")
                    break
            for step, line in enumerate(name):
                marks.put(panel, start + low / 2, y + _BAR / 2 + 12 + 15 * step, line, 12, colour="soft", ha="center")
        self._leaders(panel, y + _BAR / 2, starts)
        low, high = self.totals.attendances
        if high is None:
            marks.open_end(panel, y, low, _BAR, "count")
        elif high > low:
            marks.interval(panel, y, low, high, _BAR, "count")

    def _leaders(self, panel: Axes, bottom: float, starts: list[int]) -> None:
        """A line from each narrow part down to its name; the leftmost reaches lowest, so that none meets another."""
        y = bottom + 15 * max(map(len, self.names), default=0) + 12
        for index, lines in self.led.items():
            x = starts[index] + self.totals.parts[index][1] / 2
            marks.line(panel, (x, x), (bottom + 2, y + 5), "rule", 1)
            for line in lines:
                marks.put(panel, x, y, line, 12, colour="soft", dx=5)
                y += 17

    def _sizes(self, low: int, is_open: bool) -> tuple[str, ...]:
        """What may stand in a part, the longest first."""
        number = labels.number(low, self.language)
        return (labels.span(low, None, self.language), f"≥ {number}") if is_open else (number,)


def _value(ends: Ends, language: str) -> str:
    return words.say("unsaid", language) if ends[0] is None else labels.span(*ends, language)


def _starts(parts: Sequence[tuple[str, int, bool]]) -> list[int]:
    """Where each part begins."""
    return [sum(low for _, low, _ in parts[:index]) for index in range(len(parts))]


def _name(code: str, room: float, language: str) -> list[str]:
    """The name of a level in at most two lines that fit under its part; no line where they do not."""
    lines = lettering.wrap(words.level(code, language), 12, room - 6)
    fit = len(lines) <= 2 and all(lettering.fits(line, 12, room - 6) for line in lines)
    return lines if fit else []
