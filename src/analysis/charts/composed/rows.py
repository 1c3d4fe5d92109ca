"""Rows of interval bars: a name and its printed words on the left, bars from zero, their values on the right.

The recipe of every chart that compares bounds. Where the two readings of a row differ it has two bars, literal
above conventional. On a phone names and values stand above the bars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.charts import lettering, marks
from analysis.charts.intervals import ROOM_FOR_ARROW
from analysis.charts.palette import TONES
from analysis.charts.theme import NARROW, WIDE, canvas, fit, pixel
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

_LEFT = 224
_LEAST_RIGHT = 168
_PITCH = 28  # from the middle of a bar to the middle of the next of its row
_GAP = 18
SUPPRESSED, DOUBT = "suppressed", "alert"

Ends = tuple[object, object]
Measure = Callable[[str, object, object], tuple[float, float | None, str]]  # of a reading and its ends


@dataclass(frozen=True)
class Bar:
    """One bar of a row: least and greatest value (None for no end), its value in words, its tone, its share in words.

    The tone :data:`SUPPRESSED` is for a value that is not said: ends of 0, and its text at the axis instead of a bar;
    :data:`DOUBT` for one that a contradiction leaves in doubt: two rings instead of a bar.
    """

    low: float
    high: float | None
    text: str
    tone: str = "literal"
    share: str = ""

    @property
    def colour(self) -> str:
        """The colour of its text."""
        return {"count": "ink", SUPPRESSED: "soft"}.get(self.tone, self.tone)


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
    return most * (1 + ROOM_FOR_ARROW) if any(high is None for _, high in ends) else most


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
    explained: bool = False,
) -> Figure:
    """The figure of the rows: ``title`` names the axis, which ends at ``end``, ``write`` words its ticks.

    ``explained``: the bars say what a reading is, and what solid and pale mean.
    """
    columns = (NARROW,) if narrow else _columns(rows)
    figure, panels = canvas(sum(columns), columns=columns)
    bars = panels[0 if narrow else 1]
    ticks = scale(bars, rows, end, write or partial(labels.number, language=language))
    said, unsaid = _said(bars, rows, language, narrow, explained)
    y = 4.0 if narrow else 10.0
    for place, bar in enumerate(unsaid):
        marks.put(bars, 0, y + 6, _reading(bar, language), 12.5, True, bar.tone, dx=120 * place)
    y += 20 * bool(unsaid)
    for index, row in enumerate(rows):
        if row.heading:
            y = marks.paragraph(panels[0], y, row.heading, 12.5, sum(columns), colour="soft") + 8
        texts = [said.get((index, step), ()) for step in range(len(row.bars))]
        y = (_narrow if narrow else _wide)(panels, row, y, texts, language) + _GAP
    marks.axis(bars, 0, y, *ticks, title)
    return fit(figure, y + 38)


def _columns(rows: Sequence[Row]) -> tuple[float, ...]:
    """Names, bars and values side by side, the values as wide as they need it."""
    bars = [bar for row in rows for bar in row.bars if bar.tone != SUPPRESSED]
    texts = max([lettering.text_width(bar.text, 14, True) + 14 for bar in bars], default=0)
    shares = max([lettering.text_width(bar.share, 12) + 14 for bar in bars if bar.share], default=0)
    right = max(_LEAST_RIGHT, texts + shares)
    return _LEFT, WIDE - _LEFT - right, right


def scale(ax: Axes, rows: Sequence[Row], end: float | None, write: Callable[[int], str]) -> tuple[list[int], list[str]]:
    """Set the limits of the axis, and give its ticks and their texts; an ``end`` that is given is the last tick."""
    spans = [(bar.low, bar.high) for row in rows for bar in row.bars]
    spans += [(value, value) for row in rows for value in row.planned]
    if end is None and all(high is not None for _, high in spans):
        values, texts = ticks(limit(spans), ax.bbox.width, write, beyond=True)
        ax.set_xlim(0, values[-1])
        return values, texts
    reach = end or limit(spans)
    ax.set_xlim(0, reach)
    most = end or max(low if high is None else high for low, high in spans)
    values, texts = ticks(most, ax.bbox.width * most / reach, write)
    if end and float(end).is_integer() and values[-1] != end:
        apart = (end - values[-1]) / reach * ax.bbox.width
        keep = len(values) - (apart < lettering.text_width(texts[-1]) + 20)
        values, texts = [*values[:keep], int(end)], [*texts[:keep], write(int(end))]
    return values, texts


def _wide(panels: Sequence[Axes], row: Row, y: float, said: Sequence[Sequence[tuple]], language: str) -> float:
    """Name and printed words, bars and values side by side; the note stands under the first value."""
    names, bars, values = panels
    below = marks.paragraph(names, y + 3, row.name, 13.5, _LEFT - 12, True)
    below = marks.paragraph(names, below, row.detail, 12, _LEFT - 12, colour="soft")
    middle, width = y + 12, values.bbox.width
    for bar, texts in zip(row.bars, said, strict=True):
        draw_bar(bars, middle, bar, 20, row.planned, texts)
        if bar.tone != SUPPRESSED:
            marks.put(values, 14, middle, bar.text, 14, bold=True, colour=bar.colour)
            marks.put(values, width, middle, bar.share, 12, colour="soft", ha="right")
        next_one = middle + _PITCH
        if row.note and bar is row.bars[0]:
            next_one = max(
                next_one, marks.paragraph(values, middle + 10, row.note, 12, width - 14, False, "soft", 14) + 14
            )
        middle = next_one
    return max(below, middle - 12)


def _narrow(panels: Sequence[Axes], row: Row, y: float, said: Sequence[Sequence[tuple]], language: str) -> float:
    """Everything in one column: name, printed words, then each bar under its value."""
    (bars,) = panels
    y = marks.paragraph(bars, y, row.name, 13.5, NARROW - 4, bold=True)
    detail = " · ".join(filter(None, (row.detail, row.note)))
    y = marks.paragraph(bars, y, detail, 12, NARROW - 4, colour="soft")
    for bar, texts in zip(row.bars, said, strict=True):
        if bar.tone == SUPPRESSED:
            y = marks.paragraph(bars, y, bar.text, 13, NARROW, colour="soft")
            continue
        text = f"{_reading(bar, language)}: {bar.text}" if bar.tone in TONES and _is_named(row, bar) else bar.text
        marks.put(bars, 0, y + 9, text, 13, bold=True, colour=bar.colour)
        marks.put(bars, float(bars.get_xlim()[1]), y + 9, bar.share, 12, colour="soft", ha="right")
        draw_bar(bars, y + 29, bar, 16, row.planned, texts)
        y += 43
    return y - 4


def draw_bar(ax: Axes, y: float, bar: Bar, height: float, planned: Sequence[int], said: Sequence[tuple] = ()) -> None:
    """One bar with its middle at y, a line across it at each planned value, and texts (x, text, bold, colour) in it."""
    if bar.tone == SUPPRESSED:
        marks.put(ax, 0, y, bar.text, 14, colour="soft", dx=4)
    elif bar.tone == DOUBT:
        marks.rings(ax, y, bar.low, float(ax.get_xlim()[1]) if bar.high is None else bar.high)
    else:
        marks.interval(ax, y, bar.low, bar.high, height, bar.tone)
        for value in planned:
            marks.line(ax, (value, value), (y - height / 2 - 6, y + height / 2 + 6), "ink", 2)
    for x, text, bold, colour in said:
        marks.put(ax, x, y, text, 12, bold, colour, dx=8)


def _said(
    ax: Axes, rows: Sequence[Row], language: str, narrow: bool, explained: bool
) -> tuple[dict[tuple[int, int], list[tuple]], list[Bar]]:
    """What stands in or beside the bars, by row and bar: each reading named once, then what solid and pale mean.

    On the phone readings are named above their bars. Where no bar has room for the name of a reading, its first bar is
    given back.
    """
    placed = {(index, step): bar for index, row in enumerate(rows) for step, bar in enumerate(row.bars)}
    said: dict[tuple[int, int], list[tuple]] = {}
    unsaid = []
    for tone in () if narrow else TONES:
        alike = [
            place for place, bar in placed.items() if bar.tone == tone and _is_named(rows[place[0]], bar, explained)
        ]
        texts = [labels.word(f"reading.{tone}", language)]
        if explained and tone in READINGS:
            texts.insert(0, labels.word(f"grades_chart.{tone}_long", language))
        spots = ((place, (x, text, True, colour)) for text in texts for place in alike
                 for x, colour in _spots(ax, placed[place], text, rows[place[0]].planned))  # fmt: skip
        if spot := next(spots, None):
            said[spot[0]] = [spot[1]]
        elif alike:
            unsaid.append(placed[alike[0]])
    certain, possible = (labels.word(f"grades_chart.{key}", language) for key in ("certain", "possible"))
    for place, bar in placed.items() if explained else ():
        rooms = [(0, bar.low, certain, "paper"), (bar.low, bar.high or 0, possible, "ink")]
        if place not in said and bar.tone in TONES and all(
            lettering.fits(text, 12, (end - start) / pixel(ax) - 14) for start, end, text, _ in rooms
        ):  # fmt: skip
            said[place] = [(start, text, False, colour) for start, _, text, colour in rooms]
            break
    return said, unsaid


def _is_named(row: Row, bar: Bar, explained: bool = False) -> bool:
    """Whether a bar stands beside one of another tone, or its reading has to be explained."""
    return len({one.tone for one in row.bars}.intersection(TONES)) > 1 or (explained and bar.tone in READINGS)


def _spots(ax: Axes, bar: Bar, text: str, planned: Sequence[int]) -> Iterator[tuple[float, str]]:
    """Where a text fits along a bar, and its colour there: in the solid, right of the bar, in the pale."""
    end = None if bar.high is None else max(bar.high, *planned, 0)
    rooms = [(0, bar.low, "paper")]
    if end is not None:
        rooms += [(end, float(ax.get_xlim()[1]), bar.tone), (bar.low, bar.high, "ink")]
    for start, stop, colour in rooms:
        if lettering.fits(text, 12, (stop - start) / pixel(ax) - 16, True):
            yield start, colour


def _reading(bar: Bar, language: str) -> str:
    return labels.word(f"reading.{bar.tone}", language)
