"""Proportional odds of a higher grade by class: printed only where the model converged."""

from __future__ import annotations

import pandas as pd

from analysis.pages.blocks import Prose, TableBlock, rest_folded
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.class_comparison import words
from analysis.reports.class_comparison.words import computed, name, say
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels


@common.marked
def odds(odds: pd.DataFrame, about: of.About, language: str) -> TableBlock | Prose | None:
    """The odds ratios, or the sentence that there are none to print; None where there is nothing to compare."""
    if odds.empty:
        return None
    if reason := odds["reason_code"].iloc[0]:
        return Prose(language, say("odds_none", language), (say(f"odds_{reason}", language),))
    reference, classes = name(odds["class_code"].iloc[0], language), len(odds)
    low, high = (labels.number(computed(odds["odds_ratio"].iloc[at], 2), language, 2) for at in (-1, 1))
    between = range(2, classes - 1)  # all but the reference and both ends
    return TableBlock(
        key="odds",
        language=language,
        headline=say("odds_headline", language, reference=reference, low=low, high=high),
        subtitle=say("odds_subtitle", language, reference=reference, about=of.where(about, language)),
        table=_table(odds, about, language),
        sources=of.source(about, language),
        note=(say("odds_note", language), say("odds_note_interval", language, classes=classes)),
        numbers=("1", classes, len(between), *about["years"]),
        folds=rest_folded(classes, between, language),
    )


def _table(odds: pd.DataFrame, about: of.About, language: str) -> ReportTable:
    columns = (
        Column("class", say("column_class", language)),
        Column("odds_ratio", say("column_odds", language), "number", 2, {"unit_code": "ratio"}),
        *words.interval("odds_ratio", "ratio", 2, language),
    )
    rows = tuple(_row(row, language) for row in odds.to_dict("records"))
    against = {"other_class_code": odds["class_code"].iloc[0]}
    keys = tuple(of.row_codes(about, "class", code, **against) for code in odds["class_code"])
    return ReportTable(say("odds_caption", language, learners=int(odds["learners"].iloc[0])), columns, rows, keys=keys)


def _row(row: dict, language: str) -> tuple[Cell, ...]:
    if row["is_reference"]:
        return name(row["class_code"], language), 1, *[Special.NOT_APPLICABLE] * 2
    return name(row["class_code"], language), *(computed(row[key], 2) for key in ("odds_ratio", "low", "high"))
