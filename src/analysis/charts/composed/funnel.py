"""A funnel plot: the share of each class against its size, inside the limits of chance and of the general spread.

Spiegelhalter 2005, Statistics in Medicine 24:1185. The limits are exact, so they are steps and not smooth.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import marks
from analysis.charts.composed import plane, rows
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels

_LEFT, _TOP = 46, 14
_HEIGHT = {False: 330, True: 300}


def draw(
    classes: pd.DataFrame, hidden: pd.DataFrame, limits: pd.DataFrame, target: Fraction, language: str, narrow: bool
) -> Figure:
    """A dot a class, the limits of both levels as lines, ``target``, the share of all together, as the middle.

    ``classes``: columns name, base, share, stands_out. ``hidden``, whose count is confidential: columns base, least,
    most, a dashed line for those of one size, between what their counts may be. ``limits``: as
    ``compare.funnel_limits`` gives them.
    """
    width = NARROW if narrow else WIDE
    bottom = _TOP + _HEIGHT[narrow]
    figure, (names, plot) = canvas(width, bottom + 38, (_LEFT, width - _LEFT))
    sizes = pd.concat([classes["base"], hidden["base"]])
    most = int(sizes.max())
    plot.set_xlim(0, most * 1.06)
    shown = limits[limits["base"] >= sizes.min() / 2]
    reach = [hidden[end] / hidden["base"] for end in ("least", "most")]
    ends = [*classes["share"], *shown["low_share"], *shown["high_share"], *reach[0], *reach[1]]
    shares = plane.Shares.around(ends, _TOP, bottom)
    shares.draw(names, plot, language)
    ticks = rows.ticks(most, width - _LEFT, lambda value: labels.number(value, language))
    marks.axis(plot, _TOP, bottom, *ticks, labels.say("class_comparison.funnel_axis", language))
    for base, alike in hidden.groupby("base"):  # line upon line would be a solid one
        low, high = alike["least"].min() / base, alike["most"].max() / base
        marks.line(plot, (base, base), (shares.y(low), shares.y(high)), "rule", 1.25, dashed=True, behind=True)
    lines = [("", True, [(x, shares.y(target)) for x in plot.get_xlim()])]
    marks.line(plot, *zip(*lines[0][2], strict=True), "ink", 1.25)
    for level, line in shown.groupby("level"):
        dashed = level == limits["level"].min()
        for end in ("low_share", "high_share"):
            points = [(base, shares.y(share)) for base, share in zip(line["base"], line[end], strict=True)]
            marks.line(plot, *zip(*points, strict=True), "soft", 1.25, dashed=dashed)
            lines.append((level_text(level, language), end == "high_share", points))
    share = labels.percent(target, language)
    target_text = labels.say("class_comparison.mark_target" + ("_short" if narrow else ""), language, share=share)
    _name(plot, classes, shares, [(name or target_text, above, points) for name, above, points in lines])
    return figure


def _name(
    plot: Axes, classes: pd.DataFrame, shares: plane.Shares, lines: list[tuple[str, bool, list[plane.Point]]]
) -> None:
    """The dots, the lines by name, and the names of the classes that stand out and of those at both ends."""
    dots = [(float(row.base), shares.y(row.share)) for row in classes.itertuples()]
    for (x, y), stands_out in zip(dots, classes["stands_out"], strict=True):
        marks.dot(plot, x, y, 8, "literal" if stands_out else "count")
    names = plane.Names(plot, dots, [points for _, _, points in lines], shares.bottom)
    ends = (classes["share"].min(), classes["share"].max())
    named = classes["stands_out"] | classes["share"].isin(ends)
    names.name_dots((index, name) for index, name in enumerate(classes["name"]) if named.iloc[index])
    for name, above, points in lines:
        names.name_line(name, (points, above), (points, not above))


def level_text(level: float, language: str) -> str:
    """A confidence level as a percentage with the decimals that it needs.

    >>> level_text(0.95, "en"), level_text(0.998, "vi")
    ('95%', '99,8%')
    """
    share = Fraction(str(level))
    return labels.percent(share, language, 0 if (share * 100).denominator == 1 else 1)
