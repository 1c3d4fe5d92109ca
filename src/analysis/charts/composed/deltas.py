"""Every class against every other: a triangle of cells, the deeper the colour the further apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts import marks
from analysis.charts.lettering import text_width
from analysis.charts.palette import LIGHT
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels

_SHADES = tuple(map(Fraction, ("0.05", "0.1", "0.2", "0.4")))
_LARGEST = 26
_KEY = 46


def draw(names: Sequence[str], deltas: Mapping[tuple[int, int], Fraction], language: str, narrow: bool) -> Figure:
    """Cells below the diagonal: (row, column) -> Cliff's delta of the column's class against the row's.

    Blue where the column's class stands higher, orange where the row's does; the diagonal numbers the columns.
    """
    width = NARROW if narrow else WIDE
    texts = [f"{number} {name}" for number, name in enumerate(names, start=1)]
    left = max(text_width(text, 12) for text in texts) + 10
    last = text_width(str(len(names)), 11)
    cell = min((width - left - last) / len(names), _LARGEST)
    top = _KEY + 8
    step = max(cell, 15)
    figure, (panel,) = canvas(width, top + step * len(names) + 4)
    _key(panel, language)
    for index, text in enumerate(texts):
        y = top + step * (index + 0.5)
        marks.put(panel, 0, y, text, 12)
        marks.put(panel, left + cell * index + 2, y, str(index + 1), 11, colour="soft")
    for (row, column), delta in deltas.items():
        _cell(panel, left + cell * column, top + step * row, cell, step, delta)
    return figure


def shade(delta: Fraction) -> float:
    """How deep the colour of a delta is: the part of the strongest colour, in four steps.

    >>> shade(Fraction(1, 50)), shade(Fraction(-1, 10)), shade(Fraction(9, 10))
    (0.0, 0.5, 1.0)
    """
    return sum(abs(delta) >= least for least in _SHADES) / len(_SHADES)


def _cell(panel: Axes, x: float, y: float, width: float, height: float, delta: Fraction) -> None:
    colour = LIGHT["literal" if delta > 0 else "conventional"]
    alpha = round(0.08 + 0.72 * shade(delta), 2) if shade(delta) else 0.06
    panel.add_artist(
        Rectangle((x + 0.5, y + 0.5), width - 1, height - 1, facecolor=colour, alpha=alpha, linewidth=0, zorder=2)
    )


def _key(panel: Axes, language: str) -> None:
    """The shades with the delta from which each holds, and what the two colours say."""
    x, width = 0.0, panel.get_xlim()[1]
    for least in _SHADES:
        text = "≥ " + labels.number(least, language, 2)
        for dx, sign in ((0, 1), (12, -1)):
            _cell(panel, x + dx, 2, 12, 14, sign * least)
        marks.put(panel, x + 30, 9, text, 12, colour="soft")
        x += 30 + text_width(text, 12) + 12
    for x, key, sign in ((0, "legend_column", 1), (width / 2, "legend_row", -1)):
        _cell(panel, x, 24, 12, 14, sign)
        marks.put(panel, x + 18, 31, labels.say(f"class_comparison.{key}", language), 12, colour="soft")
