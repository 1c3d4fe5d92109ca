"""What charts with a vertical axis of shares have in common: the axis, and names that keep clear of marks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from matplotlib.axes import Axes

from analysis.charts import marks
from analysis.charts.lettering import text_width
from analysis.charts.theme import pixel
from analysis.vocabulary import labels

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
        for step in range(int((self.high - self.low) / self.step) + 1):
            share = self.low + step * self.step
            marks.line(plot, ends, (self.y(share),) * 2, colour="grid", behind=True)
            text = labels.percent(share, language, 0)
            marks.put(names, right, self.y(share), text, 12, colour="soft", ha="right", dx=-8)


Point = tuple[float, float]
_Box = tuple[float, float, float, float]
_REACH = 3  # pixels left and right of a line that a name keeps off
_STRIDE = 12  # pixels between the points where the name of a line may begin
_FAR = range(26, 140, 12)  # pixels from a dot to a name that a leader joins to it
_ACROSS = 4  # how many of these a leader may reach across a line of the chart
_ALONG = (0.5, 0.15, 0.85, 0, 1)  # where along a name its leader ends


class Names:
    """Names in a panel that keep clear of its dots, of its lines and of each other.

    ``dots`` are points and ``lines`` the corners of lines, with x in units of the panel, whose limits must be set,
    and y in pixels; no name stands lower than ``floor``.
    """

    def __init__(
        self, ax: Axes, dots: Iterable[Point], lines: Iterable[Sequence[Point]] = (), floor: float = math.inf
    ) -> None:
        self.ax, self.unit, self.left, self.floor = ax, pixel(ax), float(ax.get_xlim()[0]), floor
        self.dots = [self._in_pixels(dot) for dot in dots]
        self.taken: list[_Box] = [(x - 5, x + 5, y - 5, y + 5) for x, y in self.dots]
        self.lines = [_around(*ends) for line in lines for ends in pairwise(map(self._in_pixels, line))]

    def name_dots(self, names: Iterable[tuple[int, str]]) -> None:
        """Name dots by (index, text), the most important first, close to them or further off at a leader.

        A name without room is left out: the table beside the chart has them all.
        """
        for index, text in names:
            x, y = self.dots[index]
            long = text_width(text, 12)
            beside = [(x + 9, y), (x - 9 - long, y), (x - long / 2, y - 14), (x - long / 2, y + 14)]
            askew = [(start, y + dy) for dy in (-11, 11) for start in (x + 7, x - 7 - long)]
            if box := self._free(text, [*beside, *askew], self.lines):
                self._write(text, box)
            else:
                self._lead(text, x, y)

    def name_line(self, text: str, *sides: tuple[Sequence[Point], bool], colour: str = "soft") -> None:
        """Name a line left of its beginning, else at the first point with room on the first of its sides that has any.

        A side is the corners of the line and whether the name stands above it. Where there is no room the name
        crosses other lines, since a line without its name says nothing.
        """
        x, y = self._in_pixels(sides[0][0][0])
        starts = [(x - text_width(text, 12) - 5, y)]
        for points, above in sides:
            starts += [(x + 2, y - 10 if above else y + 10) for x, y in self._walk(points)]
        if box := self._free(text, starts, self.lines) or self._free(text, starts, ()):
            self._write(text, box, colour)

    def _lead(self, text: str, x: float, y: float) -> None:
        """Write a name above or below its dot at the nearest point that a straight leader reaches.

        The leader crosses a line of the chart only where it would be long otherwise, and no dot and no name.
        """
        long = text_width(text, 12)
        for avoided, reach in ((self.lines, _FAR), ((), _FAR[:_ACROSS])):
            for distance, side, part in product(reach, (-1, 1), _ALONG):
                ends = (y + side * 6, y + side * (distance - 8))
                leader = (x - 1, x + 1, min(ends), max(ends))
                if any(_meet(leader, other) for other in (*self.taken, *avoided)):
                    continue
                if box := self._free(text, [(x - long * part, y + side * distance)], self.lines):
                    marks.line(self.ax, (self.left + x * self.unit,) * 2, ends, "rule")
                    self.taken.append(leader)
                    self._write(text, box)
                    return

    def _free(self, text: str, starts: Iterable[Point], avoided: Iterable[_Box]) -> _Box | None:
        """The first box, of those where the text may start, that is inside the panel and meets nothing."""
        long, kept_off = text_width(text, 12), (*self.taken, *avoided)
        boxes = ((x, x + long, y - 7, y + 7) for x, y in starts)
        inside = (
            box for box in boxes
            if box[0] >= 0 and box[1] <= self.ax.bbox.width and box[2] >= 0 and box[3] <= self.floor
        )  # fmt: skip
        return next((box for box in inside if not any(_meet(box, other) for other in kept_off)), None)

    def _write(self, text: str, box: _Box, colour: str = "ink") -> None:
        marks.put(self.ax, self.left + box[0] * self.unit, (box[2] + box[3]) / 2, text, 12, colour=colour)
        self.taken.append(box)

    def _walk(self, points: Sequence[Point]) -> Iterator[Point]:
        """Points along a line, from its first corner on."""
        for (x, y), (right, other) in pairwise(map(self._in_pixels, points)):
            count = max(1, math.ceil((right - x) / _STRIDE))
            yield from ((x + (right - x) * step / count, y + (other - y) * step / count) for step in range(count))

    def _in_pixels(self, point: Point) -> Point:
        return (point[0] - self.left) / self.unit, point[1]


def _around(one: Point, other: Point) -> _Box:
    """What a straight part of a line takes up, with what names keep off on both sides."""
    (left, right), (top, bottom) = (sorted(ends) for ends in zip(one, other, strict=True))
    return left - _REACH, right + _REACH, top - 1, bottom + 1


def _meet(one: _Box, other: _Box) -> bool:
    across = min(one[1], other[1]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[2], other[2])
