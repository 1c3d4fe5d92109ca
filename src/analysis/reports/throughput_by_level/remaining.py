"""What is left for the other classes of a group, and what share of it the classes reported are at least."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import remaining as drawing
from analysis.measures import frames
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.throughput_by_level.parts import (
    cells,
    column,
    done,
    headline,
    level,
    quote,
    say,
    spans,
    where,
)  # fmt: skip
from analysis.vocabulary import labels

_ALL = Fraction(1)


@common.marked
def remaining(
    remaining: pd.DataFrame, levels: pd.DataFrame, statements: pd.DataFrame, language: str
) -> ChartBlock | None:
    """What is left for the other classes of a group under each thing that its figure may count; None for no group."""
    rows = frames.chosen(remaining)
    if rows.empty:
        return None
    assumed = rows[rows["is_assumed"]] if rows["is_assumed"].any() else rows
    first, table = assumed.iloc[0].to_dict(), _table(remaining, language)
    shown = frames.chosen(levels).merge(rows[["source_code", "level_code"]].drop_duplicates())
    return ChartBlock(
        key="remaining", language=language,
        headline=_headline(first, language),
        subtitle=say("remaining_subtitle", language, level=level(first["level_code"], language),
                     where=where(rows["source_code"], language)),
        draw=lambda narrow: drawing.draw(rows, language, narrow),
        alt=alt(say("remaining_alt", language), table, language),
        table=table,
        sources=common.printed_by(shown, statements, language),
        note=(say("remaining_note", language, counts=say(f"counts_{first['admission_basis']}", language),
                  printed=words.cited(first["cited"], language)),
              *_share(rows, language), say("remaining_note_dotted", language), say("remaining_note_once", language)),
        working=tuple(_working(rows, language)),
    )  # fmt: skip


def _working(rows: pd.DataFrame, language: str) -> Iterator[str]:
    """The subtraction behind each number that is left, where whole, part and rest are exact."""
    for row in rows[rows["admission_basis"] == "completions"].to_dict("records"):
        numbers = (row["whole_low"], row["whole_high"]), (row["completed"], row["completed_high"]), frames.ends(row)
        if all(low == high for low, high in numbers):
            whole, done, left = (labels.number(int(low), language) for low, _ in numbers)
            cited = words.cited(row["cited"], language)
            yield f"{cited}: {whole} − {done} = {left}"


def other(row: dict, language: str) -> str:
    """The words for the other class or classes."""
    return say("the_other_class" if frames.whole(row["other_count"]) == 1 else "the_other_classes", language)


def reported(row: dict, language: str) -> str:
    """The words for the class or the classes printed as completed."""
    codes = frames.split(row["part_codes"])
    named = [labels.code("class", code, language) for code in codes if code]
    if named and len(named) == row["part_count"]:
        return labels.joined(named)
    return say("class_reported" if row["part_count"] == 1 else "classes_reported", language)


def _share_of_whole(row: dict) -> tuple[Fraction, Fraction]:
    """Which share of the figure the classes reported are; 0 to 1 where it may be any.

    Of learners admitted more than those who completed may be of these classes.
    """
    (least, most), (whole, largest) = (frames.ends(row, *names) for names in
                                       (("completed", "completed_high"), ("whole_low", "whole_high")))  # fmt: skip
    if row["admission_basis"] == "planned":
        return Fraction(0), _ALL
    low = Fraction(least, largest) if largest else Fraction(0)
    is_bounded = row["admission_basis"] == "completions" and most is not None and most < whole
    return low, Fraction(most, whole) if is_bounded else _ALL


def _share(rows: pd.DataFrame, language: str) -> list[str]:
    rows = rows[rows["admission_basis"] == "admitted"]
    least = _share_of_whole(rows.iloc[0].to_dict())[0] if len(rows) else 0
    if not least:
        return []
    row, share = rows.iloc[0].to_dict(), words.share(least, _ALL, language)
    classes = reported(row, language)
    return [say("remaining_note_share", language, classes=classes[:1].upper() + classes[1:], share=share,
                completed=done(rows.head(1), language), printed=words.cited(row["cited"], language))]  # fmt: skip


def _headline(row: dict, language: str) -> str:
    low, high = frames.ends(row)
    basis = row["admission_basis"]
    key, ends = f"remaining_headline_{basis}", {"high": high}
    if basis == "planned":
        ends = {}
    elif high is None:
        key, ends = "remaining_headline_open", {}
    elif basis == "completions" and low != high:
        key, ends = "remaining_headline_between", {"low": low, "high": high}
    return headline(key, language, other=other(row, language), printed=words.cited(row["cited"], language), **ends)


def _table(remaining: pd.DataFrame, language: str) -> ReportTable:
    columns = (column("condition", language), column("level", language), column("printed", language, "quote"),
               column("completed", language, "span"), column("others_literal", language, "span"),
               column("others_conventional", language, "span"), column("share", language, "share_span"))  # fmt: skip
    measures = {"others_literal": "left", "others_conventional": "left"}
    columns = tuple(replace(made, codes={**made.codes, "measure_code": measures.get(made.key, "completed")})
                    for made in columns)  # fmt: skip
    rows, keys = [], []
    for _, same in remaining.groupby(["source_code", "level_code", "printed", "admission_basis"], sort=False):
        first = same.iloc[0].to_dict()
        share = _share_of_whole(frames.chosen(same).iloc[0].to_dict())
        rows.append((drawing.title(first, language), level(first["level_code"], language),
                     quote(first["cited"], language), common.cell(frames.ends(first, "completed", "completed_high")),
                     *cells(spans(same)), Special.UNAVAILABLE if share == (0, 1) else share))  # fmt: skip
        basis = first["admission_basis"]
        keys.append(coded.row(first, language, unit_code="person", condition=basis, base=basis))
    return ReportTable(say("remaining_caption", language), columns, tuple(rows), keys=tuple(keys))
