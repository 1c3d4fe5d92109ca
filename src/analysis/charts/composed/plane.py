"""Names in a chart that keep clear of its dots, of its lines and of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from analysis.charts import marks
from analysis.charts.lettering import text_width

Point = tuple[float, float]
_REACH = (3, 1)  # pixels beside and above a name that keep off lines
_PLACES = 60  # about as many along a line where its name may begin
_FAR = range(26, 140, 12)  # pixels from a dot to a name that a leader joins to it
_ACROSS = 4  # how many of these a leader may reach across a line of the chart
_ALONG = (0.5, 0.15, 0.85, 0, 1)  # where along a name its leader ends


def points(page: Axes, plot: Axes, x: Iterable[float], y: Iterable[float]) -> list[Point]:
    """Where points of a plot stand on the page, in pixels; the limits of the plot must be set."""
    on_screen = plot.transData.transform(np.column_stack([list(x), list(y)]))
    return [tuple(map(float, point)) for point in page.transData.inverted().transform(on_screen)]


class Names:
    """Names on a page that keep clear of dots, of lines and of each other, inside a frame.

    ``dots`` are points and ``lines`` the corners of lines, as :func:`points` gives them; ``frame``: left, top, right,
    bottom, without it the edges of the page.
    """

    def __init__(
        self, page: Axes, dots: Sequence[Point], lines: Iterable[Sequence[Point]] = (),
        frame: tuple[float, float, float, float] | None = None,
    ) -> None:  # fmt: skip
        self.page, self.dots, self.lines = page, dots, list(map(Path, lines))
        self.frame = frame or (0, 0, float(page.get_xlim()[1]), float(page.get_ylim()[0]))
        self.taken = [Bbox([(x - 5, y - 5), (x + 5, y + 5)]) for x, y in dots]

    def name_dots(self, names: Iterable[tuple[int, str]]) -> None:
        """Name dots by (index, text), the most important first, close to them or further off at a leader.

        A name without room is left out: the table beside the chart has them all.
        """
        for index, text in names:
            x, y = self.dots[index]
            long = text_width(text, 12)
            beside = [(x + 9, y), (x - 9 - long, y), (x - long / 2, y - 14), (x - long / 2, y + 14)]
            askew = [(start, y + dy) for dy in (-11, 11) for start in (x + 7, x - 7 - long)]
            if not self._write(text, [*beside, *askew], self.lines):
                self._lead(text, x, y)

    def name_line(self, text: str, *sides: tuple[Sequence[Point], bool]) -> None:
        """Name a line left of its beginning, else at the first point with room on the first of its sides that has any.

        A side is the corners of the line and whether the name stands above it. Where there is no room the name
        crosses other lines, since a line without its name says nothing.
        """
        x, y = sides[0][0][0]
        starts = [(x - text_width(text, 12) - 5, y)]
        for corners, above in sides:
            along = Path(corners).interpolated(max(1, _PLACES // len(corners))).vertices[:-1]
            starts += [(x + 2, y - 10 if above else y + 10) for x, y in along]
        if not self._write(text, starts, self.lines, "soft"):
            self._write(text, starts, (), "soft")

    def _lead(self, text: str, x: float, y: float) -> None:
        """Write a name above or below its dot at the nearest point that a straight leader reaches.

        The leader crosses a line of the chart only where it would be long otherwise, and no dot and no name.
        """
        long = text_width(text, 12)
        for avoided, reach in ((self.lines, _FAR), ((), _FAR[:_ACROSS])):
            for distance, side, part in product(reach, (-1, 1), _ALONG):
                ends = sorted((y + side * 6, y + side * (distance - 8)))
                leader = Bbox([(x - 1, ends[0]), (x + 1, ends[1])])
                start = (x - long * part, y + side * distance)
                if self._is_clear(leader, avoided) and self._write(text, [start], self.lines):
                    marks.line(self.page, (x, x), ends, "rule")
                    self.taken.append(leader)
                    return

    def _write(self, text: str, starts: Iterable[Point], lines: Sequence[Path], colour: str = "ink") -> bool:
        """Write a text at the first start where it is inside the frame and meets nothing; False where there is none."""
        left, top, right, bottom = self.frame
        for x, y in starts:
            box = Bbox([(x, y - 7), (x + text_width(text, 12), y + 7)])
            inside = left <= box.x0 and box.x1 <= right and top <= box.y0 and box.y1 <= bottom
            if inside and self._is_clear(box, lines):
                marks.put(self.page, x, y, text, 12, colour=colour)
                self.taken.append(box)
                return True
        return False

    def _is_clear(self, box: Bbox, lines: Sequence[Path]) -> bool:
        kept_off = box.padded(*_REACH)
        return not (any(map(box.fully_overlaps, self.taken))
                    or any(line.intersects_bbox(kept_off, filled=False) for line in lines))  # fmt: skip
