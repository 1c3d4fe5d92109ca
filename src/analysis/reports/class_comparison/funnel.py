"""The funnel plot with its words and its table."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts.composed import funnel as chart
from analysis.measures import compare
from analysis.measures.compare.shares import FUNNEL_LEVELS
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.class_comparison.facts import P_DECIMALS, Facts
from analysis.vocabulary import labels

_CURVE_POINTS = 80


def block(facts: Facts) -> ChartBlock:
    """Every class in the funnel."""
    frame = _shares(facts)
    stand, classes = int(frame["stands_out"].sum()), len(facts.classes)
    key = "few" if facts.is_few else "chance" if facts.phi[1] <= 1 else "hidden" if len(facts.hidden) else "spread"
    headline = "spread" if key == "spread" and facts.is_differing else "hidden" if key == "hidden" else "outside"
    return ChartBlock(
        key="funnel",
        language=facts.language,
        headline=facts.say(f"funnel_headline_{headline}", phi=labels.number(Fraction(facts.phi[1]), facts.language, 1),
                           raw=labels.number(Fraction(facts.phi[0]), facts.language, 1), before=facts.outside(),
                           classes=len(facts.shown)),
        subtitle=facts.subtitle("funnel_subtitle"),
        draw=partial(_draw, frame, facts.hidden.dropna(subset="base"), _curves(facts), facts.target, facts.language),
        alt=facts.say(
            "funnel_alt", classes=classes, target=facts.percent(facts.target),
            rows="; ".join([*(_in_words(row, facts) for row in frame.to_dict("records")), *_hidden_in_words(facts)]),
        ),
        table=_table(frame, facts),
        sources=facts.sources,
        note=_notes(facts, key),
        numbers=(*counted(facts), *_p_values(facts), stand, classes, "95", "99.8", *facts.about.years),
    )  # fmt: skip


def counted(facts: Facts) -> tuple[object, ...]:
    """The numbers of the note on the general spread, which no table holds."""
    phi = (labels.rounded(Fraction(value), 1) for value in facts.phi)
    return (
        *phi,
        facts.outside(),
        facts.outside(facts.phi[1]),
        len(facts.hidden),
        len(facts.shown),
        compare.FEWEST,
        compare.DRAWS,
    )


def _shares(facts: Facts) -> pd.DataFrame:
    """The published classes, the largest share first: columns name, count, base, share, stands_out."""
    frame = facts.verdicts[["name", "count", "base", "stands_out"]]
    exact = dict(zip(frame.index, map(Fraction, frame["count"], frame["base"]), strict=True))
    order = sorted(frame.index, key=lambda code: (-exact[code], code))
    return frame.assign(share=frame["count"] / frame["base"]).loc[order]


def _draw(
    frame: pd.DataFrame, hidden: pd.DataFrame, curves: pd.DataFrame, target: Fraction, language: str, narrow: bool
) -> object:
    return chart.draw(frame, hidden, curves, target, language, narrow)


def _curves(facts: Facts) -> pd.DataFrame:
    """The limits at class sizes from half the smallest to beyond the largest."""
    bases = facts.classes["base"].dropna()
    low, high = int(bases.min()) // 2, int(bases.max() * 1.06)
    sizes = range(max(low, 1), high + 1, max((high - low) // _CURVE_POINTS, 1))
    return compare.funnel_limits(sizes, float(facts.target), phi=facts.phi[1])


def _notes(facts: Facts, key: str) -> tuple[str, ...]:
    """How to read it, how much the classes are spread, and what confidential counts leave open."""
    raw, phi = facts.phi
    say = {
        "raw": labels.number(Fraction(raw), facts.language, 1),
        "phi": labels.number(Fraction(phi), facts.language, 1),
        "before": facts.outside(),
        "after": facts.outside(phi),
        "classes": len(facts.classes),
        "fewest": compare.FEWEST,
    }
    notes = [facts.say("funnel_note_read"), facts.say(f"funnel_note_{key}", **say)]
    for p_value in _p_values(facts):
        is_least = p_value == Fraction(labels.rounded(Fraction(1, compare.DRAWS + 1), P_DECIMALS))
        key = "funnel_note_alike" + ("_hidden" if len(facts.hidden) else "_least" if is_least else "")
        notes.append(facts.say(key, p=labels.number(p_value, facts.language, P_DECIMALS), draws=compare.DRAWS))
    if len(facts.hidden):
        notes.append(hidden_note(facts))
    return tuple(notes)


def _p_values(facts: Facts) -> tuple[Fraction, ...]:
    """The p-value of all classes being alike, as it is printed; none where it cannot be said."""
    if facts.homogeneity is None:
        return ()
    return (Fraction(labels.rounded(Fraction(facts.homogeneity), P_DECIMALS)),)


def hidden_note(facts: Facts) -> str:
    """How many counts are confidential, what they are together, and that the results decide which."""
    count, base = facts.hidden_together
    return facts.say("hidden", hidden=len(facts.hidden), classes=len(facts.classes), count=count, base=base)


def _in_words(row: dict, facts: Facts) -> str:
    share = facts.percent(Fraction(row["count"], row["base"]))
    verdict = facts.say("stands_out" if row["stands_out"] else "inside")
    return facts.say("funnel_row", name=row["name"], share=share, base=row["base"], position=verdict)


def _hidden_in_words(facts: Facts) -> list[str]:
    rows = facts.hidden.dropna(subset="base").to_dict("records")
    return [
        facts.say("funnel_row", name=row["name"], base=row["base"], position=facts.say("confidential"),
                  share=labels.percent_span(*_ends(row), facts.language))
        for row in rows
    ]  # fmt: skip


def _ends(row: dict) -> tuple[Fraction, Fraction]:
    return Fraction(int(row["least"]), int(row["base"])), Fraction(int(row["most"]), int(row["base"]))


def _table(frame: pd.DataFrame, facts: Facts) -> ReportTable:
    """Every class of the register, those that are suppressed too, and all together."""
    say = facts.say
    levels = [chart.level_text(level, facts.language) for level in FUNNEL_LEVELS]
    columns = (
        Column("class", say("column_class")),
        Column("count", say("column_count", cut=facts.cut_words), "span"),
        Column("base", say("column_base"), "count"),
        Column("share", say("column_share"), "share_span"),
        Column("limits_95", say("column_limits", level=levels[0]), "share_span"),
        Column("limits_998", say("column_limits", level=levels[1]), "share_span"),
        Column("position", say("column_stands")),
    )
    rows = [_row(row, facts) for row in frame.to_dict("records")]
    rows += [_suppressed(row, facts) for row in facts.hidden.to_dict("records")]
    rows += [(facts.name(code), *[Special.NOT_APPLICABLE] * 5, say("nobody")) for code in facts.empty]
    if len(facts.hidden):
        count, base = facts.hidden_together
        share = Fraction(count, base)
        rows.append((say("hidden_classes"), (count, count), base, (share, share), *[Special.NOT_APPLICABLE] * 3))
    (count, base), share = facts.whole, facts.target
    rows.append((say("all_classes"), (count, count), base, (share, share), *[Special.NOT_APPLICABLE] * 3))
    return ReportTable(say("funnel_caption", cut=facts.cut_words), columns, tuple(rows))


def _row(row: dict, facts: Facts) -> tuple[Cell, ...]:
    count, base = row["count"], row["base"]
    share = Fraction(count, base)
    verdict = labels.word(f"answer.{str(bool(row['stands_out'])).lower()}", facts.language)
    return row["name"], (count, count), base, (share, share), *_limits(base, facts), verdict


def _limits(base: int, facts: Facts) -> list[Cell]:
    limits = compare.funnel_limits([base], float(facts.target), phi=facts.phi[1])
    ends = limits[["low_share", "high_share"]].to_numpy()
    return [tuple(Fraction(labels.rounded(Fraction(end), 6)) for end in pair) for pair in ends]


def _suppressed(row: dict, facts: Facts) -> tuple[Cell, ...]:
    """A class whose count, or whose size, is not published: between which ends it is."""
    count = int(row["least"]), int(row["most"])
    if pd.isna(row["base"]):
        return row["name"], count, *[Special.CONFIDENTIAL] * 4, facts.say("confidential")
    return (
        row["name"],
        count,
        int(row["base"]),
        _ends(row),
        *_limits(int(row["base"]), facts),
        facts.say("confidential"),
    )
