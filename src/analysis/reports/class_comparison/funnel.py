"""The funnel plot with its words and its table."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts import funnel as chart
from analysis.measures import compare
from analysis.measures.compare.shares import FUNNEL_LEVELS
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.class_comparison.facts import Facts

_CURVE_POINTS = 80


def block(facts: Facts) -> ChartBlock:
    """Every class in the funnel."""
    frame, classes = facts.funnel, len(facts.funnel)
    outside = int((frame["position"] == "beyond_outer").sum())
    between = int((frame["position"] == "beyond_inner").sum())
    return ChartBlock(
        key="funnel",
        language=facts.language,
        headline=facts.say("funnel_headline" if outside else "funnel_headline_none", outside=outside, classes=classes),
        subtitle=facts.say("funnel_subtitle", cut=facts.cut_words, about=facts.about.where),
        draw=partial(_draw, frame, _curves(facts), facts.target, facts.language),
        alt=facts.say(
            "funnel_alt", classes=classes, target=facts.percent(facts.target),
            rows="; ".join(_in_words(row, facts) for row in frame.to_dict("records")),
        ),
        table=_table(facts),
        sources=facts.sources,
        note=(facts.say("funnel_note_read"), facts.say("funnel_note_count", outside=outside, between=between)),
        numbers=(classes, outside, between, "95", "99.8", *facts.about.years),
    )  # fmt: skip


def _draw(frame: pd.DataFrame, curves: pd.DataFrame, target: Fraction, language: str, narrow: bool) -> object:
    return chart.draw(frame, curves, target, language, narrow)


def _curves(facts: Facts) -> pd.DataFrame:
    """The limits at class sizes from half the smallest to beyond the largest."""
    low, high = int(facts.compared["base"].min()) // 2, int(facts.compared["base"].max() * 1.06)
    bases = range(max(low, 1), high + 1, max((high - low) // _CURVE_POINTS, 1))
    return compare.funnel_limits(bases, float(facts.target))


def _in_words(row: dict, facts: Facts) -> str:
    share = facts.percent(Fraction(row["count"], row["base"]))
    return facts.say("funnel_row", name=row["name"], share=share, base=row["base"], position=facts.say(row["position"]))


def _table(facts: Facts) -> ReportTable:
    """Every class of the register, those that are suppressed too."""
    say = facts.say
    columns = (
        Column("class", say("column_class")),
        Column("count", say("column_count", cut=facts.cut_words), "count"),
        Column("base", say("column_base"), "count"),
        Column("share", say("column_share"), "share"),
        Column(
            "limits_95", say("column_limits", level=chart.level_text(FUNNEL_LEVELS[0], facts.language)), "share_span"
        ),
        Column(
            "limits_998", say("column_limits", level=chart.level_text(FUNNEL_LEVELS[1], facts.language)), "share_span"
        ),
        Column("position", say("column_position")),
    )
    shown = {row["class"]: row for row in facts.funnel.to_dict("records")}
    order = sorted(shown.values(), key=lambda row: (-Fraction(row["count"], row["base"]), row["class"]))
    rows = [_row(row, facts) for row in order]
    rows += [_suppressed(code, facts) for code in facts.classes.index if code not in shown]
    everyone = int(facts.compared["at_or_above"].sum()), int(facts.compared["base"].sum())
    rows.append((say("all_classes"), *everyone, facts.target, *[Special.NOT_APPLICABLE] * 3))
    return ReportTable(say("funnel_caption", cut=facts.cut_words), columns, tuple(rows))


def _row(row: dict, facts: Facts) -> tuple[Cell, ...]:
    limits = [_limits(row["base"], level, facts) for level in FUNNEL_LEVELS]
    share = Fraction(row["count"], row["base"])
    return row["name"], row["count"], row["base"], share, *limits, facts.say(row["position"])


def _limits(base: int, level: float, facts: Facts) -> Cell:
    limits = compare.funnel_limits([base], float(facts.target), [level]).iloc[0]
    return Fraction(int(limits["low_count"]), base), Fraction(int(limits["high_count"]), base)


def _suppressed(code: str, facts: Facts) -> tuple[Cell, ...]:
    """A class whose count, or whose size, is not published."""
    row = facts.classes.loc[code]
    count, base = (Special.CONFIDENTIAL if pd.isna(value) else int(value) for value in row[["at_or_above", "base"]])
    nothing = Special.CONFIDENTIAL if Special.CONFIDENTIAL in (count, base) else Special.NOT_APPLICABLE
    return facts.name(code), count, base, nothing, *[nothing] * 2, facts.say("not_compared")
