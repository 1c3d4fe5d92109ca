"""Marks and where they heap: a column for each step of marks, the cut-offs of a scale as dashed lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.charts.lettering import text_width, wrap
from analysis.charts.marks import line, put
from analysis.charts.palette import LIGHT
from analysis.charts.theme import NARROW, WIDE, canvas, panel, pixel
from analysis.vocabulary import labels

HEIGHT = 274
LEFT, TOP, BOTTOM = 46, 34, 216
APART = 2.2  # how many steps left of the others the bin of all low marks begins
Bins = Sequence[tuple[float, int | None]]


def draw(bins: Bins, step: float, cuts: Sequence[float], language: str, narrow: bool, title: str) -> Figure:
    """Columns of counts over marks; ``bins`` are (lower end, count), the count None where it is confidential.

    The first bin holds all low marks and stands apart from the others. A confidential count has no column: the base
    line is dashed, with [c] where there is room. ``cuts`` are marked and named; without any, round marks are.
    """
    width = NARROW if narrow else WIDE
    figure, _ = canvas(width, HEIGHT)
    ax = panel(figure, LEFT, 0, width - LEFT - 10, HEIGHT)
    pooled = bins[1][0] - APART * step
    ax.set_xlim(pooled, bins[-1][0] + step)
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], integer=True).tick_values(
        0, max([1, *(count for _, count in bins if count is not None)])
    )
    _scale(ax, ticks, language)
    places = [pooled, *(low for low, _ in bins[1:])]
    for low, (_, count) in zip(places, bins, strict=True):
        if count is not None:
            height = (BOTTOM - TOP) * count / ticks[-1]
            column = Rectangle((low + step * 0.08, BOTTOM - height), step * 0.84, height, zorder=2)
            column.set(facecolor=LIGHT["literal"], linewidth=0)
            ax.add_artist(column)
    _base(ax, places, [count is None for _, count in bins], step)
    _marks(ax, bins, cuts, language)
    for index, text in enumerate(wrap(title, 12, width - LEFT - 10)):
        put(ax, pooled, BOTTOM + 34 + 16 * index, text, 12, colour="soft")
    return figure


def _base(ax: Axes, places: Sequence[float], hidden: Sequence[bool], step: float) -> None:
    """The base line, interrupted after the first bin, dashed under confidential counts; [c] where one has room."""
    start = 0
    for is_hidden, run in groupby(hidden[1:]):
        stop = start + len(list(run))
        _segment(ax, places[1 + start], places[stop] + step, is_hidden)
        start = stop
    _segment(ax, places[0], places[0] + step, hidden[0])


def _segment(ax: Axes, low: float, high: float, is_hidden: bool) -> None:
    if not is_hidden:
        line(ax, (low, high), (BOTTOM, BOTTOM))
        return
    text = labels.CONFIDENTIAL
    line(ax, (low, high), (BOTTOM, BOTTOM), dashed=True)
    if (high - low) / pixel(ax) >= text_width(text, 12):
        put(ax, (low + high) / 2, BOTTOM - 9, text, 12, colour="soft", ha="center")


def _scale(ax: Axes, ticks: Sequence[float], language: str) -> None:
    left = float(ax.get_xlim()[0])
    for tick in ticks:
        y = BOTTOM - (BOTTOM - TOP) * tick / ticks[-1]
        if tick:
            line(ax, ax.get_xlim(), (y, y), colour="grid", behind=True)
        put(ax, left, y, labels.number(int(tick), language), 12, colour="soft", ha="right", dx=-6)


def _marks(ax: Axes, bins: Bins, cuts: Sequence[float], language: str) -> None:
    first = float(ax.get_xlim()[0])
    below = f"<{labels.shortest(Fraction(bins[1][0]), language, 2)}"
    put(ax, first, BOTTOM + 14, below, 12, colour="soft")
    taken = first + (text_width(below, 12) + 8) * pixel(ax)
    for cut in cuts:
        line(ax, (cut, cut), (TOP - 10, BOTTOM + 5), colour="conventional", dashed=True)
    for mark in cuts or MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(taken, float(ax.get_xlim()[1])):
        text = labels.shortest(Fraction(mark), language, 2)
        half = text_width(text, 12) / 2 * pixel(ax)
        if mark - half > taken and mark <= ax.get_xlim()[1]:
            put(ax, mark, BOTTOM + 14, text, 12, ha="center", colour="ink" if cuts else "soft")
            taken = mark + half + 4 * pixel(ax)
