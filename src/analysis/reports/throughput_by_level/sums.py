"""Attendances beside the different persons behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import attendances as chart
from analysis.charts.levels import largest_first
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import ReportTable
from analysis.reports.throughput_by_level import notes
from analysis.reports.throughput_by_level.parts import bar, cells, column, level, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def attendances(view: View) -> ChartBlock | None:
    """Attendances and persons of each source; only over all levels."""
    frame = view.persons
    if view.level_code != ALL or frame.empty:
        return None
    reading = labels.word(f"reading.{view.assume.reading}", view.language)
    write = lambda low, high: labels.span(low, high, view.language)  # noqa: E731
    lines = list(_lines(view))
    return ChartBlock(
        key="attendances", language=view.language,
        headline=headline(view),
        subtitle=view.say("attendances_subtitle", where=view.where(frame["source_code"]), reading=reading),
        draw=lambda narrow: chart.draw(view.read(view.all_levels), view.read(frame), view.language, narrow),
        alt=view.say("attendances_alt", bars="; ".join(
            bar(view, f"{what}, {unit}", ends, write)
            for what, unit, ends in lines if ends["literal"][0] is not None)),
        table=ReportTable(
            view.say("attendances_caption"),
            (column(view, "what"), column(view, "unit"), column(view, "literal", "span"),
             column(view, "conventional", "span")),
            tuple((what, unit, *cells(ends)) for what, unit, ends in lines),
        ),
        sources=view.printed_by(view.all_levels), note=notes.attendances(view),
        numbers=notes.per_head_numbers(view),
    )  # fmt: skip


def largest(view: View) -> tuple[tuple[int, int | None], tuple[int | None, int | None]]:
    """The attendances and the persons of the source with most attendances."""
    rows = view.read(view.persons).assign(is_open=lambda frame: frame["persons_low"].isna())
    rows = rows.sort_values(["is_open", "attendances_low", "source_code"], ascending=[True, False, True])
    (ends,) = records(rows.head(1), "attendances_low", "attendances_high", "persons_low", "persons_high")
    return ends[:2], ends[2:]


def headline(view: View) -> str:
    """That attendances are more than persons, or exactly as many, or that nothing is said."""
    attended, people = largest(view)
    total = view.count("attendance", *attended)
    if people[0] is None:
        return view.headline("attendances_headline_unsaid", attendances=total)
    key = "attendances_headline_same" if attended == people and people[0] == people[1] else "attendances_headline"
    return view.headline(key, attendances=total, persons=view.count("different", people[0], people[0]))


def _lines(view: View) -> Iterator[tuple]:
    """What, its unit and both readings: each level's attendances, their sum, the persons; source by source."""
    several = view.persons["source_code"].nunique() > 1
    attendance, person = (labels.word(f"unit.{unit}", view.language) for unit in ("attendance", "person"))
    for source, totals in view.persons.groupby("source_code", sort=False):
        mark = f" ({totals['source_name'].iloc[0]})" if several else ""
        rows = view.all_levels[view.all_levels["source_code"] == source]
        for code in largest_first(rows):
            same: pd.DataFrame = rows[rows["level_code"] == code]
            yield level(view, code) + mark, attendance, spans(same, "attendances_low", "attendances_high")
        total = view.say("all_levels") + mark
        yield total, attendance, spans(totals, "attendances_low", "attendances_high")
        yield total, person, spans(totals, "persons_low", "persons_high")
