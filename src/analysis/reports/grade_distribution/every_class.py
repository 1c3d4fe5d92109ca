"""The table of every class of a report on several: learners at each grade, as far as the words go."""

from __future__ import annotations

import pandas as pd

from analysis.charts.composed import closings as chart
from analysis.charts.composed.grades import quantity_name
from analysis.measures import grades
from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.grade_distribution import bars, phrases
from analysis.reports.grade_distribution.comparison import conflict_cell, conflict_column, links
from analysis.reports.grade_distribution.facts import Facts, Key
from analysis.reports.grade_distribution.opening import conflicting
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import labels, reference

# The columns in their order, as far as a class of the report speaks of them; finer cuts are in its own report.
ORDER = (
    "good_up", "very_good_up", "excellent", "very_good", "good", grades.BELOW, "pass", "fail", grades.COMMENDED,
)  # fmt: skip
FROM_CUT = {"good_up": "up", grades.BELOW: "up", "very_good_up": "top"}


def block(facts: Facts) -> TableBlock | None:
    """The table under the reading of the report, in the order of the chart; None for a report of one class."""
    if facts.single:
        return None
    order = [one.key for one in chart.closings(facts.closings, facts.names, facts.language)]
    frames = {key: _read(facts, key) for key in sorted(facts.focus, key=order.index)}
    used = {quantity for frame in frames.values() for quantity in frame.index[frame["is_shown"]]}
    quantities = [quantity for quantity in ORDER if quantity in used]
    language = facts.language
    columns = [
        Column("class", say("column_class", language)),
        Column("learners", say("column_learners", language), "span"),
    ]
    columns += [Column(key, _heading(key, language), "span") for key in quantities]
    against = conflicting(facts)
    columns += conflict_column(against, language)
    columns.append(Column("source", say("column_source", language)))
    rows = tuple(
        (*_row(facts, key, frame, quantities), *conflict_cell(key, against, language), facts.printed_in(key))
        for key, frame in frames.items()
    )
    words = {"count": len(rows), "read": say(f"read_{facts.reading}", language), "years": facts.years}
    return TableBlock(
        key="classes",
        language=language,
        headline=say(f"every_headline_{facts.reading}", language, **words),
        subtitle=say("every_sub", language, **words),
        table=ReportTable(say("every_caption", language, **words), tuple(columns), rows, links(facts, frames)),
        sources=common.source_names(facts.stated, language),
        note=(say("every_note_awards", language),) if any(map(facts.counts_awards, facts.focus)) else (),
    )


def _heading(quantity: str, language: str) -> str:
    """A short heading: in a table of all grades a single one needs no word that sets it apart."""
    single = quantity in reference.grades()
    return labels.word(f"grade.{quantity}", language) if single else phrases.plain(quantity_name(quantity, language))


def _read(facts: Facts, key: Key) -> pd.DataFrame:
    frame = grades.distribution(facts.statements, *key, facts.tolerance)
    return frame[frame["reading"] == facts.reading].set_index("quantity", drop=False)


def _row(facts: Facts, key: Key, frame: pd.DataFrame, quantities: list[str]) -> tuple[Cell, ...]:
    closing = facts.closing(key)
    size = bars.span(frame.iloc[0], "total_")
    cells = (_cell(quantity, frame.loc[quantity], closing) for quantity in quantities)
    return facts.names[key], size, *cells


def _cell(quantity: str, row: pd.Series, closing: pd.Series) -> Cell:
    """A grade outside the scale is not applicable; what the text does not speak of is not available."""
    if quantity == "excellent" and not closing["names_excellent"] and phrases.whole(row["high"]) == 0:
        return Special.NOT_APPLICABLE
    is_stated = not pd.isna(closing[f"{FROM_CUT[quantity]}_low"]) if quantity in FROM_CUT else row["is_shown"]
    return bars.span(row) if is_stated else Special.UNAVAILABLE
