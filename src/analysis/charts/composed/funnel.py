"""A funnel plot: the share of each class against its size, inside the limits of chance and of the general spread.

Spiegelhalter 2005, Statistics in Medicine 24:1185. The limits are exact, so they are steps and not smooth.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.charts import distributions, marks
from analysis.charts.composed import plane, rows
from analysis.charts.theme import NARROW, WIDE, canvas, panel
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
    width, height = NARROW if narrow else WIDE, _HEIGHT[narrow]
    figure, (page,) = canvas(width, _TOP + height + 38)
    page.set_zorder(1)
    plot = panel(figure, _LEFT, _TOP, width - _LEFT, height)
    sizes = pd.concat([classes["base"], hidden["base"]]).astype(float)
    shown, most = limits[limits["base"] >= sizes.min() / 2], sizes.max()
    ends = hidden[["least", "most"]].div(hidden["base"], axis=0).astype(float)
    reach = pd.concat([classes["share"], shown["low_share"], shown["high_share"], ends["least"], ends["most"]])
    ticks = share_ticks(reach.min(), reach.max())
    plot.set(xlim=(0, most * 1.06), ylim=(float(ticks[0]), float(ticks[-1])))
    marks.upright(plot, ticks, [labels.percent(tick, language, 0) for tick in ticks])
    across = rows.ticks(most, width - _LEFT, lambda value: labels.number(value, language))
    title = labels.say("class_comparison.funnel_axis", language)
    marks.axis(plot, float(ticks[-1]), float(ticks[0]), *across, title)
    for base, alike in ends.groupby(hidden["base"].astype(float)):  # line upon line would be a solid one
        marks.line(plot, (base, base), (alike["least"].min(), alike["most"].max()), "rule", 1.25, dashed=True)
    tones = {True: "literal", False: "count"}
    distributions.funnel(
        classes, x="base", y="share", limits=shown, target=float(target), hue="stands_out", palette=tones, ax=plot
    )
    plot.legend([]).remove()
    _name(page, plot, classes, shown, target, language, narrow)
    return figure


def share_ticks(low: float, high: float) -> list[Fraction]:
    """Round shares that hold both between the first and the last, within 0 and 1.

    >>> list(map(str, share_ticks(0.55, 0.86)))
    ['1/2', '3/5', '7/10', '4/5', '9/10']
    """
    ticks = MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(max(low, 0), min(high, 1))
    return [Fraction(tick).limit_denominator(1000) for tick in ticks if -1e-9 < tick < 1 + 1e-9]


def _name(
    page: Axes, plot: Axes, classes: pd.DataFrame, limits: pd.DataFrame, target: Fraction, language: str, narrow: bool
) -> None:
    """The lines by name, and the names of the classes that stand out and of those at both ends."""
    share = labels.percent(target, language)
    text = labels.say("class_comparison.mark_target" + ("_short" if narrow else ""), language, share=share)
    lines = [(text, True, plane.points(page, plot, plot.get_xlim(), [float(target)] * 2))]
    for level, line in limits.groupby("level"):
        for end in ("low_share", "high_share"):
            points = plane.points(page, plot, line["base"], line[end])
            lines.append((level_text(level, language), end == "high_share", points))
    dots = plane.points(page, plot, classes["base"].astype(float), classes["share"])
    low, high = (plot.transData.transform((x, 0))[0] for x in plot.get_xlim())
    names = plane.Names(page, dots, [points for *_, points in lines], (low, 0, high, _TOP + _HEIGHT[narrow]))
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
