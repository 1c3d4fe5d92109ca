"""All numbers of a report as one long CSV for analysts: a number a row, codes instead of words, marks in a column.

It is the same in every language. What a number is, its table says: ``Column.codes`` and ``ReportTable.keys`` hold the
values of the columns here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from analysis.pages.tables import SHARES, SPANS, TEXTS, Cell, Column, ReportTable, Special, ends_of, outwards, written
from analysis.vocabulary.labels import Either

ENDING = "tidy.csv"
COLUMNS = (
    "report", "source_code", "programme_code", "level_code", "class_code", "other_class_code", "measure_code",
    "grade_code", "at_or_above", "mode_code", "unit_code", "base", "date", "reading", "bound", "value", "numerator",
    "denominator", "status", "printed",
    "block", "row", "column_code", "statement_code", "register_code", "row_code", "condition", "is_either",
)  # fmt: skip
# The columns that tables fill by codes; the others follow from the cell and its place.
CODES = (*COLUMNS[1:15], "printed", *COLUMNS[23:27])
SHARE = "share"  # the unit of a part of one
OF = "denominator"  # among the codes of a row: what its shares are counted of, which the file reduces no fraction by


def to_csv(blocks: Iterable[Mapping[str, Any]], report: str) -> bytes:
    """The numbers of the tables of a page, from the metadata of its blocks, as UTF-8 without a mark; a table without
    a number gives no row."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: written(value) for name, value in row.items()} for row in rows(blocks, report))
    return file.getvalue().encode()


def rows(blocks: Iterable[Mapping[str, Any]], report: str) -> Iterator[dict[str, Any]]:
    """The rows of the file as columns and values, an empty one left out, tables and rows in the order of the page."""
    for block in blocks:
        if "table" not in block:
            continue
        table = ReportTable.from_json(block["table"])
        for position, cells in enumerate(table.rows, start=1):
            keys = table.keys[position - 1] if table.keys else {}
            place = {"report": report, "block": block["key"], "row": position}
            for cell, column in zip(cells, table.columns, strict=True):
                if column.kind not in TEXTS:
                    about = place | {"column_code": column.key} | codes(column, keys)
                    yield from (about | number for number in _numbers(cell, column, keys))


def codes(column: Column, keys: Mapping[str, str]) -> dict[str, str]:
    """The codes of a cell: those of its row, and before them those of its column, whose key is a measure by itself.

    >>> codes(Column("share", "Share", "share", codes={"base": "graded"}), {"measure_code": "graded"})
    {'measure_code': 'graded', 'unit_code': 'share', 'base': 'graded'}
    """
    unit = {"unit_code": SHARE} if column.kind in SHARES else {}
    stated = {"measure_code": column.key, **keys, **unit, **column.codes}
    if column.kind not in SHARES:
        stated.pop("base", None)
    return {name: stated[name] for name in CODES if stated.get(name)}


def _numbers(cell: Cell, column: Column, keys: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Of a cell its number, both ends of its bound, or its mark."""
    if isinstance(cell, Special):
        yield {"status": cell.value}
        return
    is_either = {"is_either": "true"} if isinstance(cell, Either) else {}
    ends = list(ends_of(cell, column))
    if column.kind in SPANS and ends[0][0] == ends[1][0]:
        ends = ends[:1]
    for (value, end), name in zip(ends, ("least", "greatest") if len(ends) > 1 else ("exact",), strict=True):
        bound = {} if "bound" in column.codes else {"bound": name}
        if isinstance(value, Special):
            yield {**bound, "status": value.value}
        else:
            yield {**bound, **_value(value, end, column), **_ratio(value, column, keys), **is_either}


def _value(value: Fraction | int, end: Any, column: Column) -> dict[str, Any]:
    least = Fraction(1, 10**column.decimals)
    if column.kind == "p_value" and value < least:  # as printed: "< 0.0001"
        return {"bound": "greatest", "value": float(least)}
    is_whole = Fraction(value).denominator == 1
    return {"value": int(value) if is_whole else outwards(value, end)}


def _ratio(value: Fraction | int, column: Column, keys: Mapping[str, str]) -> dict[str, int]:
    """The whole numbers that a share is exactly: those counted where its row tells of how many, else the least."""
    if column.kind not in SHARES or not (column.codes.get("base") or keys.get("base")):
        return {}
    value, of = Fraction(value), int(keys.get(OF, 0))
    if not of or (value * of).denominator != 1:
        of = value.denominator
    return {"numerator": int(value * of), "denominator": of}
