"""Plan against actual."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import plan as chart
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock, SourceLine
from analysis.pages.tables import Cell, ReportTable, Special
from analysis.reports import common
from analysis.reports.throughput_by_level.parts import cells, column, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels

_KEY = ["plan_source_code", "source_code", "level_code", "plan_printed"]


def plan(view: View) -> ChartBlock | None:
    """Each plan of the programme that names a level shown, against the persons reported at it."""
    frame = view.plans
    if frame.empty:
        return None
    rows = largest_first(view)
    return ChartBlock(
        key="plan", language=view.language,
        headline=headline(view),
        subtitle=view.say("plan_subtitle", plan=view.where(frame["plan_source_code"]),
                          where=view.where(frame["source_code"])),
        draw=lambda narrow: chart.draw(rows, view.language, narrow),
        alt=view.say("plan_alt", bars="; ".join(_bar(view, row) for row in rows.to_dict("records"))),
        table=_table(view, frame),
        sources=_sources(view, frame),
        note=(view.say("plan_note"), *_rest(view, rows)),
    )  # fmt: skip


def headline(view: View) -> str:
    """The persons reported of the largest plan, and how far they differ from it."""
    rows = largest_first(view).head(1)
    (ends,) = records(rows, "actual_low", "actual_high")
    row = rows.iloc[0].to_dict()
    return view.headline(
        "plan_headline", level=level(view, row["level_code"]), persons=view.count("person", *ends),
        difference=chart.difference(row, view.language),
    )  # fmt: skip


def largest_first(view: View) -> pd.DataFrame:
    """The plans in the reading chosen, the largest first."""
    return view.read(view.plans).sort_values(["planned_low", "level_code"], ascending=[False, True])


def _bar(view: View, row: dict) -> str:
    (ends,) = records(pd.DataFrame([row]), "planned_low", "planned_high", "actual_low", "actual_high")
    planned, actual = (labels.span(*pair, view.language) for pair in (ends[:2], ends[2:]))
    text = view.say("plan_bar", level=level(view, row["level_code"]), planned=planned, actual=actual,
                    difference=chart.difference(row, view.language))  # fmt: skip
    parts = ", ".join(f"{name}: {labels.number(size, view.language)}" for name, size in chart.parts(row, view.language))
    return f"{text}, {view.say('plan_parts', parts=parts)}" if parts else text


def _rest(view: View, rows: pd.DataFrame) -> list[str]:
    """That the rest of a plan was not printed, for each whose rest is exact."""
    ends = records(rows, "rest_low", "rest_high", "planned_low")
    return [
        view.say("plan_note_rest", rest=labels.number(low, view.language), planned=planned)
        for low, high, planned in ends
        if low and low == high
    ]


def _table(view: View, frame: pd.DataFrame) -> ReportTable:
    columns = (column(view, "what"), column(view, "level"), column(view, "printed", "quote"),
               column(view, "literal", "span"), column(view, "conventional", "span"))  # fmt: skip
    rows = [row for _, same in frame.groupby(_KEY, sort=False) for row in _rows(view, same)]
    return ReportTable(view.say("plan_caption"), columns, tuple(rows))


def _rows(view: View, same: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
    first = same.iloc[0].to_dict()
    name = level(view, first["level_code"])
    planned = cells(spans(same, "planned_low", "planned_high"))
    source = first["plan_source_code"]
    yield view.say("planned_head"), name, quote(view, [first["plan_printed"]], source), *planned
    printed = [
        *(quote(view, [words], source) for words in first["parts"]),
        *[""] * len(chart.parts(first, view.language)),
    ]
    for (part, size), quoted in zip(chart.parts(first, view.language), printed, strict=False):
        yield part, name, quoted or Special.UNAVAILABLE, (size, size), (size, size)
    actual = cells(spans(same, "actual_low", "actual_high"))
    yield view.say("actual_head"), name, quote(view, first["printed"], first["source_code"]), *actual
    yield view.say("difference"), name, Special.UNAVAILABLE, *_differences(same)


def _differences(same: pd.DataFrame) -> tuple[Cell, ...]:
    ends = spans(same, "difference_low", "difference_high")
    return tuple(
        Special.UNAVAILABLE if None in ends[reading] else ends[reading] for reading in ("literal", "conventional")
    )


def _sources(view: View, frame: pd.DataFrame) -> tuple[SourceLine, ...]:
    """The plans' printed words, then those of the reports."""
    wanted = set(zip(frame["plan_source_code"], frame["level_code"], strict=True))
    rows = view.programme[view.programme["measure_code"] == "planned"]
    planned = [pair in wanted for pair in zip(rows["source_code"], rows["level_code"], strict=True)]
    return (*common.source_line(rows[planned], view.language), *view.printed_by(frame))
