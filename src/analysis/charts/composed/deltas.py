"""Every class against every other: a triangle of cells, the deeper the colour the further apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import distributions, marks
from analysis.charts.lettering import text_width
from analysis.charts.theme import NARROW, WIDE, canvas, panel
from analysis.vocabulary import labels

_LARGEST = 26
_KEY = 46


def draw(names: Sequence[str], deltas: Mapping[tuple[int, int], Fraction], language: str, narrow: bool) -> Figure:
    """Cells below the diagonal: (row, column) -> Cliff's delta of the column's class against the row's.

    Blue where the column's class stands higher, orange where the row's does; the diagonal numbers the columns.
    """
    width, count = NARROW if narrow else WIDE, len(names)
    texts = [f"{number} {name}" for number, name in enumerate(names, start=1)]
    left = max(text_width(text, 12) for text in texts) + 10
    cell = min((width - left - text_width(str(count), 12)) / count, _LARGEST)
    top, step = _KEY + 8, max(cell, 15)
    figure, (page,) = canvas(width, top + step * count + 4)
    page.set_zorder(1)
    _key(page, language)
    for index, text in enumerate(texts):
        y = top + step * (index + 0.5)
        marks.put(page, 0, y, text, 12)
        marks.put(page, left + cell * index + 2, y, str(index + 1), 12, colour="soft")
    pairs = pd.DataFrame([(*pair, float(delta)) for pair, delta in deltas.items()], columns=["row", "column", "delta"])
    matrix = panel(figure, left, top, cell * count, step * count)
    distributions.deltas(pairs, x="column", y="row", order=range(count), ax=matrix, cbar=False)
    return figure


def _key(page: Axes, language: str) -> None:
    """The shades with the delta from which each holds, and what the two colours say."""
    colours, x = distributions.shades().colors, 0.0
    for place, least in enumerate(distributions.SHADES, start=1):
        text = "≥ " + labels.number(Fraction(str(least)), language, 2)
        for dx, sign in ((0, 1), (12, -1)):
            marks.bar(page, 9, x + dx + 0.5, x + dx + 11.5, 13, colours[4 + sign * place])
        marks.put(page, x + 30, 9, text, 12, colour="soft")
        x += 30 + text_width(text, 12) + 12
    for x, key, colour in ((0, "legend_column", colours[-1]), (page.get_xlim()[1] / 2, "legend_row", colours[0])):
        marks.bar(page, 31, x + 0.5, x + 11.5, 13, colour)
        marks.put(page, x + 18, 31, labels.say(f"class_comparison.{key}", language), 12, colour="soft")
