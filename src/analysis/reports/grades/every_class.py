"""The table of every class of a report on several: learners at each grade, as far as the words go."""

from __future__ import annotations

import pandas as pd

from analysis import grades, labels
from analysis.blocks import TableBlock
from analysis.charts.grades import quantity_name
from analysis.report_tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.grades import bars
from analysis.reports.grades.facts import Facts, Key
from analysis.reports.grades.phrases import say

# the columns, in their order; one that no class of the report speaks of is left out
ORDER = (
    *reversed([f"{code}_up" for code in grades.CUTS]),
    *grades.quantities(),
    grades.BELOW,
    grades.COMMENDED,
)


def block(facts: Facts) -> TableBlock | None:
    """The table under the reading of the report; None for a report of one class."""
    if facts.single:
        return None
    frames = {key: _shown(facts, key) for key in facts.focus}
    used = {quantity for frame in frames.values() for quantity in frame.index if "+" not in quantity}
    quantities = [quantity for quantity in dict.fromkeys(ORDER) if quantity in used]
    language, reading = facts.language, labels.word(f"reading.{facts.reading}", facts.language)
    columns = [
        Column("class", say("column_class", language)),
        Column("learners", say("column_learners", language), "span"),
    ]
    columns += [Column(quantity, quantity_name(quantity, language), "span") for quantity in quantities]
    rows = tuple(_row(facts.names[key], frame, quantities) for key, frame in frames.items())
    words = {"count": len(rows), "reading": reading}
    return TableBlock(
        key="classes",
        language=language,
        headline=say("every_headline", language, **words),
        subtitle=say("every_sub", language, **words),
        table=ReportTable(say("every_caption", language, **words), tuple(columns), rows),
        sources=common.source_names(list(dict.fromkeys(source for source, _ in facts.focus)), language),
        given=(len(rows), *(date for date in facts.classes["date"] if date)),
    )


def _shown(facts: Facts, key: Key) -> pd.DataFrame:
    frame = grades.distribution(facts.statements, *key, facts.tolerance)
    return frame[(frame["reading"] == facts.reading) & frame["is_shown"]].set_index("quantity", drop=False)


def _row(name: str, frame: pd.DataFrame, quantities: list[str]) -> tuple[Cell, ...]:
    """A quantity that the text does not speak of is not available; nothing is made up for it."""
    size = bars.span(frame.iloc[0], "total_low", "total_high")
    cells = (bars.span(frame.loc[key]) if key in frame.index else Special.UNAVAILABLE for key in quantities)
    return name, size, *cells
