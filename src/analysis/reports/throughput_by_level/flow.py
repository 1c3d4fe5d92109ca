"""Persons at each level, with what was planned: the first chart and its table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts.composed import levels as levels_chart
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, ReportTable
from analysis.reports.throughput_by_level import condition, notes, plans
from analysis.reports.throughput_by_level.parts import bar, cells, column, full_level, how, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def levels(view: View) -> ChartBlock | None:
    """Persons trained at each level; None where nothing is printed, and on the page of a level with one number."""
    if not is_drawn(view):
        return None
    frame, one = _printed(view), view.level_code != ALL
    write = lambda low, high: labels.span(low, high, view.language)  # noqa: E731
    planned = plans.largest_first(view)
    bars = [bar(view, (level if one else full_level)(view, code), ends, write) for _, code, ends in _each(frame)]
    return ChartBlock(
        key="levels", language=view.language,
        headline=_headline(view, frame),
        subtitle=view.say("level_subtitle" if one else "levels_subtitle",
                          where=view.where(frame["source_code"]),
                          how=how(view, bool(frame["persons_high"].isna().any()), bool(len(planned)))),
        draw=lambda narrow: levels_chart.draw(frame, planned, view.language, narrow, "level_short" if one else "level"),
        alt=view.say("levels_alt", bars="; ".join([*bars, *plans.bars(view, planned)])),
        table=_table(view, frame),
        sources=(*plans.sources(view, planned), *view.printed_by(frame)),
        note=(*notes.levels(view, frame), *condition.sentence(view, persons, "holds_drawn")),
    )  # fmt: skip


def persons(view: View) -> list[condition.Ends]:
    """The persons of each level shown."""
    return records(view.read(view.levels), "persons_low", "persons_high")


def is_drawn(view: View) -> bool:
    """Whether there is a chart: of all levels where any persons are printed, of one where they are no single number."""
    frame = _printed(view)
    return not frame.empty and (view.level_code == ALL or not frame["reason_code"].eq("exact").all())


def _printed(view: View) -> pd.DataFrame:
    return view.levels[view.levels["persons_low"].notna()]


def _headline(view: View, frame: pd.DataFrame) -> str:
    """Of which level most is certain; on the page of a level, why it is no single number."""
    rows = view.read(frame).sort_values(["persons_low", "level_code"], ascending=[False, True])
    (low, high), *others = records(rows, "persons_low", "persons_high")
    name = level(view, rows["level_code"].iloc[0])
    if view.level_code != ALL:
        row = rows.iloc[0]
        return view.headline(
            f"level_headline_{row['reason_code']}", low=low, **({} if high is None else {"high": high})
        )
    if high is None:
        return view.headline("levels_headline_open", level=name, low=low)
    if not others:
        return view.headline("levels_headline_one", level=name, persons=view.count("person", low, high))
    largest = all(most is not None and most <= low for _, most in others)
    key = "levels_headline" if largest else "levels_headline_certain"
    return view.headline(key, level=name, low=low, persons=view.count("person", low, high))


def _each(frame: pd.DataFrame) -> Iterator[tuple]:
    """Source, level and both readings, source by source, the largest level first, as in the drawing."""
    for source, rows in frame.groupby("source_code", sort=False):
        for code in levels_chart.largest_first(rows):
            yield source, code, spans(rows[rows["level_code"] == code], "persons_low", "persons_high")


def _table(view: View, frame: pd.DataFrame) -> ReportTable:
    """A row for each level, and below it what was planned, where any plan names one of them."""
    several = [column(view, "source")] if frame["source_code"].nunique() > 1 else []
    what = [column(view, "what")] if len(view.plans) else []
    columns = (column(view, "level"), *several, *what, column(view, "printed", "quote"),
               column(view, "literal", "span"), column(view, "conventional", "span"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for source, code, ends in _each(frame):
        same = frame[(frame["source_code"] == source) & (frame["level_code"] == code)]
        head = (level(view, code), *([same["source_name"].iloc[0]] if several else []))
        actual = (view.say("actual_row"),) if what else ()
        rows.append((*head, *actual, quote(view, same["printed"].iloc[0], source), *cells(ends)))
        planned = view.plans[(view.plans["source_code"] == source) & (view.plans["level_code"] == code)]
        rows += [(*head, name, printed, *both) for name, printed, both in plans.rows(view, planned)]
    return ReportTable(view.say("levels_caption"), columns, tuple(rows))
