"""Attendances added up above the different persons behind them: two quantities on one axis, never one sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks, words
from analysis.charts.composed import rows
from analysis.charts.theme import NARROW, WIDE, canvas, fit, pixel
from analysis.measures.frames import Ends
from analysis.vocabulary import labels

_BAR = 30
_MOST_NAMED = 6


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
    figure, (panel,) = canvas(width)
    panel.set_xlim(0, rows.limit(counted))
    y = 0.0
    for each in totals:
        y = marks.paragraph(panel, y, each.heading, 12.5, width, colour="soft")
        _head(panel, y + 13, words.say("attendances_head", language), 14, each.attendances, "count", "ink", language)
        y = marks.paragraph(panel, y + 23, words.say("attendances_sub", language), 12, width, colour="soft")
        y = _parts(panel, y + 3, each, language)
        marks.put(panel, 0, y + 30, words.say("persons_head", language), 14, bold=True)
        y += 44
        for people in each.people:
            y = _people(panel, y, people, each.attendances[0], tone, language)
    most = max(high or low for low, high in counted)
    room = width * most / panel.get_xlim()[1]
    marks.axis(panel, 0, y, *rows.ticks(most, room, lambda value: labels.number(value, language)))
    return fit(figure, y + 38)


def _head(
    panel: Axes, y: float, text: str, size: float, ends: Ends, tone: str, colour: str, language: str
) -> float:  # fmt: skip
    """What a bar counts in bold, its number at the right edge; gives how low the text reaches."""
    value = words.say("unsaid", language) if ends[0] is None else labels.span(*ends, language)
    marks.put(panel, panel.get_xlim()[1], y, value, 14, True, tone, ha="right")
    room = float(panel.bbox.width) - lettering.text_width(value, 14, True) - 16
    return max(marks.paragraph(panel, y - 9, text, size, room, True, colour), y + 9)


def _people(panel: Axes, y: float, people: People, whole: int | None, tone: str, language: str) -> float:
    (low, high), colour = people.ends, "soft" if people.ends[0] is None else tone
    y = _head(panel, y + 9, people.condition, 13, people.ends, colour, colour, language)
    y = marks.paragraph(panel, y, people.remark, 12, float(panel.bbox.width), colour="soft") + 6
    if low is None:
        marks.outline(panel, y + _BAR / 2, 0, whole or panel.get_xlim()[1], _BAR)
    else:
        marks.interval(panel, y + _BAR / 2, low, high, _BAR, tone)
    return y + _BAR + 20


def _parts(panel: Axes, y: float, totals: Totals, language: str) -> float:
    """The bar of all attendances, a part for each level with its size where it has room; the largest levels by name.

    A line leads from the left edge of a part down to its name; the leftmost reaches lowest, so that none meets another.
    """
    middle, bottom, start, unit = y + _BAR / 2, y + _BAR, 0, pixel(panel)
    named = []
    for code, low, is_open in totals.parts:
        marks.bar(panel, middle, start, start + low, _BAR, "count")
        marks.line(panel, (start, start), (y, bottom), "paper", 1.5 if start else 0)
        size, number = labels.span(low, None if is_open else low, language), labels.number(low, language)
        texts = (size, f"≥ {number}") if is_open else (size,)
        if text := next((text for text in texts if lettering.fits(text, 12.5, low / unit - 6, True)), None):
            marks.put(panel, start + low / 2, middle, text, 12.5, True, "paper", ha="center")
        named.append((start, f"{words.level(code, language)} {size}"))
        start += low
    low, high = totals.attendances
    if high is None:
        marks.open_end(panel, middle, low, _BAR, "count")
    elif high > low:
        marks.strip(panel, middle, low, high, _BAR, "count")
    below = bottom + 6
    for x, name in reversed(named[-_MOST_NAMED:]):
        marks.line(panel, (x, x), (bottom + 2, below + 13), "rule", 1)
        below = marks.paragraph(
            panel, below, name, 12, float(panel.bbox.width) - x / unit - 5, dx=x / unit + 5, colour="soft"
        )
    return below
