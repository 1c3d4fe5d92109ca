"""Marks and where they heap: a column for each step of marks, the cut-offs of a scale as dashed lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.charts.distributions import columns
from analysis.charts.lettering import text_width
from analysis.charts.marks import line, paragraph, put, upright
from analysis.charts.palette import LIGHT
from analysis.charts.theme import NARROW, WIDE, canvas, panel, pixel
from analysis.vocabulary import labels

HEIGHT = 274
LEFT, TOP, BOTTOM = 46, 34, 216
Bins = Sequence[tuple[float, int | None]]


def draw(bins: Bins, step: float, cuts: Sequence[float], language: str, narrow: bool, title: str) -> Figure:
    """Columns of counts over marks; ``bins`` are (lower end, count), the count None where it is confidential.

    The first bin holds all low marks and stands apart from the others. A confidential count has no column: the base
    line is dashed, with [c] where there is room. ``cuts`` are marked and named; without any, round marks are.
    """
    width = NARROW if narrow else WIDE
    figure, (page,) = canvas(width, HEIGHT)
    ax = panel(figure, LEFT, TOP, width - LEFT - 10, BOTTOM - TOP)
    counts = pd.DataFrame(bins, columns=["low", "count"], dtype="float64")
    places = columns(ax, counts["low"], counts["count"], cuts, color=LIGHT["literal"])
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], integer=True).tick_values(0, counts["count"].max(skipna=True) or 1)
    ax.set(xlim=(places.iloc[0], bins[-1][0] + step), ylim=(0, ticks[-1]))
    upright(ax, ticks, [labels.number(int(tick), language) for tick in ticks])
    _base(ax, list(places), [count is None for _, count in bins], step)
    _marks(ax, bins, cuts, language)
    paragraph(page, BOTTOM + 26, title, 12, width - LEFT - 10, colour="soft", dx=LEFT)
    return figure


def _base(ax: Axes, places: Sequence[float], hidden: Sequence[bool], step: float) -> None:
    """The base line, interrupted after the first bin, dashed under confidential counts; [c] where one has room."""
    runs = [[0], *(list(run) for _, run in groupby(range(1, len(places)), key=lambda place: hidden[place]))]
    for run in runs:
        low, high, text = places[run[0]], places[run[-1]] + step, labels.CONFIDENTIAL
        line(ax, (low, high), (0, 0), dashed=hidden[run[0]])
        if hidden[run[0]] and (high - low) / pixel(ax) >= text_width(text, 12):
            put(ax, (low + high) / 2, 0, text, 12, colour="soft", ha="center", dy=-9)


def _marks(ax: Axes, bins: Bins, cuts: Sequence[float], language: str) -> None:
    """The marks below the base line, as many as keep clear: the cut-offs, else round ones."""
    first, last = map(float, ax.get_xlim())
    below = f"<{labels.shortest(Fraction(bins[1][0]), language, 2)}"
    put(ax, first, 0, below, 12, colour="soft", dy=14)
    taken = first + (text_width(below, 12) + 8) * pixel(ax)
    for mark in cuts or MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(taken, last):
        text = labels.shortest(Fraction(mark), language, 2)
        half = text_width(text, 12) / 2 * pixel(ax)
        if mark - half > taken and mark <= last:
            put(ax, mark, 0, text, 12, ha="center", colour="ink" if cuts else "soft", dy=14)
            taken = mark + half + 4 * pixel(ax)
