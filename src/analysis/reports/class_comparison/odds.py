"""Proportional odds of a higher grade by class: printed only where the model converged."""

from __future__ import annotations

import pandas as pd

from analysis.measures import compare
from analysis.pages.blocks import Prose, TableBlock, rest_folded
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.class_comparison.facts import ALPHA, Facts, computed, p_cell, p_column
from analysis.vocabulary import labels

_PREFIX = "class_"


def block(facts: Facts) -> TableBlock | Prose:
    """The odds ratios, or the sentence that there are none to print."""
    if facts.full.empty:
        return Prose(facts.language, facts.say("odds_none"), (facts.say("odds_hidden"),))
    if (facts.full.sum() > 0).sum() < 2:
        return Prose(facts.language, facts.say("odds_none"), (facts.say("odds_one_grade"),))
    model = facts.odds
    if not model.is_converged:
        return Prose(facts.language, facts.say("odds_none"), (facts.say("odds_not_converged"),))
    ratios = compare.odds_ratios(model, ALPHA).sort_values(["odds_ratio", "term"], ascending=[False, True])
    ends = (labels.number(computed(value, 2), facts.language, 2) for value in ratios["odds_ratio"].iloc[[-1, 0]])
    reference = facts.name(facts.largest)
    between = range(2, len(ratios))  # all but the reference and both ends
    return TableBlock(
        key="odds",
        language=facts.language,
        headline=facts.say("odds_headline", reference=reference, **dict(zip(("low", "high"), ends, strict=True))),
        subtitle=facts.say("odds_subtitle", reference=reference, about=facts.about.where),
        table=_table(ratios, model.learners, facts),
        sources=facts.sources,
        note=(facts.say("odds_note"), facts.say("odds_note_test", comparisons=len(ratios))),
        numbers=("1", "5", len(ratios), max(len(ratios) - 2, 0), *facts.about.years),
        folds=rest_folded(len(ratios) + 1, between, facts.language),
    )


def _table(ratios: pd.DataFrame, learners: int, facts: Facts) -> ReportTable:
    say = facts.say
    columns = (
        Column("class", say("column_class")),
        Column("odds_ratio", say("column_odds"), "number", 2),
        Column("low", say("column_low"), "number", 2),
        Column("high", say("column_high"), "number", 2),
        p_column("p_value", say("column_p")),
        p_column("adjusted", say("column_adjusted")),
        Column("verdict", say("column_against")),
    )
    first = (facts.name(facts.largest), 1, *[Special.NOT_APPLICABLE] * 4, say("odds_reference"))
    rows = [_row(row, facts) for row in ratios.to_dict("records")]
    return ReportTable(say("odds_caption", learners=learners), columns, (first, *rows))


def _row(row: dict, facts: Facts) -> tuple[Cell, ...]:
    key = "odds_open" if not row["is_rejected"] else "odds_above" if row["odds_ratio"] > 1 else "odds_below"
    ends = (computed(row[key], 2) for key in ("odds_ratio", "low", "high"))
    name = facts.name(row["term"].removeprefix(_PREFIX))
    return name, *ends, p_cell(row["p_value"]), p_cell(row["adjusted"]), facts.say(key)
