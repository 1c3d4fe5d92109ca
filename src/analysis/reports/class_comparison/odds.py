"""Proportional odds of a higher grade by class: printed only where the model converged."""

from __future__ import annotations

from analysis.measures import compare
from analysis.pages.blocks import Prose, TableBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.class_comparison.facts import Facts, computed, p_cell, p_column

_PREFIX = "class_"


def block(facts: Facts) -> TableBlock | Prose:
    """The odds ratios, or the sentence that there are none to print."""
    if (facts.full.sum() > 0).sum() < 2:
        return Prose(facts.language, facts.say("odds_none"), (facts.say("odds_one_grade"),))
    model = facts.odds
    if not model.is_converged:
        return Prose(facts.language, facts.say("odds_none"), (facts.say("odds_not_converged"),))
    return TableBlock(
        key="odds",
        language=facts.language,
        headline=_headline(model, facts),
        subtitle=facts.say("odds_subtitle", reference=facts.name(facts.largest), about=facts.about.where),
        table=_table(model, facts),
        sources=facts.sources,
        note=(facts.say("odds_note"),),
        numbers=("1", "95", *_apart(model), *facts.about.years),
    )


def _apart(model: compare.OddsModel) -> tuple[int, int]:
    """How many classes are above the reference, and how many below."""
    return int((model.effects["low"] > 1).sum()), int((model.effects["high"] < 1).sum())


def _headline(model: compare.OddsModel, facts: Facts) -> str:
    above, below = _apart(model)
    return facts.say("odds_headline", above=above, below=below, reference=facts.name(facts.largest))


def _table(model: compare.OddsModel, facts: Facts) -> ReportTable:
    say = facts.say
    columns = (
        Column("class", say("column_class")),
        Column("odds_ratio", say("column_odds"), "number", 2),
        Column("low", say("column_low"), "number", 2),
        Column("high", say("column_high"), "number", 2),
        p_column("p_value", say("column_p")),
        Column("verdict", say("column_against")),
    )
    first = (facts.name(facts.largest), 1, *[Special.NOT_APPLICABLE] * 3, say("odds_reference"))
    effects = model.effects.sort_values(["odds_ratio", "term"], ascending=[False, True])
    rows = [_row(row, facts) for row in effects.to_dict("records")]
    return ReportTable(say("odds_caption", learners=model.learners), columns, (first, *rows))


def _row(row: dict, facts: Facts) -> tuple[Cell, ...]:
    key = "odds_above" if row["low"] > 1 else "odds_below" if row["high"] < 1 else "odds_open"
    name = facts.name(row["term"].removeprefix(_PREFIX))
    return (
        name,
        *(computed(row[key], 2) for key in ("odds_ratio", "low", "high")),
        p_cell(row["p_value"]),
        facts.say(key),
    )
