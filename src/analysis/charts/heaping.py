"""Marks and where they heap: a column for each step of marks, the cut-offs of a scale as dashed lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.charts.lettering import text_width, wrap
from analysis.charts.marks import line, put
from analysis.charts.palette import LIGHT
from analysis.charts.scales import whole_ticks
from analysis.charts.theme import NARROW, WIDE, canvas, panel, pixel
from analysis.vocabulary import labels

HEIGHT = 274
LEFT, TOP, BOTTOM = 46, 34, 216
SUPPRESSED_HEIGHT = 14  # the same for every suppressed count, so that its height tells nothing


def draw(
    bins: Sequence[tuple[float, int | None]],
    step: float,
    cuts: Sequence[float],
    language: str,
    narrow: bool,
    title: str,
) -> Figure:
    """Columns of counts over marks; ``bins`` are (lower end, count), the count None where it is confidential.

    The first bin reaches down to 0 and is drawn as wide as the others, with its upper end below it. ``cuts`` are
    marked and named; without any, round marks are.
    """
    width = NARROW if narrow else WIDE
    figure, _ = canvas(width, HEIGHT)
    ax = panel(figure, LEFT, 0, width - LEFT - 10, HEIGHT)
    first = bins[1][0] - step if len(bins) > 1 else 0
    ax.set_xlim(first, bins[-1][0] + step)
    most = max([1, *(count for _, count in bins if count is not None)])
    _scale(ax, most, language)
    for index, (low, count) in enumerate(bins):
        _column(ax, low if index else first, step, count, most)
    _marks(ax, bins, cuts, language)
    line(ax, ax.get_xlim(), (BOTTOM, BOTTOM))
    for index, text in enumerate(wrap(title, 12, width - LEFT - 10)):
        put(ax, first, BOTTOM + 34 + 16 * index, text, 12, colour="soft")
    return figure


def _column(ax: Axes, low: float, step: float, count: int | None, most: int) -> None:
    height = SUPPRESSED_HEIGHT if count is None else (BOTTOM - TOP) * count / most
    style = {"facecolor": LIGHT["literal"], "linewidth": 0}
    if count is None:
        style = {"facecolor": "none", "edgecolor": LIGHT["soft"], "linewidth": 1, "linestyle": (0, (1, 2))}
    ax.add_artist(Rectangle((low + step * 0.08, BOTTOM - height), step * 0.84, height, zorder=2, **style))


def _scale(ax: Axes, most: int, language: str) -> None:
    left = float(ax.get_xlim()[0])
    for tick in whole_ticks(most, 3):
        y = BOTTOM - (BOTTOM - TOP) * tick / most
        line(ax, ax.get_xlim(), (y, y), colour="grid", behind=True)
        put(ax, left, y, labels.number(tick, language), 12, colour="soft", ha="right", dx=-6)


def _marks(ax: Axes, bins: Sequence[tuple[float, int | None]], cuts: Sequence[float], language: str) -> None:
    first = float(ax.get_xlim()[0])
    below = f"<{_short(bins[1][0], language)}" if len(bins) > 1 else ""
    put(ax, first, BOTTOM + 14, below, 12, colour="soft")
    taken = first + (text_width(below, 12) + 8) * pixel(ax)
    for cut in cuts:
        line(ax, (cut, cut), (TOP - 10, BOTTOM + 5), colour="conventional", dashed=True)
    for mark in cuts or MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(taken, float(ax.get_xlim()[1])):
        text = _short(mark, language)
        half = text_width(text, 12) / 2 * pixel(ax)
        if mark - half > taken and mark <= ax.get_xlim()[1]:
            put(ax, mark, BOTTOM + 14, text, 12, ha="center", colour="ink" if cuts else "soft")
            taken = mark + half + 4 * pixel(ax)


def _short(mark: float, language: str) -> str:
    value = Fraction(mark)
    return labels.number(value, language, 0 if value.denominator == 1 else 2)
