"""Which pairs (good or better, very good or better) fit: everything possible first, then what is left, enlarged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.lettering import text_width, wrap
from analysis.charts.marks import dot, line, put
from analysis.charts.palette import LIGHT
from analysis.charts.scales import whole_ticks
from analysis.charts.theme import NARROW, WIDE, canvas, panel
from analysis.vocabulary import labels

COLUMNS_APART = 24  # more whole numbers than this are drawn as one area
Corner = tuple[Fraction, Fraction]
GAP = 0.92  # the width of a column of one whole number


@dataclass(frozen=True)
class Frame:
    """Where a plot stands on the canvas, and the whole numbers at its edges."""

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float]
    y_most: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a pair."""
        low, high = self.x
        return self.left + (x - low) / (high - low) * self.width, self.bottom - y / self.y_most * self.height

    @property
    def bottom(self) -> float:
        """The pixel of the base line."""
        return self.top + self.height


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """How many pairs each reading of a frame of :func:`analysis.measures.grades.pairs` leaves."""
    sizes = frame["top_high"] - frame["top_low"] + 1
    return {reading: int(number) for reading, number in sizes.groupby(frame["reading"]).sum().items()}


def draw(
    frame: pd.DataFrame, learners: int, possible: int, corner: Corner | None, language: str, narrow: bool = False
) -> Figure:
    """The triangle of all ``possible`` pairs of a class, then the part that fits.

    ``frame`` has the columns of :func:`analysis.measures.grades.pairs`; ``corner`` is the pair that the printed
    percentages would be without their qualifiers, None where they have none.
    """
    width = NARROW if narrow else WIDE
    figure, (ax,) = canvas(width, 710 if narrow else 400)
    # room for the longest tick on the left
    left = max(34, text_width(labels.number(learners, language), 12) + 9)
    side = min(NARROW - left - 20, 270)
    _whole(ax, Frame(left, 34, side, side, (0, learners), learners), frame, possible, language)
    below = panel(figure, 0, 352, NARROW, 358) if narrow else panel(figure, 352, 0, WIDE - 352, 400)
    least, most = int(frame["up"].min()), int(frame["up"].max())
    first = max(min(least - 1, int(corner[0])) if corner else least - 1, 0)
    across = (NARROW if narrow else WIDE - 352) - left - 8
    top, height = (146, 162) if narrow else (128, 214)
    plot = Frame(left, top, across, height, (first - 0.6, most + 0.6), _roof(frame, corner))
    _enlarged(below, plot, frame, learners, corner, language)
    return figure


def _roof(frame: pd.DataFrame, corner: Corner | None) -> float:
    """The top of the enlarged plot: above every pair that fits and above the ring."""
    most = max(int(frame["top_high"].max()), float(corner[1]) if corner else 0)
    return max(most * 1.02, 1)


def _whole(ax: Axes, plot: Frame, frame: pd.DataFrame, possible: int, language: str) -> None:
    n = plot.y_most
    _fill(ax, [plot.at(*point) for point in ((0, 0), (n, 0), (n, n))], "count-pale")
    literal = frame[frame["reading"] == "literal"]
    strip = [plot.at(row.up, row.top_low) for row in literal.itertuples()]
    strip += [plot.at(row.up, row.top_high) for row in literal[::-1].itertuples()]
    _fill(ax, strip, "literal", edge=3)
    _axes(ax, plot, whole_ticks(int(n)), whole_ticks(int(n))[1:], language)
    put(ax, 0, plot.top - 20, labels.word("region.very_good_up", language), 12, colour="soft")
    # the triangle leaves its upper left free: what the colours are is said there
    said = [
        (labels.say("region.pairs", language, pairs=possible), "ink", True),
        (labels.word("region.before", language), "soft", False),
        (labels.say("region.left", language, pairs=counts(frame)["literal"]), "literal", True),
    ]
    lines = [(part, *look) for text, *look in said for part in wrap(text, 12, 170, look[1])]
    for index, (text, colour, bold) in enumerate(lines):
        put(ax, plot.left + 8, plot.top + 14 + 17 * index, text, 12, bold=bold, colour=colour)


