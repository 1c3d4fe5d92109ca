"""The marks of a drawing: one line of text, bars, intervals, open ends, outlines, dots, lines and an axis.

x, y and heights are in the units of the Axes, the sizes of dots, lines and texts are points. On the canvas of a page
both are CSS pixels, y down from the top. The limits of x must be set before an open end and an axis.
Tones are "literal", "conventional", "count" or any colour of matplotlib, colours also the names in ``palette.LIGHT``.
Marks on an Axes that shows its axis are clipped to it; on a canvas they are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import offset_copy

from analysis.charts import lettering
from analysis.charts.palette import LIGHT, pair
from analysis.charts.theme import FONT

_HALF_CAPITAL = 0.36  # half the height of a capital, as a part of the size of the text
_FADES = 16
_CAP = 0.7  # how far a cap reaches from the middle of its bar, as a part of the bar's height
_ARROW = Path([(-7, 6), (0, 0), (-7, -6)])


def put(
    ax: Axes, x: float, y: float, text: str, size: float = 13, bold: bool = False, colour: str = "ink",
    ha: str = "left", dx: float = 0, dy: float = 0,
) -> Text:  # fmt: skip
    """One line of text with its middle at y, moved ``dx`` points to the right and ``dy`` down."""
    if "\n" in text:
        raise ValueError(f"{text!r} has a line break: put one line at a time.")
    place = offset_copy(ax.transData, ax.figure, dx, -dy - _HALF_CAPITAL * size, units="points")
    return ax.text(
        float(x), float(y), text, size=size, family=FONT, weight="bold" if bold else "normal", color=LIGHT[colour],
        ha=ha, va="baseline", parse_math=False, zorder=6, transform=place,
    )  # fmt: skip


def paragraph(
    ax: Axes, y: float, text: str, size: float, width: float, bold: bool = False, colour: str = "ink", dx: float = 0
) -> float:
    """A text at the left edge in lines of at most ``width`` pixels from y down, and where the next may begin."""
    step = 16 if size <= 12 else 18
    for line in lettering.lines(text, size, width, bold):
        put(ax, float(ax.get_xlim()[0]), y + step / 2, line, size, bold, colour, dx=dx)
        y += step
    return y


def bar(ax: Axes, y: float, low: float, high: float, height: float = 20, colour: str = "literal", **style: Any) -> None:
    """A filled bar from ``low`` to ``high``."""
    style = {"facecolor": LIGHT.get(colour, colour), "linewidth": 0, **style}
    size = float(high) - float(low)
    ax.add_patch(Rectangle((float(low), y - height / 2), size, height, clip_on=ax.axison, zorder=2, **style))


def interval(
    ax: Axes, y: float, low: float, high: float | None, height: float = 20, tone: str = "literal", start: float = 0
) -> None:
    """Solid from ``start`` to the least value, pale to the greatest, a tall cap on both ends.

    An exact value is solid without caps; ``high`` None has no upper end and is drawn as an open end. Below ``start``
    solid goes down to the greatest value, which is then certain.
    """
    certain = max(low, start) if high is None else max(low, min(high, start))
    bar(ax, y, start, certain, height, pair(tone)[0])
    if high is None:
        open_end(ax, y, low, height, tone)
    elif high > low:
        strip(ax, y, low, high, height, tone)


def strip(ax: Axes, y: float, low: float, high: float, height: float = 20, tone: str = "literal") -> None:
    """Pale from the least value to the greatest, a tall cap on both ends; an exact value is a dot."""
    solid, pale = pair(tone)
    if low == high:
        dot(ax, low, y, colour=solid)
        return
    bar(ax, y, low, high, height, pale, edgecolor=solid, linewidth=1)
    for end in (low, high):
        _cap(ax, end, y, height, solid)


def open_end(ax: Axes, y: float, low: float, height: float = 20, tone: str = "literal") -> None:
    """A cap at the least value, then a body that fades, with no right edge, and an arrow."""
    solid, pale = pair(tone)
    right = float(ax.get_xlim()[1])
    steps = [low + (right - low) * step / _FADES for step in range(_FADES + 1)]
    for step, (start, end) in enumerate(pairwise(steps)):
        bar(ax, y, start, end, height, pale, alpha=round(1 - step / _FADES, 2))
    _cap(ax, low, y, height, solid)
    line(ax, (low, right), (y, y), solid, 2)
    _mark(ax, right, y, _ARROW, 14, markerfacecolor="none", markeredgecolor=solid, markeredgewidth=2)


def outline(ax: Axes, y: float, low: float, high: float, height: float = 20) -> None:
    """An empty, dotted bar, for what the words do not determine."""
    bar(ax, y, low, high, height, "none", edgecolor=LIGHT["rule"], linewidth=1.5, linestyle=(0, (1, 2)))


def dot(ax: Axes, x: float, y: float, size: float = 8, colour: str = "count", hollow: bool = False) -> None:
    """A round mark, filled or a ring; a ring is for a value that a contradiction leaves in doubt."""
    colour = LIGHT.get(colour, colour)
    face = LIGHT["paper"] if hollow else colour
    width = 2 if hollow else 0
    _mark(ax, x, y, "o", size, markerfacecolor=face, markeredgecolor=colour, markeredgewidth=width)


def estimate(
    ax: Axes, y: float, value: float | None, low: float, high: float, tone: str = "literal", hollow: bool = False
) -> None:
    """A dot on a line between the ends of its interval; without a value the line alone, dashed."""
    solid, _ = pair(tone)
    line(ax, (low, high), (y, y), solid, 2, dashed=value is None)
    if value is not None:
        dot(ax, value, y, 8, solid, hollow)


def rings(ax: Axes, y: float, low: float, high: float) -> None:
    """The ends of what a contradiction leaves in doubt, joined; one ring where it leaves one value."""
    line(ax, (low, high), (y, y), colour="alert", width=2.5)
    for end in dict.fromkeys((low, high)):
        dot(ax, end, y, colour="alert", hollow=True)


def line(
    ax: Axes,
    x: Sequence[float],
    y: Sequence[float],
    colour: str = "rule",
    width: float = 1,
    dashed: bool = False,
    behind: bool = False,
) -> None:
    """A line through points, above the bars or behind them."""
    ax.add_line(
        Line2D(
            list(map(float, x)), list(map(float, y)), color=LIGHT.get(colour, colour), linewidth=width,
            solid_capstyle="butt", solid_joinstyle="miter", linestyle=(0, (4, 3)) if dashed else "solid",
            clip_on=ax.axison, zorder=0 if behind else 3,
        )
    )  # fmt: skip


def axis(ax: Axes, top: float, bottom: float, ticks: Sequence[float], texts: Sequence[str], title: str = "") -> None:
    """Grid lines at the ticks, a base line from the first to the last, their texts and the title below it.

    A text that would leave the figure on the left or on the right is set flush with it.
    """
    for tick, text in zip(ticks, texts, strict=True):
        line(ax, (tick, tick), (top, bottom), colour="grid", behind=True)
        put(ax, tick, bottom, text, 12, colour="soft", ha=_flush(ax, tick, text), dy=12)
    line(ax, (ticks[0], ticks[-1]), (bottom, bottom), behind=True)
    if title:
        put(ax, ticks[0], bottom, title, 12, colour="soft", dy=30)


def upright(ax: Axes, ticks: Sequence[float], texts: Sequence[str]) -> None:
    """An axis on the left: grid lines at the ticks, their texts left of the Axes."""
    ends = ax.get_xlim()
    for tick, text in zip(ticks, texts, strict=True):
        line(ax, ends, (tick, tick), colour="grid", behind=True)
        put(ax, ends[0], tick, text, 12, colour="soft", ha="right", dx=-8)


def _flush(ax: Axes, tick: float, text: str) -> str:
    half, middle = lettering.text_width(text, 12) / 2, float(ax.transData.transform((tick, 0))[0])
    if middle < half:
        return "left"
    return "right" if middle + half > float(ax.figure.bbox.width) else "center"


def _cap(ax: Axes, x: float, y: float, height: float, colour: str) -> None:
    line(ax, (x, x), (y - _CAP * height, y + _CAP * height), colour, 2)


def _mark(ax: Axes, x: float, y: float, marker: Any, size: float, **style: Any) -> None:
    ax.add_line(
        Line2D([float(x)], [y], marker=marker, markersize=size, linestyle="none", clip_on=False, zorder=5, **style)
    )
