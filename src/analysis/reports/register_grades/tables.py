"""The grades of a register in tables: by class, level, unit and year, on other scales, and the awards."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Cell, Column
from analysis.reports import coded, common
from analysis.reports.register_grades.words import SECTION, quantity, scale
from analysis.reports.register_pages import about as of
from analysis.reports.register_pages import cells, lists

_UNITS = {"count": {"unit_code": "person"}, "share": {"base": "graded"}, "number": {"unit_code": "score"}}
KINDS = {"graded": "count", "grade": "count", "cut": "share", "mean": "number"}


@common.marked
def by(grades_by: pd.DataFrame, dimension: str, about: of.About, language: str) -> TableBlock | None:
    """The grades of each class, level, unit or year.

    None where that says no more than the total or another table; of one class the chart says it all.
    """
    rows = grades_by[grades_by["dimension"] == dimension]
    kinds = dict(zip(rows["quantity"], rows["kind"], strict=True))
    columns = [Column(dimension, of.word(dimension, language))]
    columns += [
        Column(code, quantity(code, language), KINDS[kind], about["mean_decimals"] if kind == "mean" else 1,
               coded.quantity(code) | _UNITS[KINDS[kind]])
        for code, kind in kinds.items()
    ]  # fmt: skip
    lines = [
        (of.name(dimension, label, language), *(_cell(cells.by_quantity(row).get(code)) for code in kinds))
        for label, row in rows.groupby("row", sort=False)
    ]
    keys = [of.row_codes(about, dimension, label, **coded.of(cells.by_quantity(row).get("graded", {}).get("count")))
            for label, row in rows.groupby("row", sort=False)]  # fmt: skip
    return lists.block(SECTION, f"by_{dimension}", columns, lines, keys, about, language)


def _cell(row: dict[str, Any] | None) -> Cell:
    if row is None:
        return cells.HIDDEN
    return cells.count(row["count"]) if KINDS[row["kind"]] == "count" else cells.share(row)


@common.marked
def other_scales(under_scales: pd.DataFrame, about: of.About, language: str) -> TableBlock | None:
    """What other scales would make of the scores; None where all of it is hidden."""
    columns = [
        Column("scale", of.word("scale", language)),
        Column("grade", of.word("grade", language)),
        Column("count", of.word("learners", language), "count"),
        Column("share", of.word("share", language), "share"),
    ]
    lines = [
        (scale(row["scale_code"], language), quantity(row["quantity"], language), cells.count(row["count"]),
         cells.share(row))
        for row in under_scales.to_dict("records")
    ]  # fmt: skip
    keys = [of.codes(about, row_code=row["scale_code"], **coded.quantity(row["quantity"]), unit_code="person",
                     base="graded", **coded.of(row["of"])) for row in under_scales.to_dict("records")]  # fmt: skip
    return lists.block(SECTION, "other_scales", columns, lines, keys, about, language)


@common.marked
def awards(awards: pd.DataFrame, about: of.About, language: str) -> TableBlock | None:
    """How many were commended in each class; None where the register holds no award, or one class."""
    columns = [
        Column("class", of.word("class", language)),
        Column("enrolled", of.word("enrolled", language), "count", codes=_UNITS["count"]),
        Column("commended", of.word("commended", language), "count", codes=_UNITS["count"]),
        Column("share", of.word("share", language), "share", codes={"measure_code": "commended", "base": "enrolled"}),
    ]
    lines = [
        (of.name("class", row["row"], language), cells.count(row["of"]), cells.count(row["count"]), cells.share(row))
        for row in awards.to_dict("records")
    ]
    keys = [of.row_codes(about, "class", row["row"], **coded.of(row["of"])) for row in awards.to_dict("records")]
    return lists.block(SECTION, "awards", columns, lines, keys, about, language)
