"""Published counts of a register: the long frame as wide tables, sums of columns, shares, another scale.

``counts`` is what ``register_counts.published`` gives: columns register, table, dimension, row, column (codes), count
(Int64, missing where suppressed), is_suppressed, checksum. The margins are called ``total``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

import pandas as pd

from analysis.measures import frames
from analysis.vocabulary import checksums, intake, reference
from analysis.vocabulary.labels import CONFIDENTIAL
from analysis.vocabulary.reference import TOTAL

# The columns of the frames of a register: ``row`` is one of a table (a class, a level, a unit, a year; "total"),
# ``quantity`` the code of what is counted and ``kind`` what sort of code that is; share is count of of, and
# is_suppressed says whether one of them is missing because it is confidential.
COLUMNS = {
    "dimension": "str", "row": "str", "kind": "str", "quantity": "str", "count": "Int64", "of": "Int64",
    "share": "float64", "is_suppressed": "bool", "edited": "str",
}  # fmt: skip
TYPES = {name: object if kind == "str" else kind for name, kind in COLUMNS.items()}


def has(counts: pd.DataFrame, name: str, dimension: str = "") -> bool:
    """Whether the counts hold a table of this name, by this dimension."""
    return bool(((counts["table"] == name) & (counts["dimension"] == dimension)).any())


def table(counts: pd.DataFrame, name: str, dimension: str = "") -> pd.DataFrame:
    """One table with its rows and columns in their order (Int64); without any where the counts hold none."""
    cells = counts[(counts["table"] == name) & (counts["dimension"] == dimension)]
    wide = cells.pivot(index="row", columns="column", values="count").astype("Int64")
    return wide.reindex(cells["row"].unique(), columns=cells["column"].unique()).rename_axis(index=None, columns=None)


def cut(table: pd.DataFrame, columns: Iterable[Hashable]) -> pd.Series:
    """The sum of some columns ("good or better") by row, missing where the table does not say it (Int64).

    Taken from the columns, or from the total less the others: what the table says anyway, and nothing more.

    >>> cut(pd.DataFrame({"good": [90, None], "pass": [8, 7], "fail": [None, 9], "total": [99, 56]}), ["good"])
    0    90
    1    40
    dtype: Int64
    """
    counts, chosen = table.astype("Int64"), list(columns)
    others = counts.drop(columns=[*chosen, TOTAL])
    return counts[chosen].sum(axis=1, skipna=False).fillna(counts[TOTAL] - others.sum(axis=1, skipna=False))


def edits(counts: pd.DataFrame) -> str:
    """The cells whose count is not the one published, as the text of a cell: "oulad: grades AAA 2013J pass 24".

    Where nothing shows what was published, the tables: "oulad: grades".
    """
    counts = intake.cells(counts)
    if "checksum" not in counts:
        named = counts[["register", "table"]].drop_duplicates().itertuples(index=False, name=None)
        return frames.listed(f"{register}: {name}" for register, name in named)
    changed = counts[checksums.is_edited_count(counts)]
    cells = changed[["register", "table", "row", "column", "count"]].itertuples(index=False, name=None)
    return frames.listed(
        f"{register}: {table} {row} {column} {CONFIDENTIAL if pd.isna(count) else count}"
        for register, table, row, column, count in cells
    )


def under(counts: pd.DataFrame, scale_code: str) -> pd.Series:
    """How many learners the published marks would give each grade of a scale, with the total (Int64, best first).

    Missing where the marks behind a grade are suppressed: it only adds up what is published. Empty without marks.
    """
    marks = table(counts, "marks")
    if marks.empty:
        return pd.Series(dtype="Int64")
    grades = {
        band.grade_code: cut(marks, [low for low in marks.columns.drop(TOTAL) if band.holds(Fraction(int(low), 1000))])
        for band in reference.scales()[scale_code]
    }
    return pd.DataFrame(grades | {TOTAL: marks[TOTAL]}).astype("Int64").loc[TOTAL]


def long(
    dimension: str, wide: pd.DataFrame, kinds: Mapping[str, str], of: pd.Series, counts: pd.DataFrame
) -> pd.DataFrame:
    """The cells of a wide table of one dimension, one below the other: columns :data:`COLUMNS`.

    ``kinds`` by column, ``of`` by row what its counts are parts of, ``counts`` the published ones that it rests on.
    """
    cells = wide.rename_axis(index="row", columns="quantity").stack(future_stack=True).rename("count").reset_index()
    base = cells["row"].map(of).astype("Int64")
    made = cells.assign(
        dimension=dimension, kind=cells["quantity"].map(kinds), of=base, edited=edits(counts),
        share=(cells["count"] / base).astype("float64"), is_suppressed=cells["count"].isna() | base.isna(),
    )  # fmt: skip
    return made[list(COLUMNS)].astype(TYPES)


def together(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Such frames one below the other; an empty one of none."""
    kept = [table for table in tables if len(table)]
    return pd.concat(kept, ignore_index=True) if kept else frames.frame([], COLUMNS)


def telling(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The tables of a dimension that say more than the total, each once; one below the other."""
    kept: dict[tuple, pd.DataFrame] = {}
    for table in tables:
        rows = [str(list(row[["quantity", "count", "of"]].itertuples(index=False))) for _, row in table.groupby("row")]
        if len(rows) > 2:
            kept.setdefault(tuple(sorted(rows)), table)
    return together(kept.values())
