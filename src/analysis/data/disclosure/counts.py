"""A table of counts with its margins: read with every fault named, made from bare counts."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError
from analysis.vocabulary.reference import TOTAL


class DisclosureError(AnalysisError):
    """A table that is no table of counts, published counts that contradict each other, or a count given away."""


def with_margins(counts: pd.DataFrame) -> pd.DataFrame:
    """The table of bare counts with its margins, a last row and a last column named ``total`` (Int64).

    No row gives a total row of 0.

    >>> with_margins(pd.DataFrame({"good": [252, 120], "fail": [4, 30]}, ["a", "b"]))
           good  fail  total
    a       252     4    256
    b       120    30    150
    total   372    34    406
    """
    table = counts.astype("Int64")
    table[TOTAL] = table.sum(axis=1, skipna=False)
    table.loc[TOTAL] = table.sum(skipna=False)
    return table


def read(table: pd.DataFrame, name: Hashable = "") -> dict[tuple[Hashable, Hashable], int | None]:
    """The counts of a table by (row, column), None where one is missing.

    Refuses, all faults at once, labels that occur twice, what is no whole number from 0 on, and a table that
    has neither a last row nor a last column named ``total``.
    """
    faults = [
        f"the {axis} label {label} occurs twice"
        for axis, labels in (("row", table.index), ("column", table.columns))
        for label in labels[labels.duplicated()].unique()
    ]
    margins = [axis for axis, labels in enumerate(table.axes) if len(labels) and labels[-1] == TOTAL]
    inside = [axis for axis, labels in enumerate(table.axes) if TOTAL in list(labels[:-1])]
    if not margins or inside:
        faults.append('the margins must be the last row and the last column, each named "total"')
    cells = {}
    for row, values in zip(table.index, table.to_numpy(dtype=object), strict=True):
        for column, value in zip(table.columns, values, strict=True):
            try:
                cells[row, column] = _whole(value)
            except (TypeError, ValueError, OverflowError):
                faults.append(f"row {row}, column {column}: {value!r} is no count (a whole number from 0 on)")
    if faults:
        where = f"table {name}: " if name != "" else "the table of counts: "
        raise DisclosureError("\n".join(f"{where}{fault}." for fault in faults))
    return cells


def _whole(value: object) -> int | None:
    if pd.isna(value):
        return None
    number = int(value)
    if number != value or number < 0 or isinstance(value, (bool, np.bool_, str)):
        raise ValueError(value)
    return number
