"""Colours of the pages and the drawings, and the canvas: a figure whose unit is the CSS pixel."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDE = 736
NARROW = 328
FONT = "DejaVu Sans"  # ships with matplotlib and has every Vietnamese letter
_PER_INCH = 72  # one point of matplotlib is then one unit of the viewBox, so one CSS pixel

# Every text colour stands at 4.5:1 or more on paper and on wash. In grey solid differs from pale by over 40
# in lightness; conventional and count are told apart by place and label.
LIGHT = {
    "paper": "#ffffff", "wash": "#f3f5f6", "ink": "#1b2127", "soft": "#4b5660", "rule": "#8a949d",
    "grid": "#e4e8eb", "literal": "#0d4a7a", "literal-pale": "#c5d9ea", "conventional": "#a8500b",
    "conventional-pale": "#f6d5b4", "count": "#5d6872", "count-pale": "#d9dee2", "alert": "#a3124f",
}  # fmt: skip
DARK = {
    "paper": "#12171c", "wash": "#1b2228", "ink": "#eef1f3", "soft": "#b3bdc6", "rule": "#78838d",
    "grid": "#2a323a", "literal": "#8cc0ec", "literal-pale": "#24435e", "conventional": "#f0a35e",
    "conventional-pale": "#5a3716", "count": "#a3aeb8", "count-pale": "#38424b", "alert": "#ff8fb8",
}  # fmt: skip
# A tone is a pair of colours: what is certain, what is possible.
TONES = {name: (LIGHT[name], LIGHT[f"{name}-pale"]) for name in ("literal", "conventional", "count")}


def canvas(width: float, height: float, columns: Sequence[float] = ()) -> tuple[Figure, list[Axes]]:
    """A figure of ``width`` x ``height`` CSS pixels and its panels side by side, one for each column's width.

    In every panel y counts pixels down from the top. So does x from the panel's left edge, until a chart sets
    the limits of x to its data. Without columns there is one panel as wide as the figure.

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


def panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """A panel of a figure at a place given in CSS pixels from its top left corner."""
    across, down = (float(size) * _PER_INCH for size in figure.get_size_inches())
    axes = figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(height, 0))
    return axes


def pixel(ax: Axes) -> float:
    """How much of the panel's x one CSS pixel is; right only after the limits of x are set."""
    low, high = ax.get_xlim()
    return float(high - low) / float(ax.bbox.width)
