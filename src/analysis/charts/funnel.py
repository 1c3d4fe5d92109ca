"""A funnel plot: the share of each class against its size, inside the limits that chance alone keeps to.

Spiegelhalter 2005, Statistics in Medicine 24:1185. The limits are exact, so they are steps and not smooth.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import labels
from analysis.charts import marks, plane, rows
from analysis.charts.plane import Sample
from analysis.charts.theme import NARROW, WIDE, canvas

_LEFT = 46
_HEIGHT = {False: 330, True: 300}
_DOTS = {"inside": ("count", False), "beyond_inner": ("literal", True), "beyond_outer": ("literal", False)}


def draw(classes: pd.DataFrame, limits: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """A dot a class, the limits of both levels as lines, the share of all together as the middle.

    ``classes``: columns name, base, share, target, position ("inside", "beyond_inner", "beyond_outer").
    ``limits``: columns base, level, low_share, high_share, as ``compare.funnel_limits`` gives them.
    """
    width = NARROW if narrow else WIDE
    samples = _samples(limits, language)
    top = plane.legend_height(samples, width) + 14
    bottom = top + _HEIGHT[narrow]
    figure, (names, plot) = canvas(width, bottom + 38, (_LEFT, width - _LEFT))
    most = int(classes["base"].max())
    plot.set_xlim(0, most * 1.06)
    shown = limits[limits["base"] >= classes["base"].min() / 2]
    ends = [*classes["share"], *shown["low_share"], *shown["high_share"]]
    shares = plane.Shares.around(ends, top, bottom)
    shares.draw(names, plot, language)
    plane.legend(names, samples, width)
    ticks = rows.ticks(most, width - _LEFT, lambda value: labels.number(value, language))
    marks.axis(plot, top, bottom, *ticks, labels.say("class_comparison.funnel_axis", language))
    target = shares.y(float(classes["target"].iloc[0]))
    marks.line(plot, plot.get_xlim(), (target, target), "ink", 1)
    points = []
    for level, line in shown.groupby("level"):
        for end in ("low_share", "high_share"):
            heights = [shares.y(share) for share in line[end]]
            marks.line(plot, list(line["base"]), heights, "soft", 1.25, dashed=level == limits["level"].min())
            points += zip(line["base"], heights, strict=True)
    _dots(plot, classes, shares, points)
    return figure


def _dots(plot: Axes, classes: pd.DataFrame, shares: plane.Shares, lines: list[tuple[float, float]]) -> None:
    """The dots, and the names of those outside everything."""
    heights = [shares.y(share) for share in classes["share"]]
    places = list(zip(map(float, classes["base"]), heights, strict=True))
    for (x, y), position in zip(places, classes["position"], strict=True):
        colour, hollow = _DOTS[position]
        marks.dot(plot, x, y, 8, colour, hollow)
    outside = classes["position"] == "beyond_outer"
    named = [(place, name) for place, name in enumerate(classes["name"]) if outside.iloc[place]]
    plane.name_dots(plot, places, named, lines)


def _samples(limits: pd.DataFrame, language: str) -> list[Sample]:
    inner, outer = (level_text(level, language) for level in sorted(set(limits["level"])))
    say = lambda key, **places: labels.say(f"class_comparison.{key}", language, **places)  # noqa: E731
    return [
        Sample("line", "ink", say("legend_target")),
        Sample("dashes", "soft", say("legend_limits", level=inner)),
        Sample("line", "soft", say("legend_limits", level=outer)),
        Sample("dot", "count", say("legend_inside")),
        Sample("ring", "literal", say("legend_between")),
        Sample("dot", "literal", say("legend_outside")),
    ]


def level_text(level: float, language: str) -> str:
    """A confidence level as a percentage with the decimals that it needs.

    >>> level_text(0.95, "en"), level_text(0.998, "vi")
    ('95%', '99,8%')
    """
    share = Fraction(str(level))
    return labels.percent(share, language, 0 if (share * 100).denominator == 1 else 1)
