"""What charts with a vertical axis of shares have in common: the axis, a legend, names that keep clear of marks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from analysis import labels
from analysis.charts import marks
from analysis.charts.lettering import text_width
from analysis.charts.theme import pixel

_STEPS = (Fraction(1, 100), Fraction(1, 50), Fraction(1, 20), Fraction(1, 10), Fraction(1, 5), Fraction(1, 4))
_MOST_TICKS = 6
_LINE = 20
_SAMPLE = 22


@dataclass(frozen=True)
class Shares:
    """A vertical axis of shares from ``low`` to ``high`` between two heights in pixels from the top."""

    low: Fraction
    high: Fraction
    step: Fraction
    top: float
    bottom: float

    @classmethod
    def around(cls, values: Iterable[float], top: float, bottom: float) -> Shares:
        """The axis whose round ends hold all the values.

        >>> axis = Shares.around([0.55, 0.86], 20, 220)
        >>> axis.low, axis.high, round(axis.y(0.7))
        (Fraction(1, 2), Fraction(9, 10), 120)
        """
        least, most = max(min(values := list(values)), 0), min(max(values), 1)
        for step in _STEPS:
            low, high = math.floor(least / step) * step, math.ceil(most / step) * step
            if (high - low) / step <= _MOST_TICKS - 1:
                break
        return cls(low, high if high > low else low + step, step, top, bottom)

    def y(self, share: float) -> float:
        """Where a share stands."""
        part = (float(share) - float(self.low)) / float(self.high - self.low)
        return self.bottom - part * (self.bottom - self.top)

    def draw(self, names: Axes, plot: Axes, language: str) -> None:
        """Grid lines in the plot, and the shares right-aligned in the panel left of it."""
        ends, right = plot.get_xlim(), names.get_xlim()[1]
        for place in range(int((self.high - self.low) / self.step) + 1):
            share = self.low + place * self.step
            marks.line(plot, ends, (self.y(share),) * 2, colour="grid", behind=True)
            text = labels.percent(share, language, 0)
            marks.put(names, right, self.y(share), text, 12, colour="soft", ha="right", dx=-8)


@dataclass(frozen=True)
class Sample:
    """An entry of a legend: a mark ("dot", "ring", "line" or "dashes") in a colour, and what it means."""

    mark: str
    colour: str
    text: str


def legend(ax: Axes, samples: Sequence[Sample], width: float) -> None:
    """Put the entries in lines at the top left of a panel whose x counts pixels."""
    for x, line, sample in _placed(samples, width):
        y = 8 + _LINE * line
        if sample.mark in ("dot", "ring"):
            marks.dot(ax, x + 8, y, 8, sample.colour, hollow=sample.mark == "ring")
        else:
            marks.line(ax, (x, x + 16), (y, y), sample.colour, 1.5, dashed=sample.mark == "dashes")
        marks.put(ax, x + _SAMPLE, y, sample.text, 12, colour="soft")


def legend_height(samples: Sequence[Sample], width: float) -> float:
    """The height that :func:`legend` takes on this width."""
    return _LINE * (1 + max(line for _, line, _ in _placed(samples, width)))


def _placed(samples: Sequence[Sample], width: float) -> Iterator[tuple[float, int, Sample]]:
    """Each entry with its left edge and its line."""
    x, line = 0.0, 0
    for sample in samples:
        wide = _SAMPLE + text_width(sample.text, 12)
        if x and x + wide > width:
            x, line = 0.0, line + 1
        yield x, line, sample
        x += wide + 16


def name_dots(
    ax: Axes,
    dots: Sequence[tuple[float, float]],
    names: Sequence[tuple[int, str]],
    lines: Sequence[tuple[float, float]] = (),
) -> None:
    """Name some of the dots (x in units of the panel, y in pixels) where a name meets no dot and no other name.

    ``names`` are (place of the dot, text), the most important first; a name without room is left out, since the
    table beside the chart has them all. ``lines`` are points of lines that names keep off too.
    """
    unit, left = pixel(ax), float(ax.get_xlim()[0])
    width = float(ax.bbox.width)
    centres = [((x - left) / unit, y) for x, y in dots]
    taken = [(x - 5, x + 5, y - 5, y + 5) for x, y in centres]
    taken += [((x - left) / unit - 7, (x - left) / unit + 7, y - 1, y + 1) for x, y in lines]
    for place, text in names:
        x, y = centres[place]
        long = text_width(text, 12)
        for start, middle in ((x + 9, y), (x - 9 - long, y), (x - long / 2, y - 14), (x - long / 2, y + 14)):
            box = (start, start + long, middle - 7, middle + 7)
            if box[0] >= 0 and box[1] <= width and not any(_meet(box, other) for other in taken):
                marks.put(ax, left + start * unit, middle, text, 12)
                taken.append(box)
                break


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[1], other[1]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[2], other[2])
