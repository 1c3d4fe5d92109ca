"""Rows of interval bars: a name and its printed words on the left, bars from zero, their values on the right.

The recipe of every chart that compares bounds. Where the two readings of a row differ it has two bars, literal
above conventional. On a phone names and values stand above the bars.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.charts import lettering, marks, words
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels

LEFT = 224
_LEAST_RIGHT = 168
_PITCH = 28  # from the middle of a bar to the middle of the next of its row
_GAP = 18
_ROOM_FOR_ARROW = 1.25
SUPPRESSED = "suppressed"

Ends = tuple[object, object]
Measure = Callable[[str, object, object], tuple[float, float | None, str]]  # of a reading and its ends


@dataclass(frozen=True)
class Bar:
    """One bar of a row: least and greatest value (None for no end), its value in words, its tone.

    The tone :data:`SUPPRESSED` is for a confidential value: ends of 0, and its text at the axis instead of a bar.
    """

    low: float
    high: float | None
    text: str
    tone: str = "literal"


@dataclass(frozen=True)
class Row:
    """A row: ``name`` in bold, ``detail`` (printed words) and ``note`` in small; ``heading`` begins a group.

    ``planned`` are values that a line across each bar marks.
    """

    name: str
    detail: str
    bars: tuple[Bar, ...]
    note: str = ""
    heading: str = ""
    planned: tuple[int, ...] = ()


def bars(spans: Mapping[str, Ends], measure: Measure) -> tuple[Bar, ...]:
    """One bar where both readings give the same ends, else one each; ``measure`` makes (low, high, text).

    >>> [bar.tone for bar in bars({"literal": (1, None), "conventional": (1, 9)}, lambda _, *ends: (*ends, ""))]
    ['literal', 'conventional']
    """
    agree = len(set(spans.values())) == 1
    readings = list(spans)[:1] if agree else list(spans)
    return tuple(Bar(*measure(reading, *spans[reading]), reading) for reading in readings)


def limit(ends: Sequence[tuple[float, float | None]]) -> float:
    """Where the axis of such bars must end: the greatest value, and room for an arrow where an end is open.

    >>> limit([(706, 706), (91, 131)]), limit([(1000, None)])
    (706, 1250.0)
    """
    most = max([1, *(high if high is not None else low for low, high in ends)])
    return most * _ROOM_FOR_ARROW if any(high is None for _, high in ends) else most


def ticks(end: float, width: float, write: Callable[[int], str], beyond: bool = False) -> tuple[list[int], list[str]]:
    """Whole round values from zero up to ``end`` and their texts, as many as keep clear on ``width`` pixels.

    With ``beyond`` the last is the first that is not below ``end``.

    >>> ticks(1251, 356, str)
    ([0, 250, 500, 750, 1000, 1250], ['0', '250', '500', '750', '1000', '1250'])
    >>> ticks(222, 356, str, beyond=True)[0]
    [0, 50, 100, 150, 200, 250]
    """
    for most in (6, 5, 4, 3, 2, 1):
        locations = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=True).tick_values(0, end)
        values = [round(value) for value in locations if value >= 0 and (beyond or value <= end)]
        texts = [write(value) for value in values]
        if len(values) * (max(map(lettering.text_width, texts)) + 12) <= width or most == 1:
            break
    return values, texts


def draw(
    rows: Sequence[Row],
    language: str,
    narrow: bool,
    title: str,
    end: float | None = None,
    write: Callable[[int], str] | None = None,
) -> Figure:
    """The figure of the rows: ``title`` names the axis, which ends at ``end``, ``write`` words its ticks."""
    spans = _spans(rows)
    shape = _Narrow(rows, language) if narrow else _Wide(rows, language)
    figure, bars = shape.panels()
    most = end or max([1, *(high if high is not None else low for low, high in spans)])
    room = bars.bbox.width * most / (end or limit(spans))
    is_closed = end is None and all(high is not None for _, high in spans)
    values, texts = ticks(most, room, write or _count(language), beyond=is_closed)
    bars.set_xlim(0, values[-1] if is_closed else end or limit(spans))
    shape.fill(bars)
    marks.axis(bars, 0, shape.bottom, values, texts, title)
    return figure


def _count(language: str) -> Callable[[int], str]:
    return lambda value: labels.number(value, language)


def _spans(rows: Sequence[Row]) -> list[tuple[float, float | None]]:
    """The ends of all that the rows show on the axis."""
    ends = [(bar.low, bar.high) for row in rows for bar in row.bars]
    return [*ends, *((value, value) for row in rows for value in row.planned)]


class _Wide:
    """Names, bars and values side by side."""

    def __init__(self, rows: Sequence[Row], language: str) -> None:
        self.rows, self.language = rows, language
        widest = max([lettering.text_width(bar.text, 14, True) for row in rows for bar in row.bars], default=0)
        self.right = max(_LEAST_RIGHT, widest + 14)
        self.notes = [words.lines(row.note, 12, self.right - 14) for row in rows]
        self.names = [words.lines(row.name, 13.5, LEFT - 12, True) for row in rows]
        self.details = [words.lines(row.detail, 12, LEFT - 12) for row in rows]
        self.headings = [words.lines(row.heading, 12.5, WIDE) for row in rows]
        self.named = self._naming_row()
        self.bottom = 10 + sum(map(self._height, range(len(rows)))) + (20 if self.named == -1 else 0)

    def _height(self, index: int) -> float:
        row = self.rows[index]
        left = 18 * len(self.names[index]) + 16 * len(self.details[index])
        right = self._pitch(index) * (len(row.bars) - 1) + _PITCH + 16 * len(self.notes[index])
        return max(left, right) + _GAP + _heading(self.headings[index])

    def _pitch(self, index: int) -> float:
        """From one bar of a row to the next: the note stands under the first value."""
        return max(_PITCH, 24 + 16 * len(self.notes[index]))

    def panels(self) -> tuple[Figure, Axes]:
        columns = (LEFT, WIDE - LEFT - self.right, self.right)
        figure, (self.left, bars, self.values) = canvas(WIDE, self.bottom + 38, columns)
        return figure, bars

    def _naming_row(self) -> int | None:
        """The first row whose bars have room for the names of the readings; -1 none has, None none is needed.

        It is one of those with the most bars.
        """
        most = max((len(row.bars) for row in self.rows), default=0)
        if most < 2:
            return None
        pairs = [index for index, row in enumerate(self.rows) if len(row.bars) == most]
        width = WIDE - LEFT - self.right
        unit = limit(_spans(self.rows)) / width
        for index in pairs:
            if all(
                lettering.fits(_reading(bar, self.language), 12.5, bar.low / unit - 16, True)
                for bar in self.rows[index].bars
            ):
                return index
        return -1

    def fill(self, bars: Axes) -> None:
        y = 10.0
        if self.named == -1:
            for bar, x in zip(max((row.bars for row in self.rows), key=len), (0, 120, 240), strict=False):
                marks.put(bars, 0, y, _reading(bar, self.language), 12.5, True, bar.tone, dx=x)
            y += 20
        for index, row in enumerate(self.rows):
            top = y + _heading(self.headings[index])
            for step, line in enumerate(self.headings[index]):
                marks.put(self.left, 0, y + 6 + 18 * step, line, 12.5, colour="soft")
            self._words(index, top + 12)
            for step, bar in enumerate(row.bars):
                self._bar(bars, row, bar, top + 12 + self._pitch(index) * step, index == self.named)
            y += self._height(index)

    def _words(self, index: int, y: float) -> None:
        for step, line in enumerate(self.names[index]):
            marks.put(self.left, 0, y + 18 * step, line, 13.5, bold=True)
        below = y + 18 * len(self.names[index])
        for step, line in enumerate(self.details[index]):
            marks.put(self.left, 0, below + 16 * step, line, 12, colour="soft")
        for step, line in enumerate(self.notes[index]):
            marks.put(self.values, 14, y + 18 + 16 * step, line, 12, colour="soft")

    def _bar(self, bars: Axes, row: Row, bar: Bar, y: float, named: bool) -> None:
        if bar.tone == SUPPRESSED:
            marks.put(bars, 0, y, bar.text, 14, colour="soft", dx=4)
            return
        _draw_bar(bars, y, bar, 20, 4, row.planned)
        marks.put(self.values, 14, y, bar.text, 14, bold=True, colour=bar.tone)
        if named:
            marks.put(bars, 0, y, _reading(bar, self.language), 12.5, True, "paper", dx=8)


class _Narrow:
    """Everything in one column: name, printed words, then each bar under its value."""

    def __init__(self, rows: Sequence[Row], language: str) -> None:
        self.rows, self.language = rows, language
        self.names = [words.lines(row.name, 13.5, NARROW - 4, True) for row in rows]
        self.details = [words.lines(" · ".join(filter(None, (row.detail, row.note))), 12, NARROW - 4) for row in rows]
        self.headings = [words.lines(row.heading, 12.5, NARROW - 4) for row in rows]
        self.bottom = 4 + sum(map(self._height, range(len(rows))))

    def _height(self, index: int) -> float:
        row = self.rows[index]
        texts = 18 * len(self.names[index]) + 16 * len(self.details[index])
        return texts + 43 * len(row.bars) + _GAP - 4 + _heading(self.headings[index])

    def panels(self) -> tuple[Figure, Axes]:
        figure, (bars,) = canvas(NARROW, self.bottom + 38)
        return figure, bars

    def fill(self, bars: Axes) -> None:
        y = 4.0
        for index, row in enumerate(self.rows):
            top = y + _heading(self.headings[index])
            for step, line in enumerate(self.headings[index]):
                marks.put(bars, 0, y + 8 + 18 * step, line, 12.5, colour="soft")
            for line in self.names[index]:
                marks.put(bars, 0, top + 9, line, 13.5, bold=True)
                top += 18
            for line in self.details[index]:
                marks.put(bars, 0, top + 8, line, 12, colour="soft")
                top += 16
            for bar in row.bars:
                text = f"{_reading(bar, self.language)}: {bar.text}" if len(row.bars) > 1 else bar.text
                hidden = bar.tone == SUPPRESSED
                marks.put(bars, 0, top + 9, text, 13, not hidden, "soft" if hidden else bar.tone)
                if not hidden:
                    _draw_bar(bars, top + 29, bar, 16, 3, row.planned)
                top += 43
            y += self._height(index)


def _draw_bar(ax: Axes, y: float, bar: Bar, height: float, cap: float, planned: Sequence[int]) -> None:
    marks.interval(ax, y, bar.low, bar.high, height, bar.tone, cap)
    for value in planned:
        marks.line(ax, (value, value), (y - height / 2 - 6, y + height / 2 + 6), "ink", 2)


def _heading(lines: Sequence[str]) -> float:
    return 18 * len(lines) + 8 if lines else 0


def _reading(bar: Bar, language: str) -> str:
    return labels.word(f"reading.{bar.tone}", language)
