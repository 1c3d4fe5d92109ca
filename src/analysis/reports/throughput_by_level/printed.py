"""What is printed about one level: each figure with its paragraph, the words around it, and what they leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.charts import words
from analysis.measures import frames
from analysis.measures.throughput import Assumptions
from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Cell, ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.throughput_by_level import condition, notes, plan_words
from analysis.reports.throughput_by_level.levels import is_drawn
from analysis.reports.throughput_by_level.parts import (
    cells,
    column,
    count,
    headline,
    level,
    people,
    quote,
    records,
    say,
    spans,
    where,
)  # fmt: skip
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL


@common.marked
def printed(
    statements: pd.DataFrame, levels: pd.DataFrame, plans: pd.DataFrame, assume: Assumptions,
    level_code: str, language: str,
) -> TableBlock | None:  # fmt: skip
    """The statements of one level as printed; None on the page of all, and where nothing is printed."""
    if level_code == ALL or levels.empty:
        return None
    return TableBlock(
        key="printed", language=language,
        headline=_headline(statements, people(levels), language),
        subtitle=say("printed_subtitle", language, level=level(level_code, language),
                     where=where(levels["source_code"], language)),
        table=_table(statements, people(levels), plans, assume, language),
        sources=tuple(replace(line, places=()) for line in common.source_line(statements, language)),  # in the table
        note=() if is_drawn(levels, level_code) else tuple(notes.since(levels["level_code"], language)),
    )  # fmt: skip


def _headline(statements: pd.DataFrame, rows: pd.DataFrame, language: str) -> str:
    ends = records(rows[rows["low"].notna()])
    if len(set(ends)) == 1 and ends[0][0] == ends[0][1]:
        exactly = headline("printed_headline_exact", language, persons=count("person", ends[0], language))
        return condition.on(frames.chosen(rows), exactly, language)
    quoted = (words.cited(frames.cited(same["printed"], frames.seen(same)), language)
              for _, same in statements.groupby("source_code", sort=False))  # fmt: skip
    return headline("printed_headline", language, printed=labels.joined(quoted))


def _table(
    statements: pd.DataFrame, rows: pd.DataFrame, plans: pd.DataFrame, assume: Assumptions, language: str
) -> ReportTable:
    """The figures and what follows from them; one column of numbers where no reading changes any."""
    after = list(_following(rows, plans, language))
    lines = [*_stated(statements, assume, language),
             *((*line[:2], Special.UNAVAILABLE, line[2], *[Special.UNAVAILABLE] * 2) for line in after)]  # fmt: skip
    keys = *(coded.row(row, language) for row in statements.to_dict("records")), *(codes for *_, codes in after)
    agree = all(literal == conventional for *_, (literal, conventional), _, _ in lines)
    several = statements["source_code"].nunique() > 1
    numbers = ["both"] if agree else READINGS
    columns = (column("what", language), *([column("source", language)] if several else []),
               column("printed", language, "quote"), *(column(name, language, "span") for name in numbers),
               column("paragraph", language), column("around", language, "quote"))  # fmt: skip
    made = tuple(
        (what, *([name] if several else []), quoted, *both[: len(numbers)], *place)
        for what, name, quoted, both, *place in lines
    )
    return ReportTable(say("printed_caption", language), columns, made, keys=keys)


def _stated(statements: pd.DataFrame, assume: Assumptions, language: str) -> Iterator[tuple]:
    """What each figure counts, its source, its words, the numbers of both readings, its paragraph and its quote."""
    for row, is_seen in zip(statements.to_dict("records"), frames.seen(statements), strict=True):
        yield (
            _what(row, language),
            common.name(row["source_code"], language),
            quote(frames.cited([row["printed"]], [is_seen]), language),
            _bounds(row["printed"], assume),
            common.locator(row["locator"], language) or Special.UNAVAILABLE,
            labels.quoted(common.excerpt(row["quote"]), True, language) if is_seen else Special.UNAVAILABLE,
        )


def _following(rows: pd.DataFrame, plans: pd.DataFrame, language: str) -> Iterator[tuple]:
    """What follows from the figures of each source: the different people, and how they compare with each plan."""
    for source, same in rows.groupby("source_code", sort=False):
        if same["low"].notna().any() and same["printed"].str.contains(frames.SEPARATOR, regex=False).any():
            codes = coded.row(same.iloc[0], language, measure_code="people", unit_code="person")
            yield say("different_persons", language), common.name(source, language), cells(spans(same)), codes
        yield from plan_words.following(plans[plans["source_code"] == source], language)


def _bounds(printed: str, assume: Assumptions) -> tuple[Cell, ...]:
    read = (replace(assume, reading=reading).span(printed) for reading in READINGS)
    return tuple(common.cell((span.low, span.high)) for span in read)


def _what(row: dict, language: str) -> str:
    """What a figure counts: trained or completed or classes, and of whom."""
    mode = labels.word(f"mode.{row['mode_code']}", language) if row["mode_code"] else ""
    named = labels.code("class", row["class_code"], language) if row["class_code"] else ""
    is_plain = row["unit_code"] == "person" or row["measure_code"] == "classes"
    unit = "" if is_plain else labels.word(f"unit.{row['unit_code']}", language)
    return ", ".join(filter(None, (labels.word(f"measure.{row['measure_code']}", language), mode, named, unit)))
