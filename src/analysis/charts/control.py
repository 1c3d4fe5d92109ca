"""A p-chart: the share of each class in order of time, with Shewhart's limits as steps."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import labels
from analysis.charts import lettering, marks, plane
from analysis.charts.plane import Sample
from analysis.charts.theme import NARROW, WIDE, canvas, pixel

_LEFT = 46
_HEIGHT = {False: 260, True: 240}
_BELOW = 54


def draw(chart: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """A dot a class, filled blue where outside; columns name, when (YYYY-MM), share, centre, low, high, is_outside."""
    width = NARROW if narrow else WIDE
    samples = _samples(language)
    top = plane.legend_height(samples, width) + 14
    bottom = top + _HEIGHT[narrow]
    figure, (names, plot) = canvas(width, bottom + _BELOW, (_LEFT, width - _LEFT))
    plot.set_xlim(0, len(chart))
    shares = plane.Shares.around([*chart["share"], *chart["low"], *chart["high"]], top, bottom)
    shares.draw(names, plot, language)
    plane.legend(names, samples, width)
    for name, colour in (("low", "soft"), ("high", "soft"), ("centre", "ink")):
        _steps(plot, [shares.y(value) for value in chart[name]], colour)
    places = [(place + 0.5, shares.y(share)) for place, share in enumerate(chart["share"])]
    for (x, y), outside in zip(places, chart["is_outside"], strict=True):
        marks.dot(plot, x, y, 8, "literal" if outside else "count")
    outside = [(place, name) for place, name in enumerate(chart["name"]) if chart["is_outside"].iloc[place]]
    plane.name_dots(plot, places, outside)
    _dates(plot, list(chart["when"]), top, bottom, language)
    return figure


def _steps(plot: Axes, heights: list[float], colour: str) -> None:
    x = [end for place in range(len(heights)) for end in (place, place + 1)]
    y = [height for height in heights for _ in range(2)]
    marks.line(plot, x, y, colour, 1.25)


def _dates(plot: Axes, dates: list[str], top: float, bottom: float, language: str) -> None:
    """A rule where a date begins, and its name below in the first of two lines that has room; else none."""
    unit, start, ends = pixel(plot), 0, [-1.0, -1.0]
    marks.line(plot, plot.get_xlim(), (bottom, bottom), behind=True)
    for when, same in groupby(dates):
        size = len(list(same))
        if start:
            marks.line(plot, (start, start), (top, bottom), "rule", 1, behind=True)
        text = labels.date(when, language)
        half = lettering.text_width(text, 12) / 2 * unit
        middle = min(max(start + size / 2, half), plot.get_xlim()[1] - half)
        for line in (0, 1):
            if middle - half > ends[line]:
                marks.put(plot, middle, bottom + 13 + 18 * line, text, 12, colour="soft", ha="center")
                ends[line] = middle + half + 6 * unit
                break
        start += size


def _samples(language: str) -> list[Sample]:
    say = lambda key: labels.say(f"class_comparison.{key}", language)  # noqa: E731
    return [
        Sample("line", "ink", say("legend_target")),
        Sample("line", "soft", say("legend_sigmas")),
        Sample("dot", "count", say("legend_inside")),
        Sample("dot", "literal", say("legend_outside")),
    ]
