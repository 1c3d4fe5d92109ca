"""Persons at each level, the groups behind them, and shares: three charts with their tables."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import groups as groups_chart
from analysis.charts import levels as levels_chart
from analysis.charts import words
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Column, ReportTable
from analysis.reports.throughput_by_level import notes
from analysis.reports.throughput_by_level.parts import bar, cells, column, how, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def levels(view: View) -> ChartBlock | None:
    """Persons trained at each level."""
    frame = view.levels[view.levels["persons_low"].notna()]
    if frame.empty:
        return None
    write = lambda low, high: labels.span(low, high, view.language)  # noqa: E731
    bars = [bar(view, level(view, code), ends, write)
            for code, ends in _each(frame, "persons_low", "persons_high")]  # fmt: skip
    one = view.level_code != ALL
    return ChartBlock(
        key="levels", language=view.language,
        headline=_levels_headline(view, frame),
        subtitle=view.say("level_subtitle" if one else "levels_subtitle",
                          where=view.where(frame["source_code"]),
                          how=how(view, bool(frame["persons_high"].isna().any()))),
        draw=lambda narrow: levels_chart.draw(frame, view.language, narrow),
        alt=view.say("levels_alt", bars="; ".join(bars)),
        table=ReportTable(
            view.say("levels_caption"),
            (*_head(view, frame), column(view, "literal", "span"), column(view, "conventional", "span")),
            tuple(_rows(view, frame, ("persons_low", "persons_high"))),
        ),
        sources=view.printed_by(frame), note=notes.levels(view, frame),
    )  # fmt: skip


def _levels_headline(view: View, frame: pd.DataFrame) -> str:
    """The largest level with its end or without one; on the page of a level, how many it is."""
    rows = view.read(frame).sort_values(["persons_low", "level_code"], ascending=[False, True])
    ((low, high),) = records(rows.head(1), "persons_low", "persons_high")
    about = "levels" if view.level_code == ALL else "level"
    if high is None:
        return view.headline(f"{about}_headline_open", low=low)
    if about == "level" and high > low:
        return view.headline("level_headline_span", low=low, high=high)
    return view.headline(f"{about}_headline", persons=view.count("person", low, high))


def shares(view: View) -> ChartBlock | None:
    """The share of each level in the attendances of its source, where there are several levels."""
    several = view.all_levels.groupby("source_code")["level_code"].transform("nunique") > 1
    frame = view.levels[several.reindex(view.levels.index)]
    if frame.empty:
        return None
    write = lambda low, high: words.share(low, high, view.language)  # noqa: E731
    lines = list(_each(frame, "share_low", "share_high"))
    top = view.read(frame).sort_values(["attendances_low", "level_code"], ascending=[False, True]).iloc[0]
    return ChartBlock(
        key="shares", language=view.language,
        headline=view.headline("shares_headline", level=level(view, top["level_code"]),
                          share=write(top["share_low"], top["share_high"])),
        subtitle=view.say("shares_subtitle", where=view.where(frame["source_code"]), how=how(view, False)),
        draw=lambda narrow: levels_chart.draw_shares(frame, view.language, narrow),
        alt=view.say("shares_alt", bars="; ".join(bar(view, level(view, code), ends, write)
                                                  for code, ends in lines)),
        table=_shares_table(view, frame),
        sources=view.printed_by(frame), note=notes.shares(view),
    )  # fmt: skip


def _shares_table(view: View, frame: pd.DataFrame) -> ReportTable:
    columns = (*_head(view, frame), column(view, "literal", "span"), column(view, "conventional", "span"))
    counted = _rows(view, frame, ("attendances_low", "attendances_high"))
    share_cells = (cells(ends) for _, ends in _each(frame, "share_low", "share_high"))
    rows = tuple((*row, *share) for row, share in zip(counted, share_cells, strict=True))
    shown = tuple(column(view, f"share_{reading}", "share_span") for reading in ("literal", "conventional"))
    return ReportTable(view.say("shares_caption"), (*columns, *shown), rows)


def groups(view: View) -> ChartBlock | None:
    """The printed groups of each level that has several, and the different persons behind them."""
    frame = view.levels[(view.levels["group_count"] > 1) & view.levels["persons_low"].notna()]
    if frame.empty:
        return None
    first = view.read(frame).iloc[0]
    ((low, high),) = records(view.read(frame).head(1), "persons_low", "persons_high")
    lines = list(_group_lines(view, frame))
    write = lambda low, high: labels.span(low, high, view.language)  # noqa: E731
    return ChartBlock(
        key="groups", language=view.language,
        headline=view.headline("groups_headline", level=level(view, first["level_code"]),
                          persons=view.count("different", low, high), count=int(first["group_count"])),
        subtitle=view.say("groups_subtitle", where=view.where(frame["source_code"])),
        draw=lambda narrow: groups_chart.draw(
            view.read(view.groups), view.read(frame), view.language, narrow),
        alt=view.say("groups_alt", bars="; ".join(bar(view, name, ends, write)
                                                  for _, name, _, ends in lines)),
        table=ReportTable(
            view.say("groups_caption"),
            (column(view, "group"), column(view, "level"), column(view, "printed", "quote"),
             column(view, "literal", "span"), column(view, "conventional", "span")),
            tuple((name, level(view, code), printed, *cells(ends))
                  for code, name, printed, ends in lines),
        ),
        sources=view.printed_by(frame), note=notes.groups(view),
        numbers=tuple(int(count) for count in view.read(frame)["group_count"]),
    )  # fmt: skip


def _group_lines(view: View, frame: pd.DataFrame) -> Iterator[tuple]:
    """Level, name, printed words and both readings of every group and of the persons of its level."""
    keys = ["source_code", "level_code"]
    for (source, code), same in frame.groupby(keys, sort=False):
        rows = view.groups[(view.groups["source_code"] == source) & (view.groups["level_code"] == code)]
        for _, group in rows.groupby("statement_code", sort=False):
            first = group.iloc[0].to_dict()
            name = groups_chart.name(first, view.language)
            yield code, name, quote(view, (first["printed"], *first["parts"]), source), spans(group, "low", "high")
        name = view.say("different_persons")
        yield code, name, quote(view, same.iloc[0]["printed"], source), spans(same, "persons_low", "persons_high")


def _each(frame: pd.DataFrame, low: str, high: str) -> Iterator[tuple]:
    """Level and both readings, source by source, the largest level first, as in the drawing."""
    for _, rows in frame.groupby("source_code", sort=False):
        for code in levels_chart.largest_first(rows):
            yield code, spans(rows[rows["level_code"] == code], low, high)


def _head(view: View, frame: pd.DataFrame) -> tuple[Column, ...]:
    named = (column(view, "source"),) if frame["source_code"].nunique() > 1 else ()
    return (column(view, "level"), *named, column(view, "printed", "quote"))


def _rows(view: View, frame: pd.DataFrame, ends: tuple[str, str]) -> Iterator[tuple]:
    several = frame["source_code"].nunique() > 1
    for _, rows in frame.groupby("source_code", sort=False):
        for code in levels_chart.largest_first(rows):
            same = rows[rows["level_code"] == code]
            first = same.iloc[0]
            named = (first["source_name"],) if several else ()
            yield (
                level(view, code),
                *named,
                quote(view, first["printed"], first["source_code"]),
                *cells(spans(same, *ends)),
            )
