"""Each class against all the others together: the difference of the shares, with its interval."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pandas as pd

from analysis.charts.composed import forest
from analysis.charts.composed.forest import Line, signed
from analysis.measures import compare
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.class_comparison import words
from analysis.reports.class_comparison.words import POINTS, all_together, computed, p_cell, p_column, say
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels

# Of more classes the chart has those at both ends; the table has all.
MOST = 60


@common.marked
def differences(against: pd.DataFrame, together: pd.DataFrame, about: of.About, language: str) -> ChartBlock | None:
    """A line a class, the greatest difference first, then the classes whose count is confidential.

    None where there is nothing to compare.
    """
    row, stand = all_together(together), int(against["stands_out"].sum())
    if row["reason_code"]:
        return None
    sized = against[against["status"] != "nobody"].dropna(subset="base")
    lines = [_line(each, row, language) for _, rows in sized.groupby("status") for each in _both_ends(rows)]
    key = f"differences_headline{'' if stand else '_none'}{'_hidden' if row['hidden'] else ''}"
    subtitle, drawn = words.subtitle("differences_subtitle", together, about, language), len(lines)
    if drawn < len(sized):
        subtitle += " " + say("differences_drawn", language, drawn=drawn, classes=row["classes"])
    table = _table(against, together, about, language)
    pictured = words.columns_of(table, "class", "difference", "low", "high")
    return ChartBlock(
        key="differences",
        language=language,
        headline=say(key, language, stand=stand, classes=row["classes"]),
        subtitle=subtitle,
        draw=lambda narrow: forest.draw(lines, say("differences_axis", language), language, narrow),
        alt=alt(say("differences_alt", language), pictured, language),
        table=table,
        sources=of.source(about, language),
        note=(say("differences_note_test", language),
              say("differences_note_interval", language, classes=row["classes"])),
        numbers=("0", stand, row["classes"], drawn, *about["years"]),
    )  # fmt: skip


def _both_ends(rows: pd.DataFrame) -> list[dict]:
    half = MOST // 2
    return (rows if len(rows) <= MOST else pd.concat([rows.head(half), rows.tail(half)])).to_dict("records")


def _line(row: dict, register: dict, language: str) -> Line:
    value, low, high = _points(row, register)
    name = words.name(row["class_code"], language)
    if isinstance(value, Special):
        return Line(name, None, float(low), float(high), value.value, False)
    ends = (row[f"difference_{end}"] * POINTS for end in ("low", "high"))
    return Line(name, float(value), *ends, signed(value, language), bool(row["stands_out"]))


def _points(row: dict, register: dict) -> tuple[Cell, Cell, Cell]:
    """The difference and its ends in percentage points.

    Of a confidential count none, and the ends that the difference may have, rounded outwards; of a size that is
    confidential, too, nothing.
    """
    if pd.isna(row["base"]):
        return (Special.CONFIDENTIAL,) * 3
    base, known = int(row["base"]), (register["count"], register["base"])
    if row["status"] == "published":
        value = compare.difference(int(row["count"]), base, known) * POINTS
        return value, *(computed(row[f"difference_{end}"] * POINTS, 1) for end in ("low", "high"))
    ends = (compare.difference(int(row[f"{end}_count"]), base, known) for end in ("low", "high"))
    low, high = (
        Fraction(labels.rounded(end * POINTS, 1, side)) for end, side in zip(ends, get_args(labels.End), strict=True)
    )
    return Special.CONFIDENTIAL, low, high


def _table(against: pd.DataFrame, together: pd.DataFrame, about: of.About, language: str) -> ReportTable:
    columns = (
        Column("class", say("column_class", language)),
        Column("difference", say("column_difference", language), "number", codes={"unit_code": "percentage_point"}),
        *words.interval("difference", "percentage_point", 1, language),
        p_column("p_value", say("column_p", language)),
        p_column("adjusted", say("column_adjusted", language)),
        Column("stands", say("column_stands", language)),
    )
    rows = against[against["status"] != "nobody"].to_dict("records")
    lines = tuple(
        (words.name(row["class_code"], language), *_points(row, all_together(together)), *_verdict(row, language))
        for row in rows
    )
    keys = tuple(words.class_codes(row, about) for row in rows)
    caption = say("differences_caption", language, cut=words.cut(together, about, language))
    return ReportTable(caption, columns, lines, keys=keys)


def _verdict(row: dict, language: str) -> tuple[Cell, Cell, Cell]:
    if row["status"] == "suppressed":
        return Special.CONFIDENTIAL, Special.CONFIDENTIAL, say("confidential", language)
    return p_cell(row["p_value"]), p_cell(row["adjusted"]), common.answer(row["stands_out"], language)
