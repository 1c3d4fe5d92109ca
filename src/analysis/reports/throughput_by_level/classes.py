"""What is left for the other classes of a group, and what share of it the classes reported are at least."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts.composed import remaining as remaining_chart
from analysis.charts import words
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import ReportTable, Special
from analysis.reports.throughput_by_level.parts import cell, cells, column, done, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels

_ALL = Fraction(1)


def remaining(view: View) -> ChartBlock | None:
    """What is left for the other classes of a group under each thing that its figure may count."""
    rows = view.read(view.remaining)
    if rows.empty:
        return None
    first = rows[rows["admission_basis"] == view.assume.admission_basis].iloc[0].to_dict()
    return ChartBlock(
        key="remaining", language=view.language,
        headline=_remaining_headline(view, first),
        subtitle=view.say("remaining_subtitle", level=level(view, first["level_code"]),
                          where=view.where(rows["source_code"])),
        draw=lambda narrow: remaining_chart.draw(rows, view.language, narrow),
        alt=view.say("remaining_alt", bars="; ".join(_remaining_bar(view, row) for row in rows.to_dict("records"))),
        table=_remaining_table(view),
        sources=view.printed_by(_levels_of(view, rows)),
        note=(view.say("remaining_note", counts=view.say(f"counts_{first['admission_basis']}"),
                       printed=view.quoted([first["printed"]], first["source_code"])),
              *_share(view, rows), view.say("remaining_note_dotted"), view.say("remaining_note_once")),
    )  # fmt: skip


def _levels_of(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["source_code", "level_code"]
    return view.read(view.levels).merge(rows[keys].drop_duplicates())


def other(view: View, row: dict) -> str:
    """The words for the other class or classes."""
    return view.say("the_other_class" if row["other_count"] == 1 else "the_other_classes")


def reported(view: View, row: dict) -> str:
    """The words for the class or the classes printed as completed."""
    named = [labels.code("class", code, view.language) for code in row["part_codes"] if code]
    if len(named) == len(row["part_codes"]):
        return labels.joined(named)
    return view.say("class_reported" if len(row["part_codes"]) == 1 else "classes_reported")


def _share_of_whole(row: dict) -> tuple[Fraction, Fraction]:
    """Which share of the figure the classes reported are; 0 to 1 where it may be any.

    Of learners admitted more than those who completed may be of these classes.
    """
    columns = ("completed", "completed_high", "whole_low", "whole_high")
    ((least, most, whole, largest),) = records(pd.DataFrame([row]), *columns)
    if row["admission_basis"] == "planned":
        return Fraction(0), _ALL
    low = Fraction(least, largest) if largest else Fraction(0)
    is_bounded = row["admission_basis"] == "completions" and most is not None and most < whole
    return low, Fraction(most, whole) if is_bounded else _ALL


def _share(view: View, rows: pd.DataFrame) -> list[str]:
    row = rows[rows["admission_basis"] == "admitted"].iloc[0].to_dict()
    least, _ = _share_of_whole(row)
    if not least:
        return []
    share = words.share(least, _ALL, view.language)
    return [view.say("remaining_note_share", classes=_capital(reported(view, row)), completed=_done(view, row),
                     share=share, printed=view.quoted([row["printed"]], row["source_code"]))]  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _done(view: View, row: dict) -> str:
    return done(view, pd.DataFrame([row]))


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
    return view.headline(key, other=other(view, row), printed=view.quoted([row["printed"]], row["source_code"]), **ends)


def _remaining_bar(view: View, row: dict) -> str:
    return view.say(
        "remaining_bar", condition=remaining_chart.title(row, view.language), completed=_done(view, row),
        other=other(view, row), left=remaining_chart.left(row, view.language),
    )  # fmt: skip


def _remaining_table(view: View) -> ReportTable:
    columns = (column(view, "condition"), column(view, "level"), column(view, "printed", "quote"),
               column(view, "completed", "span"), column(view, "others_literal", "span"),
               column(view, "others_conventional", "span"), column(view, "share", "share_span"))  # fmt: skip
    rows = []
    for _, same in view.remaining.groupby(["source_code", "level_code", "printed", "admission_basis"], sort=False):
        first = same.iloc[0].to_dict()
        ends = spans(same, "low", "high")
        share = _share_of_whole(view.read(same).iloc[0].to_dict())
        rows.append((remaining_chart.title(first, view.language), level(view, first["level_code"]),
                     quote(view, [first["printed"]], first["source_code"]),
                     cell(*records(same.head(1), "completed", "completed_high")), *cells(ends),
                     Special.UNAVAILABLE if share == (0, 1) else share))  # fmt: skip
    return ReportTable(view.say("remaining_caption"), columns, tuple(rows))
