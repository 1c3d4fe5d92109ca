"""What charts with a vertical axis of shares have in common: the axis, and names that keep clear of marks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from analysis import labels
from analysis.charts import marks
from analysis.charts.lettering import text_width
from analysis.charts.theme import pixel

_STEPS = (Fraction(1, 100), Fraction(1, 50), Fraction(1, 20), Fraction(1, 10), Fraction(1, 5), Fraction(1, 4))
_MOST_TICKS = 6


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


Point = tuple[float, float]
_Box = tuple[float, float, float, float]
_REACH = 7  # pixels around a point of a line that a name keeps off


class Names:
    """Names in a panel that keep clear of its dots, of its lines and of each other.

    ``dots`` and the points of ``lines`` have x in units of the panel, whose limits must be set, and y in pixels.
    """

    def __init__(self, ax: Axes, dots: Iterable[Point], lines: Iterable[Point] = ()) -> None:
        self.ax, self.unit, self.left = ax, pixel(ax), float(ax.get_xlim()[0])
        self.dots = [self._in_pixels(dot) for dot in dots]
        self.taken: list[_Box] = [(x - 5, x + 5, y - 5, y + 5) for x, y in self.dots]
        centres = [self._in_pixels(point) for point in lines]
        self.lines: list[_Box] = [(x - _REACH, x + _REACH, y - 1, y + 1) for x, y in centres]

    def name_dots(self, names: Iterable[tuple[int, str]]) -> None:
        """Name dots by (place, text), the most important first, beside, above or below them.

        A name without room crosses a line; if that does not help it is left out: the table beside the chart has
        them all.
        """
        for place, text in names:
            x, y = self.dots[place]
            long = text_width(text, 12)
            beside = [(x + 9, y), (x - 9 - long, y), (x - long / 2, y - 14), (x - long / 2, y + 14)]
            askew = [(start, y + dy) for dy in (-11, 11) for start in (x + 7, x - 7 - long)]
            self._put(text, [*beside, *askew], (self.lines, ()))

    def name_line(self, text: str, points: Iterable[Point], above: bool, colour: str = "soft") -> None:
        """Name a line at the first of its points where the name, begun above or below it, has room."""
        starts = ((x + 2, y - 10 if above else y + 10) for x, y in map(self._in_pixels, points))
        self._put(text, list(starts), (self.lines, ()), colour)

    def _put(
        self, text: str, starts: list[Point], avoided: Iterable[Sequence[_Box]], colour: str = "ink"
    ) -> None:
        long = text_width(text, 12)
        boxes = [(x, x + long, y - 7, y + 7) for x, y in starts]
        inside = [box for box in boxes if box[0] >= 0 and box[1] <= self.ax.bbox.width]
        for more in avoided:
            for box in inside:
                if not any(_meet(box, other) for other in (*self.taken, *more)):
                    middle = (box[2] + box[3]) / 2
                    marks.put(self.ax, self.left + box[0] * self.unit, middle, text, 12, colour=colour)
                    self.taken.append(box)
                    return

    def _in_pixels(self, point: Point) -> Point:
        return (point[0] - self.left) / self.unit, point[1]


def _meet(one: _Box, other: _Box) -> bool:
    across = min(one[1], other[1]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[2], other[2])
