"""What is printed about one level: each figure with its paragraph, the words around it, and what they leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.measures.throughput import records
from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Cell, ReportTable, Special
from analysis.reports import common
from analysis.reports.throughput_by_level import condition, flow, notes, plans
from analysis.reports.throughput_by_level.parts import cell, cells, column, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL


def printed(view: View) -> TableBlock | None:
    """The figures of one level as printed; None on the page of all, and where nothing is printed."""
    if view.level_code == ALL or view.levels.empty:
        return None
    rows = view.counted
    return TableBlock(
        key="printed", language=view.language,
        headline=_headline(view, rows),
        subtitle=view.say("printed_subtitle", level=level(view, view.level_code),
                          where=view.where(view.levels["source_code"])),
        table=_table(view, rows),
        sources=tuple(replace(line, places=()) for line in common.source_line(rows, view.language)),  # in the table
        note=() if flow.is_drawn(view) else tuple(notes.since(view)),
    )  # fmt: skip


def _headline(view: View, rows: pd.DataFrame) -> str:
    ends = records(view.levels[view.levels["persons_low"].notna()], "persons_low", "persons_high")
    if len(set(ends)) == 1 and ends[0][0] == ends[0][1]:
        exactly = view.headline("printed_headline_exact", persons=view.count("person", *ends[0]))
        return condition.on(view, exactly, flow.persons)
    quoted = (view.quoted(same["printed"], source) for source, same in rows.groupby("source_code", sort=False))
    return view.headline("printed_headline", printed=labels.joined(quoted))


def _table(view: View, rows: pd.DataFrame) -> ReportTable:
    """The figures and what follows from them; one column of numbers where no reading changes any."""
    lines = [*_stated(view, rows), *((*line[:2], Special.UNAVAILABLE, line[2], *[Special.UNAVAILABLE] * 2)
                                     for line in _following(view))]  # fmt: skip
    agree = all(literal == conventional for *_, (literal, conventional), _, _ in lines)
    several = rows["source_code"].nunique() > 1
    numbers = ["both"] if agree else READINGS
    columns = (column(view, "what"), *([column(view, "source")] if several else []), column(view, "printed", "quote"),
               *(column(view, name, "span") for name in numbers), column(view, "paragraph"),
               column(view, "around", "quote"))  # fmt: skip
    made = tuple(
        (what, *([name] if several else []), quoted, *both[: len(numbers)], *place)
        for what, name, quoted, both, *place in lines
    )
    return ReportTable(view.say("printed_caption"), columns, made)


def _stated(view: View, rows: pd.DataFrame) -> Iterator[tuple]:
    """What each figure counts, its source, its words, the numbers of both readings, its paragraph and its quote."""
    for row in rows.to_dict("records"):
        yield (
            _what(view, row),
            view.name(row["source_code"]),
            quote(view, [row["printed"]], row["source_code"]),
            _bounds(view, row["printed"]),
            common.locator(row["locator"], view.language) or Special.UNAVAILABLE,
            labels.quoted(common.excerpt(row["quote"]), True, view.language) if row["quote"] else Special.UNAVAILABLE,
        )


def _following(view: View) -> Iterator[tuple]:
    """What follows from the figures of each source: the different people, and how they compare with each plan."""
    for source, rows in view.levels.groupby("source_code", sort=False):
        name = rows["source_name"].iloc[0]
        if rows["persons_low"].notna().any() and (rows["printed"].map(len) > 1).any():
            yield view.say("different_persons"), name, cells(spans(rows, "persons_low", "persons_high"))
        yield from plans.following(view, view.plans[view.plans["source_code"] == source])


def _bounds(view: View, words_: str) -> tuple[Cell, ...]:
    made = []
    for reading in READINGS:
        span = replace(view.assume, reading=reading).span(words_)
        made.append(cell((span.low, span.high)))
    return tuple(made)


def _what(view: View, row: dict) -> str:
    """What a figure counts: trained or completed or classes, and of whom."""
    mode = labels.word(f"mode.{row['mode_code']}", view.language) if row["mode_code"] else ""
    named = labels.code("class", row["class_code"], view.language) if row["class_code"] else ""
    is_plain = row["unit_code"] == "person" or row["measure_code"] == "classes"
    unit = "" if is_plain else labels.word(f"unit.{row['unit_code']}", view.language)
    return ", ".join(filter(None, (labels.word(f"measure.{row['measure_code']}", view.language), mode, named, unit)))
