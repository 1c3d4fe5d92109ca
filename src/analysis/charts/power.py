"""How much a check of printed percentages can see: one bar a percentage, the share of wrong values noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from analysis.charts.lettering import fits
from analysis.charts.marks import axis, bar, line, outline, put
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels

_TOP = 8
_BELOW = 44


@dataclass(frozen=True)
class Seen:
    """A printed percentage: whose it is, what was printed of how many, the power of the check, and its verdict."""

    name: str
    detail: str
    power: Fraction
    is_inconsistent: bool = False


def draw(rows: Sequence[Seen], axis_title: str, language: str, narrow: bool) -> Figure:
    """Bars from 0 to 100 %, in the order of the rows; a contradiction is bold, in the colour kept for it.

    No power at all is a dotted outline: every value that can be printed fits some number of learners.
    """
    step, height = (46, 12) if narrow else (26, 14)
    bottom = _TOP + step * len(rows)
    figure, (names, bars, numbers) = _panels(bottom + _BELOW, narrow)
    bars.set_xlim(0, 1)
    ticks = (0, 0.5, 1) if narrow else (0, 0.25, 0.5, 0.75, 1)
    texts = [labels.percent(Fraction(tick).limit_denominator(4), language, 0) for tick in ticks]
    axis(bars, _TOP, bottom, ticks, texts, title=axis_title)
    for index, row in enumerate(rows):
        y = _TOP + step * index + (step * 0.72 if narrow else step / 2)
        colour = "alert" if row.is_inconsistent else "literal"
        if row.power:
            bar(bars, y, 0, float(row.power), height, colour)
        else:
            outline(bars, y, 0, 1, height, "dotted")
        put(numbers, 8, y, labels.percent(row.power, language), 12.5, bold=row.is_inconsistent, colour=colour)
        _name(names, row, y - (19 if narrow else 0), colour)
        if index:
            line(names, (0, 1), (_TOP + step * index,) * 2, colour="grid", behind=True)
    return figure


def _panels(height: float, narrow: bool):
    if not narrow:
        return canvas(WIDE, height, (330, 330, 76))
    figure, (bars, numbers) = canvas(NARROW, height, (256, 72))
    names = bars.figure.add_axes(bars.get_position())
    names.set_axis_off()
    names.set(xlim=(0, 256), ylim=(height, 0))
    return figure, (names, bars, numbers)


def _name(names, row: Seen, y: float, colour: str) -> None:
    shade = colour if row.is_inconsistent else "ink"
    whole = f"{row.name} · {row.detail}"
    text = whole if fits(whole, 12, 320, row.is_inconsistent) else row.name
    put(names, 0, y, text, 12, bold=row.is_inconsistent, colour=shade)
