"""Rows of what lies between two ends: bounds from zero, strips, and estimates with their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import is_color_like, to_hex
from matplotlib.patches import Patch
from pandas.api import types

from analysis.charts import marks
from analysis.charts.columns import ChartError, checked, each_once, in_order, plain
from analysis.charts.palette import TONES

Palette = Mapping[Any, str] | Sequence[str]
_BAND = 0.9  # of the room of a row, what its bars take with their caps
_BAR = 0.72  # of the room of a bar, what it takes without them
_ROOM = 0.03  # of an axis, what is left beyond the greatest end
ROOM_FOR_ARROW = 0.25  # the same where an end is open


def bounds(
    data: pd.DataFrame, *, low: str = "low", high: str = "high", y: str, hue: str | None = None,
    order: Sequence[Any] | None = None, palette: Palette | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw what numbers may be, of people or shares: solid is certain, pale is possible, an arrow has no upper end.

    One row of ``data`` is one bar: from 0 to ``low`` solid, from there to ``high`` pale. A ``high`` that is missing or
    infinite has no end; such a ``low`` says nothing and leaves its place empty. ``y`` names the rows, from the top in
    the ``order`` given or else in that of the frame; rows that an ``order`` leaves out are not drawn. ``hue`` puts a
    bar for each of its values side by side; "literal" and "conventional" have the colours of the pages, unless a
    ``palette`` of colours (by value, or in their order) gives others. Returns the Axes: ``ax``, or the current one; an
    empty frame leaves it without bars.

    ChartError for what is no frame or no Axes, for a column that is missing, twice there or no numbers, for a ``low``
    above its ``high``, for two different rows of one bar, and for a palette with too few colours or with what is none.
    """
    rows = Rows(data, "bounds", (low, high), y, hue, order, palette, ax)
    said = [row for row in rows.of_order if pd.notna(row[low])]
    least, most = _reached(row[end] for row in said for end in (low, high))
    is_open = any(pd.isna(row[high]) for row in said)
    beyond = [_ROOM if least < 0 else 0, ROOM_FOR_ARROW if is_open else _ROOM]
    rows.reach(least - (most - least) * beyond[0], most + (most - least) * beyond[1])
    for place, height, tone, row in rows:
        if pd.notna(row[low]):
            marks.interval(rows.ax, place, row[low], None if pd.isna(row[high]) else row[high], height, tone)
    return rows.finish(_span(low, high))


