"""Classes and learners in the mass: a funnel of shares, a matrix of differences, the columns of scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgba, to_rgba_array

from analysis.charts.columns import ChartError, checked, each_once
from analysis.charts.intervals import Palette, axes, colours
from analysis.charts.palette import LIGHT, pair

SHADES = (0.05, 0.1, 0.2, 0.4)  # the deltas from which each deeper colour holds
APART = 2  # how many steps left of the others the column of all low scores stands


def funnel(
    data: pd.DataFrame, *, x: str, y: str, limits: pd.DataFrame | None = None, target: float | None = None,
    hue: str | None = None, palette: Palette | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the share ``y`` of each class against its size ``x``, inside the limits of chance.

    ``limits`` is a frame of ``compare.funnel_limits``: columns base, level, low_share, high_share; the narrowest of its
    levels is dashed. ``target``, the share of all together, is a level line. ``hue`` colours the dots by its values.
    A row without a size or a share has no dot. Returns the Axes: ``ax``, or the current one.

    ChartError for what is no frame or no Axes, for a column that is missing, twice there or no numbers, and for a
    palette with too few colours or with what is none.
    """
    data = checked(data, "funnel", (), (x, y), hue)
    ax = axes(ax, "funnel")
    if pd.notna(target):
        ax.axhline(target, color=LIGHT["ink"], linewidth=1.25, zorder=3)
    if limits is not None:
        limits = checked(limits, "funnel", (), ("base", "level", "low_share", "high_share"))
        for place, (_, line) in enumerate(limits.groupby("level")):
            style = {"color": LIGHT["soft"], "linewidth": 1.25, "linestyle": "solid" if place else (0, (4, 3))}
            ax.plot(line["base"], line["low_share"], **style)
            ax.plot(line["base"], line["high_share"], **style)
    levels = list(data[hue].dropna().unique()) if hue else [None]
    for level, colour in colours(levels, palette, "funnel").items():
        dots = (data[data[hue] == level] if hue else data)[[x, y]].dropna()
        ax.scatter(dots[x], dots[y], 64, pair(colour)[0], linewidths=0, zorder=5, label=str(level))
    ax.set(xlabel=x, ylabel=y)
    if levels and hue:
        ax.legend(title=hue)
    return ax


def deltas(
    data: pd.DataFrame, *, x: str, y: str, delta: str = "delta", order: Sequence[Any] | None = None,
    ax: Axes | None = None, **heatmap: Any,
) -> Axes:  # fmt: skip
    """Draw every class against every other as a matrix of differences from -1 to 1 (Cliff's delta), the deeper the
    further apart, by ``seaborn.heatmap``.

    One row of ``data`` is one cell: ``delta`` of the class in column ``x`` against that in row ``y``, blue where it is
    above zero, orange below. ``order`` is that of both sides; a pair without a row has no cell. Other arguments go to
    ``seaborn.heatmap``, whose ``cmap``, ``norm`` or limits replace the colours. Returns the Axes: ``ax``, or the
    current one; of no row it stays empty.

    ChartError for what is no frame or no Axes, for a column that is missing, twice there or no numbers, and for two
    different rows of one cell.
    """
    import seaborn as sns

    rows = each_once(checked(data, "deltas", (x, y), (delta,)), "deltas", [x, y])
    ax = axes(ax, "deltas")
    names = list(order) if order is not None else list(pd.unique(pd.concat([rows[x], rows[y]])))
    if rows.empty or not names:
        return ax
    matrix = rows.pivot(index=y, columns=x, values=delta).reindex(index=names, columns=names)
    below = [-math.nextafter(shade, 0) for shade in reversed(SHADES)]  # -0.05 is as deep as 0.05
    bounds = [-1, *below, *SHADES, 1]
    house = {"cmap": shades(), "norm": BoundaryNorm(bounds, 9), "cbar_kws": {"ticks": bounds, "format": "%.2g"}}
    house = {} if heatmap.keys() & {"cmap", "norm", "vmin", "vmax", "center"} else house
    style = {"vmin": -1, "vmax": 1, "linewidths": 1, "linecolor": "white", **house, **heatmap}
    sns.heatmap(matrix, ax=ax, **style)
    edges = to_rgba_array(["none" if missing else style["linecolor"] for missing in matrix.isna().to_numpy().ravel()])
    ax.collections[-1].set_edgecolor(edges)
    ax.grid(visible=False)
    ax.tick_params(axis="y", labelrotation=0)
    return ax


def shades() -> ListedColormap:
    """The nine colours of a matrix: orange in four steps, one for hardly any difference, blue in four steps."""
    depths = (0.26, 0.44, 0.62, 0.8)
    return ListedColormap([
        *(to_rgba(LIGHT["conventional"], depth) for depth in reversed(depths)), to_rgba(LIGHT["literal"], 0.06),
        *(to_rgba(LIGHT["literal"], depth) for depth in depths),
    ])  # fmt: skip


def scores(
    data: pd.DataFrame, *, x: str, count: str = "count", cuts: Sequence[float] | None = (),
    ax: Axes | None = None, **histplot: Any,
) -> Axes:  # fmt: skip
    """Draw counts over steps of scores as columns, the cut-offs of a scale as dashed lines, by ``seaborn.histplot``.

    One row of ``data`` is one step: ``x`` its lower end, ``count`` how many learners (missing where it is confidential:
    no column). Steps are equal, but the first may hold all low scores: its column then stands apart from the others.
    Other arguments go to ``seaborn.histplot``. Returns the Axes: ``ax``, or the current one; of no row with a step it
    stays empty.

    ChartError for what is no frame or no Axes, for a column that is missing, twice there or no numbers, for two
    different rows of one step, and for ``y`` and ``weights``, which the frame gives.
    """
    rows = each_once(checked(data, "scores", (), (x, count)), "scores", [x])
    ax = axes(ax, "scores")
    if "y" in histplot or "weights" in histplot:
        raise ChartError(
            f"charts.scores takes no y and no weights: column {count!r} has the heights. Name another as count."
        )
    if rows.empty:
        return ax
    lows, counts = rows[x], rows[count]
    places = columns(ax, lows, counts, pd.Series(cuts, dtype="float64").dropna(), **histplot)
    for place, height in zip(places[places != lows], counts[places != lows].fillna(0), strict=True):
        ax.text(place, height, f"<{sorted(lows.dropna())[1]:g}", ha="left", va="bottom")
    ax.set(xlabel=x, ylabel=count)
    return ax


def columns(ax: Axes, lows: pd.Series, counts: pd.Series, cuts: Sequence[float] = (), **histplot: Any) -> pd.Series:
    """Draw a column for each step that has a count, and a dashed line at each cut-off; gives where the steps begin.

    A first step of all low scores is as wide as the others and stands apart from them.
    """
    import seaborn as sns

    ends = sorted(lows.dropna().unique())
    step = float(ends[-1] - ends[-2]) if len(ends) > 1 else 1.0
    is_pooled = len(ends) > 2 and ends[1] - ends[0] > step
    places = lows.where(lows != ends[0], ends[1] - APART * step) if is_pooled else lows
    bins = {"binrange": (places.min(), places.max() + step), **({} if "bins" in histplot else {"binwidth": step})}
    style = {"shrink": 0.84, "color": "C0", "linewidth": 0, "alpha": 1, **bins, **histplot}
    sns.histplot(x=places + step / 2, weights=counts, ax=ax, **style)
    for cut in cuts:
        ax.axvline(cut, color=LIGHT["conventional"], linewidth=1, linestyle=(0, (4, 3)))
    return places
