"""A p-chart: the share of each class in order of time, with Shewhart's limits as steps."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks, plane
from analysis.charts.theme import NARROW, WIDE, canvas, pixel
from analysis.vocabulary import labels

_LEFT, _TOP = 46, 14
_HEIGHT = {False: 260, True: 240}
_BELOW = 40


def draw(chart: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """A dot a class, filled blue where it is outside.

    Columns name, when (YYYY-MM), count, base, share, centre, low, high, is_outside.
    """
    width = NARROW if narrow else WIDE
    bottom = _TOP + _HEIGHT[narrow]
    figure, (names, plot) = canvas(width, bottom + _BELOW, (_LEFT, width - _LEFT))
    plot.set_xlim(0, len(chart))
    shares = plane.Shares.around([*chart["share"], *chart["low"], *chart["high"]], _TOP, bottom)
    shares.draw(names, plot, language)
    lines = {name: _steps([shares.y(value) for value in chart[name]]) for name in ("low", "high", "centre")}
    for name, points in lines.items():
        marks.line(plot, *zip(*points, strict=True), "ink" if name == "centre" else "soft", 1.25)
    dots = [(index + 0.5, shares.y(share)) for index, share in enumerate(chart["share"])]
    for (x, y), outside in zip(dots, chart["is_outside"], strict=True):
        marks.dot(plot, x, y, 8, "literal" if outside else "count")
    _dates(plot, list(chart["when"]), _TOP, bottom, language)
    labelling = plane.Names(plot, dots, lines.values(), bottom)
    outside = chart["is_outside"]
    labelling.name_dots((index, name) for index, name in enumerate(chart["name"]) if outside.iloc[index])
    short = "_short" if narrow else ""
    share = labels.percent(Fraction(int(chart["count"].sum()), int(chart["base"].sum())), language)
    target, sigmas = (f"class_comparison.mark_{name}{short}" for name in ("target", "sigmas"))
    labelling.name_line(labels.say(target, language, share=share), (lines["centre"], True))
    labelling.name_line(labels.say(sigmas, language), (lines["high"], True), (lines["low"], False))
    return figure


def _steps(heights: list[float]) -> list[plane.Point]:
    """The corners of a line of steps, a step for each class."""
    return [(index + end, height) for index, height in enumerate(heights) for end in (0, 1)]


def _dates(plot: Axes, dates: list[str], top: float, bottom: float, language: str) -> None:
    """A rule where a date begins, faint like the grid, and its name below in the first of two lines that has room."""
    unit, start, ends = pixel(plot), 0, [-1.0, -1.0]
    marks.line(plot, plot.get_xlim(), (bottom, bottom), behind=True)
    for when, same in groupby(dates):
        size = len(list(same))
        if start:
            marks.line(plot, (start, start), (top, bottom), "grid", behind=True)
            marks.line(plot, (start, start), (bottom, bottom + 5), behind=True)
        text = labels.date(when, language)
        half = lettering.text_width(text, 12) / 2 * unit
        middle = min(max(start + size / 2, half), plot.get_xlim()[1] - half)
        for line in (0, 1):
            if middle - half > ends[line]:
                marks.put(plot, middle, bottom + 13 + 18 * line, text, 12, colour="soft", ha="center")
                ends[line] = middle + half + 6 * unit
                break
        start += size
