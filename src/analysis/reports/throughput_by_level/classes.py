"""What is left for the other classes, and how large classes are on average."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import remaining as remaining_chart
from analysis.charts import sizes as sizes_chart
from analysis.charts import words
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, ReportTable, Special
from analysis.reports.throughput_by_level.parts import bar, cells, column, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def remaining(view: View) -> ChartBlock | None:
    """What is left for the other classes of a group under each thing that its figure may count."""
    rows = view.read(view.remaining)
    if rows.empty:
        return None
    first = rows[rows["admission_basis"] == view.assume.admission_basis].iloc[0].to_dict()
    notes = [view.say("remaining_note", condition=remaining_chart.title(first, view.language))]
    return ChartBlock(
        key="remaining", language=view.language,
        headline=_remaining_headline(view, first),
        subtitle=view.say("remaining_subtitle", level=level(view, first["level_code"]),
                          where=view.where(rows["source_code"])),
        draw=lambda narrow: remaining_chart.draw(rows, view.language, narrow),
        alt=view.say("remaining_alt", bars="; ".join(_remaining_bar(view, row) for row in rows.to_dict("records"))),
        table=_remaining_table(view),
        sources=view.printed_by(_levels_of(view, rows)),
        note=(view.say("remaining_note_dotted"), *notes, view.say("remaining_note_once")),
    )  # fmt: skip


def _levels_of(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["source_code", "level_code"]
    return view.read(view.levels).merge(rows[keys].drop_duplicates())


def other(view: View, row: dict) -> str:
    """The words for the other class or classes."""
    return view.say("the_other_class" if row["class_count"] == 2 else "the_other_classes")


def _remaining_headline(view: View, row: dict) -> str:
    ((low, high),) = records(pd.DataFrame([row]), "low", "high")
    basis = row["admission_basis"]
    key, ends = f"remaining_headline_{basis}", {"high": high}
    if basis == "planned":
        ends = {}
    elif high is None:
        key, ends = "remaining_headline_open", {}
    elif basis == "completions" and low != high:
        key, ends = "remaining_headline_between", {"low": low, "high": high}
    return view.headline(
        key, other=other(view, row), printed=words.quoted([row["printed"]], row["source_code"], view.language), **ends
    )


def _remaining_bar(view: View, row: dict) -> str:
    return view.say(
        "remaining_bar", condition=remaining_chart.title(row, view.language), completed=row["completed"],
        other=other(view, row), left=remaining_chart.left(row, view.language),
    )  # fmt: skip


def _remaining_table(view: View) -> ReportTable:
    columns = (column(view, "condition"), column(view, "level"), column(view, "printed", "quote"),
               column(view, "completed", "count"), column(view, "others_literal", "span"),
               column(view, "others_conventional", "span"))  # fmt: skip
    rows = []
    for _, same in view.remaining.groupby(["source_code", "level_code", "printed", "admission_basis"], sort=False):
        first = same.iloc[0].to_dict()
        ends = spans(same, "low", "high")
        rows.append((remaining_chart.title(first, view.language), level(view, first["level_code"]),
                     quote(view, [first["printed"]], first["source_code"]), int(first["completed"]),
                     *cells(ends)))  # fmt: skip
    return ReportTable(view.say("remaining_caption"), columns, tuple(rows))


def sizes(view: View) -> ChartBlock | None:
    """Mean class sizes of the programme or of a level."""
    frame = view.sizes
    if frame.empty:
        return None
    lines = sizes_chart.in_order(frame)
    write = lambda low, high: words.mean(low, high, view.language)  # noqa: E731
    several = frame["source_code"].nunique() > 1 or set(frame["source_code"]) != {view.source}
    units = [view.say("sizes_note_units")] if frame["unit_code"].nunique() > 1 else []
    return ChartBlock(
        key="sizes", language=view.language,
        headline=_sizes_headline(view),
        subtitle=view.say("sizes_subtitle_programme" if several and view.source != ALL else "sizes_subtitle",
                          where=view.where(frame["source_code"])),
        draw=lambda narrow: sizes_chart.draw(frame, view.language, narrow),
        alt=view.say("sizes_alt", bars="; ".join(
            bar(view, _described(view, row), ends, write) for row, ends in lines)),
        table=_sizes_table(view, lines),
        sources=view.printed_by(_both_printed(frame), view.programme),
        note=(view.say("sizes_note"), *units),
    )  # fmt: skip


def _described(view: View, row: dict) -> str:
    return f"{sizes_chart.name(row, view.language)}, {sizes_chart.detail(row, view.language)}:"


def _both_printed(frame: pd.DataFrame) -> pd.DataFrame:
    """The printed words of the learners and of the classes."""
    pairs = list(zip(frame["printed"], frame["classes_printed"], strict=True))
    return frame.assign(printed=pairs)


def main_sizes(view: View) -> pd.DataFrame:
    """The class sizes of the reading chosen in one unit: learners where there are any."""
    rows = view.read(view.sizes)
    learners = rows[rows["unit_code"] == "person"]
    return rows if learners.empty else learners


def _sizes_headline(view: View) -> str:
    rows = main_sizes(view)
    lows, highs = list(rows["mean_low"]), list(rows["mean_high"])
    unit = rows["unit_code"].iloc[0]
    mean = lambda value: words.mean(value, value, view.language)  # noqa: E731
    if any(high is None for high in highs):
        return view.headline("sizes_headline_open", low=mean(min(lows)))
    if min(lows) == max(highs):
        return view.headline("sizes_headline", mean=view.say(f"mean_{unit}", mean=mean(min(lows))))
    high = view.say(f"mean_{unit}", mean=mean(max(highs)))
    return view.headline("sizes_headline_span", low=mean(min(lows)), high=high)


def _sizes_table(view: View, lines: list[tuple]) -> ReportTable:
    readings = ("literal", "conventional")
    ends = tuple(column(view, f"{end}_{reading}", "number") for reading in readings for end in ("least", "most"))
    columns = (column(view, "classes"), column(view, "unit"), column(view, "printed", "quote"),
               column(view, "class_count", "count"), *ends)  # fmt: skip
    rows = []
    for row, bounds in lines:
        rows.append((sizes_chart.name(row, view.language), labels.word(f"unit.{row['unit_code']}", view.language),
                     quote(view, [row["printed"]], row["source_code"]), int(row["class_count"]),
                     *_means(bounds)))  # fmt: skip
    return ReportTable(view.say("sizes_caption"), columns, tuple(rows))


def _means(ends: dict) -> Iterator[Cell]:
    for reading in ("literal", "conventional"):
        low, high = ends[reading]
        yield low
        yield Special.NO_LIMIT if high is None else high