def _axes(ax: Axes, plot: Frame, across: list[int], up: list[int], language: str) -> None:
    line(ax, (plot.left, plot.left + plot.width), (plot.bottom, plot.bottom), behind=True)
    edge = float(ax.bbox.width)
    for tick in across:
        text, x = labels.number(tick, language), plot.at(tick, 0)[0]
        x = min(x, edge - text_width(text, 12) / 2)
        put(ax, x, plot.bottom + 12, text, 12, colour="soft", ha="center")
    for tick in up:
        put(ax, plot.left - 6, plot.at(0, tick)[1], labels.number(tick, language), 12, colour="soft", ha="right")
    put(ax, plot.left, plot.bottom + 30, labels.word("region.good_up", language), 12, colour="soft")


def _enlarged(ax: Axes, plot: Frame, frame: pd.DataFrame, learners: int, corner: Corner | None, language: str) -> None:
    both = dict(iter(frame.groupby("reading")))
    _columns(ax, plot, both["literal"], "literal-pale", "literal")
    usual = both.get("conventional", frame.iloc[:0])
    _columns(ax, plot, usual, "conventional", None)
    low, high = both["literal"]["up"].min(), both["literal"]["up"].max()
    first = int(plot.x[0] + 0.6)
    numbers = [first, *range(low, high + 1)] if high - first < 10 else [low, (low + high) // 2, high]
    _axes(ax, plot, list(dict.fromkeys(numbers)), whole_ticks(int(frame["top_high"].max()), 3), language)
    put(ax, 0, 14, labels.word("region.enlarged", language), 13, bold=True)
    put(ax, 0, 32, labels.word("region.very_good_up", language), 12, colour="soft")
    lines = [("literal", labels.say("region.literal", language, pairs=counts(frame)["literal"]))]
    if len(usual):
        text = labels.say("region.conventional", language, pairs=counts(frame)["conventional"])
        lines.append(("conventional", text))
    for index, (colour, text) in enumerate(lines):
        put(ax, plot.left, 54 + 17 * index, text, 12, bold=True, colour=colour)
    if corner:
        _ring(ax, plot, corner, learners, language)


def _columns(ax: Axes, plot: Frame, rows: pd.DataFrame, colour: str, edge: str | None) -> None:
    """One column a whole number; many of them as one area."""
    if len(rows) > COLUMNS_APART:
        outer = [plot.at(row.up, row.top_low) for row in rows.itertuples()]
        outer += [plot.at(row.up, row.top_high) for row in rows[::-1].itertuples()]
        _fill(ax, outer, colour, edge=1, edge_colour=edge or colour)
        return
    for row in rows.itertuples():
        left, right = row.up - GAP / 2, row.up + GAP / 2
        corners = ((left, row.top_low), (right, row.top_low), (right, row.top_high), (left, row.top_high))
        points = [plot.at(*point) for point in corners]
        _fill(ax, points, colour, edge=1, edge_colour=edge or colour)


def _ring(ax: Axes, plot: Frame, corner: Corner, learners: int, language: str) -> None:
    """The pair that a hurried reader writes down, with its two guides, and why nobody can be it."""
    x, y = plot.at(float(corner[0]), float(corner[1]))
    line(ax, (x, x), (plot.bottom, y - 14), colour="soft", dashed=True)
    line(ax, (plot.left, plot.left + plot.width), (y, y), colour="soft", dashed=True)
    dot(ax, x, y, colour="alert", hollow=True)
    text = corner_words(corner, learners, language)
    right = plot.left + plot.width - x
    room, ha = (right, "left") if right >= plot.width / 2 else (x - plot.left - 4, "right")
    lines = wrap(text, 12, room)
    for index, part in enumerate(lines):
        put(ax, x, y - 22 - 15 * (len(lines) - 1 - index), part, 12, colour="alert", ha=ha)


def corner_words(corner: Corner, learners: int, language: str) -> str:
    """What the percentages would be without their qualifiers, in shares and in learners."""
    shares = [value / learners for value in corner]
    texts = [labels.percent(share, language, 0 if (share * 100).denominator == 1 else 1) for share in shares]
    values = [labels.number(value, language, 2) for value in corner]
    named = dict(zip(("share_x", "share_y", "x", "y"), (*texts, *values), strict=True))
    return labels.say("region.corner", language, **named)


def _fill(
    ax: Axes, points: list[tuple[float, float]], colour: str, edge: float = 0, edge_colour: str | None = None
) -> None:
    ax.fill(
        *zip(*points, strict=True), facecolor=LIGHT[colour], edgecolor=LIGHT[edge_colour or colour], linewidth=edge,
        zorder=2, clip_on=False,
    )  # fmt: skip
    ax.set(xlim=(0, ax.bbox.width), ylim=(ax.bbox.height, 0))