def strips(
    data: pd.DataFrame, *, low: str = "low", high: str = "high", y: str, hue: str | None = None,
    order: Sequence[Any] | None = None, palette: Palette | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw many bounds close together: a strip from ``low`` to ``high``, a dot where both are one number.

    For shares of many classes; parameters, order, colours and errors are those of :func:`bounds`. A row of which an end
    is missing or infinite is left empty: a strip has two ends.
    """
    rows = Rows(data, "strips", (low, high), y, hue, order, palette, ax)
    least, most = _reached(row[end] for row in rows.of_order for end in (low, high))
    rows.reach(least - _ROOM * (most - least), most + _ROOM * (most - least))
    for place, height, tone, row in rows:
        if pd.notna(row[low]) and pd.notna(row[high]):
            marks.strip(rows.ax, place, row[low], row[high], height * 0.8, tone)
    return rows.finish(_span(low, high))


def _reached(ends: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest of zero and the ends that there are; 0 and 1 where that is zero alone."""
    known = [0.0, *(end for end in ends if pd.notna(end))]
    return min(known), max(known) if any(known) else 1.0


def _span(low: str, high: str) -> str:
    """What the axis of two columns is called, which are one where every number is exact."""
    return low if low == high else f"{low} to {high}"


def forest(
    data: pd.DataFrame, *, x: str, low: str = "low", high: str = "high", y: str, hue: str | None = None,
    order: Sequence[Any] | None = None, palette: Palette | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw estimates with their intervals around zero, the line of no difference.

    One row of ``data`` is a dot at ``x`` on a line from ``low`` to ``high``; where ``x`` is missing (the count is
    confidential) the line alone, dashed. Other parameters, order, colours and errors are those of :func:`bounds`.
    """
    rows = Rows(data, "forest", (x, low, high), y, hue, order, palette, ax)
    ends = [row[end] for row in rows.of_order for end in (low, high) if pd.notna(row[end])]
    room = _ROOM * (max([0.0, *ends]) - min([0.0, *ends])) or 1
    rows.reach(min([0.0, *ends]) - room, max([0.0, *ends]) + room)
    rows.ax.axvline(0, color=mpl.rcParams["axes.edgecolor"], linewidth=1, zorder=1)
    for place, _, tone, row in rows:
        if pd.notna(row[low]) and pd.notna(row[high]):
            marks.estimate(rows.ax, place, None if pd.isna(row[x]) else row[x], row[low], row[high], tone)
    return rows.finish(x)


@dataclass
class Rows:
    """The rows of a frame under each other on an Axes: iterating gives (place, height, colour, row) of each.

    The places are those of the categories of matplotlib, so that a call of seaborn with the same ``y`` meets them.
    """

    data: pd.DataFrame
    chart: str
    numbers: Sequence[str]
    y: str
    hue: str | None
    order: Sequence[Any] | None
    palette: Palette | None
    ax: Axes | None

    def __post_init__(self) -> None:
        self.data = checked(self.data, self.chart, (self.y,), self.numbers, self.hue)
        self.names = list(self.data[self.y].dropna().unique() if self.order is None else self.order)
        keys = [self.y, self.hue] if self.hue else [self.y]
        drawn = each_once(self.data[self.data[self.y].isin(self.names)], self.chart, keys)
        in_order(drawn, self.chart, *self.numbers[-2:], self.y)
        self.levels = list(self.data[self.hue].dropna().unique()) if self.hue else [None]
        self.colours = colours(self.levels, self.palette, self.chart)
        self.of_order = drawn.to_dict("records")
        self.ax = axes(self.ax, self.chart)

    def reach(self, low: float, high: float) -> None:
        """Set the limits of x; what the Axes holds already stays in sight."""
        self.kept = self.ax.get_ylim() if self.ax.has_data() else ()
        if self.kept:
            left, right = self.ax.get_xlim()
            low, high = min(low, left), max(high, right)
        self.ax.set_xlim(low, high)

    def __iter__(self) -> Iterator[tuple[float, float, str, dict]]:
        self.ax.yaxis.update_units([str(name) for name in self.names])
        several = len(self.of_order) > len({row[self.y] for row in self.of_order})
        height = _BAND / (len(self.levels) if several else 1)
        for row in self.of_order:
            level = row[self.hue] if self.hue else None
            shift = (self.levels.index(level) - (len(self.levels) - 1) / 2) * height * several
            middle = float(self.ax.convert_yunits(str(row[self.y])))
            yield middle + shift, height * _BAR, self.colours[level], row

    def finish(self, title: str) -> Axes:
        """The Axes with the first row on top, its labels, and a legend of the hues, beside it where there is room."""
        places = [float(self.ax.convert_yunits(str(name))) for name in self.names] or [0.0]
        edges = (*(place + shift for place in places for shift in (-0.5, 0.5)), *self.kept)
        self.ax.set(ylim=(max(edges), min(edges)), xlabel=title, ylabel=self.y)
        if self.hue and self.levels:
            handles = [Patch(color=marks.pair(self.colours[level])[0], label=str(level)) for level in self.levels]
            figure = self.ax.figure
            # beside it only where nothing is there: without a layout the next Axes would cover the legend
            is_free = figure.get_layout_engine() is not None or figure.axes == [self.ax]
            place = {"loc": "upper left", "bbox_to_anchor": (1, 1)} if is_free else {"loc": "best"}
            self.ax.legend(handles=handles, title=self.hue, **place)
        return self.ax


def axes(ax: Axes | None, chart: str) -> Axes:
    """What is drawn into: ``ax``, for None the current Axes of pyplot; ChartError for what is none."""
    if ax is None:
        from matplotlib import pyplot as plt

        return plt.gca()
    if not isinstance(ax, Axes):
        raise ChartError(
            f"charts.{chart} draws into an Axes, not {type(ax).__name__}. "
            "Give ax one, such as plt.subplots()[1], of several one, such as axes[0]."
        )
    return ax


def colours(levels: Sequence[Any], palette: Palette | None, chart: str) -> dict[Any, str]:
    """A colour for each level: of the palette, else the tone of that name, else the next of matplotlib's cycle.

    Of yes and no, no is grey.
    """
    if levels == [None]:
        return {None: "C0"}
    if palette is None and set(levels) <= {True, False}:
        return {level: "C0" if level else "count" for level in levels}
    if palette is None:
        cycle = mpl.rcParams["axes.prop_cycle"].by_key().get("color", ["literal"])
        named = {level: level for level in levels if level in TONES}
        others = [level for level in levels if level not in named]
        return {**named, **{level: cycle[place % len(cycle)] for place, level in enumerate(others)}}
    if isinstance(palette, Mapping):
        if lacking := [level for level in levels if level not in palette]:
            raise ChartError(
                f"charts.{chart}: the palette has no colour for {plain(lacking[0])!r}. Add it to the palette."
            )
        palette = [palette[level] for level in levels]
    given = [_colour(colour, chart) for colour in (palette if types.is_list_like(palette) else [palette])]
    if len(given) < len(levels):
        raise ChartError(
            f"charts.{chart}: the palette has too few colours, {len(given)} for {len(levels)} values. "
            f"Add one for {plain(levels[len(given)])!r}."
        )
    return dict(zip(levels, given, strict=False))


def _colour(colour: Any, chart: str) -> str:
    if isinstance(colour, str) and colour in TONES:
        return colour
    if not is_color_like(colour):
        raise ChartError(
            f"charts.{chart}: {colour!r} in the palette is no colour. "
            "Give a list of colours, such as ['C0', '#804000'] or sns.color_palette('viridis', 2)."
        )
    return to_hex(colour)
