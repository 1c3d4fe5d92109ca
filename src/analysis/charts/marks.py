"""The marks of a drawing: one line of text, bars, intervals, open ends, outlines, dots, lines and an axis.

In all of them x is in the units of the panel, y and sizes are CSS pixels, y down from the top; the limits of
x must be set before. Tones are "literal", "conventional" and "count", colours the names in ``palette.LIGHT``.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis.charts.lettering import text_width
from analysis.charts.palette import LIGHT, TONES
from analysis.charts.theme import FONT, pixel

_HALF_CAPITAL = 0.36  # half the height of a capital, as a part of the size of the text
_FADES = 16


def put(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    size: float = 13,
    bold: bool = False,
    colour: str = "ink",
    ha: str = "left",
    dx: float = 0,
) -> Text:
    """One line of text with its middle at y, moved ``dx`` pixels to the right of x."""
    if "\n" in text:
        raise ValueError(f"{text!r} has a line break: put one line at a time.")
    return ax.text(
        x + dx * pixel(ax),
        y + _HALF_CAPITAL * size,
        text,
        size=size,
        family=FONT,
        weight="bold" if bold else "normal",
        color=LIGHT[colour],
        ha=ha,
        va="baseline",
        parse_math=False,
        zorder=6,
    )


def bar(ax: Axes, y: float, low: float, high: float, height: float = 20, colour: str = "literal") -> None:
    """A filled bar from ``low`` to ``high``."""
    _rectangle(ax, y, low, high, height, facecolor=LIGHT[colour], linewidth=0)


def interval(
    ax: Axes, y: float, low: float, high: float | None, height: float = 20, tone: str = "literal", cap: float = 4
) -> None:
    """Solid from zero to the least value, pale to the greatest, a tall cap on both ends.

    An exact value is solid without caps; ``high`` None has no upper end and is drawn as an open end.
    """
    bar(ax, y, 0, low, height, colour=tone)
    if high is None:
        open_end(ax, y, low, height, tone=tone, cap=cap)
    elif high > low:
        solid, pale = TONES[tone]
        _rectangle(ax, y, low, high, height, facecolor=pale, edgecolor=solid, linewidth=1)
        for end in (low, high):
            _cap(ax, end, y, height / 2 + cap, tone)


def open_end(ax: Axes, y: float, low: float, height: float = 20, tone: str = "literal", cap: float = 4) -> None:
    """A cap at the least value, then a body that fades, with no right edge, and an arrow."""
    solid, pale = TONES[tone]
    right, unit = float(ax.get_xlim()[1]), pixel(ax)
    steps = [low + (right - low) * step / _FADES for step in range(_FADES + 1)]
    for step, (start, end) in enumerate(zip(steps, steps[1:], strict=False)):
        _rectangle(ax, y, start, end, height, facecolor=pale, linewidth=0, alpha=round(1 - step / _FADES, 2))
    _cap(ax, low, y, height / 2 + cap, tone)
    line(ax, (low, right - unit), (y, y), colour=tone, width=2)
    line(ax, [right - 7 * unit, right, right - 7 * unit], [y - 6, y, y + 6], colour=tone, width=2)


def outline(
    ax: Axes, y: float, low: float, high: float, height: float = 20, style: str = "dashed", colour: str = "soft"
) -> None:
    """An empty bar: dashed for what was planned, dotted for what the words do not determine."""
    dashes = {"dashed": (0, (4, 2)), "dotted": (0, (1, 2))}[style]
    _rectangle(ax, y, low, high, height, facecolor="none", edgecolor=LIGHT[colour], linewidth=1.5, ls=dashes)


def dot(ax: Axes, x: float, y: float, size: float = 8, colour: str = "count", hollow: bool = False) -> None:
    """A round mark, filled or a ring; a ring is for a value that a contradiction leaves in doubt."""
    face = LIGHT["paper"] if hollow else LIGHT[colour]
    ax.add_artist(
        Line2D(
            [x], [y], marker="o", markersize=size, markerfacecolor=face, markeredgecolor=LIGHT[colour],
            markeredgewidth=2 if hollow else 0, linestyle="none", clip_on=False, zorder=5,
        )
    )  # fmt: skip


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
    ax.add_artist(
        Line2D(
            x, y, color=LIGHT[colour], linewidth=width, solid_capstyle="butt", solid_joinstyle="miter",
            linestyle=(0, (4, 3)) if dashed else "solid", clip_on=False,
            zorder=0 if behind else 3,
        )
    )  # fmt: skip


def axis(ax: Axes, top: float, bottom: float, ticks: Sequence[float], texts: Sequence[str], title: str = "") -> None:
    """Grid lines at the ticks, a base line from the first to the last, their texts and the title below it.

    A text that would leave the figure on the left or on the right is set flush with it.
    """
    for tick in ticks:
        line(ax, (tick, tick), (top, bottom), colour="grid", behind=True)
    line(ax, (ticks[0], ticks[-1]), (bottom, bottom), behind=True)
    for tick, text in zip(ticks, texts, strict=True):
        put(ax, tick, bottom + 12, text, 12, colour="soft", ha=_flush(ax, tick, text))
    if title:
        put(ax, ticks[0], bottom + 30, title, 12, colour="soft")


def _flush(ax: Axes, tick: float, text: str) -> str:
    half, middle = text_width(text, 12) / 2, float(ax.transData.transform((tick, 0))[0])
    if middle < half:
        return "left"
    return "right" if middle + half > float(ax.figure.bbox.width) else "center"


def _rectangle(ax: Axes, y: float, low: float, high: float, height: float, **style: object) -> None:
    ax.add_artist(Rectangle((low, y - height / 2), high - low, height, clip_on=False, zorder=2, **style))


def _cap(ax: Axes, x: float, y: float, reach: float, tone: str) -> None:
    line(ax, (x, x), (y - reach, y + reach), colour=tone, width=2)
