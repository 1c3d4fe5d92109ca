"""The canvas of the drawings: a figure whose unit is the CSS pixel, and the settings that it is drawn with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import matplotlib
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.palette import LIGHT

WIDE = 736
NARROW = 328
FONT = "DejaVu Sans"  # ships with matplotlib and has every Vietnamese letter
_PER_INCH = 72  # one point of matplotlib is then one unit of the viewBox, so one CSS pixel
# Text stays text: it is searched, read aloud, and set in the font of the page.
_SETTINGS = {**matplotlib.rcParamsDefault, "svg.fonttype": "none", "svg.hashsalt": "analysis"}
del _SETTINGS["backend"]  # what it is does not matter to a drawing, and to ask for it would load one


@contextmanager
def fixed_settings() -> Iterator[None]:
    """Draw with matplotlib's defaults and ours, whatever a matplotlibrc or a style of the notebook says.

    Only what differs is set: to check all three hundred takes longer than many a drawing.
    """
    now = matplotlib.rcParams
    with matplotlib.rc_context({name: value for name, value in _SETTINGS.items() if now[name] != value}):
        yield


def canvas(width: float, height: float = 1, columns: Sequence[float] = ()) -> tuple[Figure, list[Axes]]:
    """A figure of ``width`` x ``height`` CSS pixels and its panels side by side, one for each column's width.

    In every panel y counts pixels down from the top. So does x from the panel's left edge, until a chart sets
    the limits of x to its data. Without columns there is one panel as wide as the figure. Where the height is only
    known in the end, :func:`fit` sets it.

    >>> figure, (names, bars) = canvas(736, 120, (200, 536))
    >>> bars.get_xlim(), bars.get_ylim()
    ((np.float64(0.0), np.float64(536.0)), (np.float64(120.0), np.float64(0.0)))
    """
    figure = Figure(figsize=(width / _PER_INCH, height / _PER_INCH), dpi=_PER_INCH)
    figure.patch.set_visible(False)
    left, panels = 0.0, []
    for column in columns or (width,):
        panels.append(panel(figure, left, 0, column, height))
        left += column
    return figure, panels


def fit(figure: Figure, height: float) -> Figure:
    """The figure with its height, once all that stands in its panels is put down."""
    figure.set_size_inches(figure.get_size_inches()[0], height / _PER_INCH)
    for axes in figure.axes:
        axes.set_ylim(height, 0)
    return figure


def panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """A panel of a figure at a position in CSS pixels from its top left corner."""
    across, down = (float(size) * _PER_INCH for size in figure.get_size_inches())
    axes = figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(height, 0))
    return axes


def pixel(ax: Axes) -> float:
    """How much of the panel's x one CSS pixel is; right only after the limits of x are set."""
    low, high = ax.get_xlim()
    return float(high - low) / float(ax.bbox.width)


def use() -> None:
    """Set the house's theme as matplotlib's parameters: what an analyst then draws looks like the pages.

    Colours, grid, spines and letters, a figure as wide as a page, and room for every label; a call of seaborn has them,
    too, unless ``sns.set_theme`` comes after. The drawings of the pages do not depend on it.
    """
    matplotlib.rcParams.update({
        "font.family": FONT, "font.size": 10, "text.color": LIGHT["ink"], "figure.facecolor": LIGHT["paper"],
        "axes.facecolor": LIGHT["paper"], "axes.edgecolor": LIGHT["rule"], "axes.labelcolor": LIGHT["soft"],
        "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.axisbelow": True,
        "axes.titlelocation": "left", "axes.titleweight": "bold", "axes.titlesize": 12,
        "axes.prop_cycle": cycler(color=[LIGHT[name] for name in ("literal", "conventional", "count", "alert")]),
        "axes.grid": True, "axes.grid.axis": "x", "grid.color": LIGHT["grid"],
        "xtick.color": LIGHT["rule"], "xtick.labelcolor": LIGHT["soft"], "xtick.major.size": 0,
        "ytick.color": LIGHT["rule"], "ytick.labelcolor": LIGHT["ink"], "ytick.major.size": 0,
        "legend.frameon": False, "patch.edgecolor": LIGHT["paper"],
        "figure.dpi": 100, "figure.figsize": (WIDE / 100, 4.8), "figure.autolayout": True,
        "text.parse_math": False,  # a name is no formula
    })  # fmt: skip
