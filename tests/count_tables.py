"""Tables of counts for the tests of small cells, and what an attack on them found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data.disclosure import attack, with_margins


def table_of(cells, rows=None, columns=None) -> pd.DataFrame:
    """A table of counts with its margins, rows r0, r1, ... and columns c0, c1, ... unless named."""
    cells = np.array(cells, dtype=int)
    rows = rows or [f"r{number}" for number in range(cells.shape[0])]
    columns = columns or [f"c{number}" for number in range(cells.shape[1])]
    return with_margins(pd.DataFrame(cells, index=rows, columns=columns))


def without(table: pd.DataFrame, *cells: tuple[str, str]) -> pd.DataFrame:
    """The table with some cells missing."""
    table = table.astype("Int64")
    for row, column in cells:
        table.loc[row, column] = pd.NA
    return table


def ranges(learnt: pd.DataFrame) -> dict:
    """(row, column) to (low, high) of an attack, None for no end."""
    return {
        (row, column): (low, None if pd.isna(high) else high)
        for row, column, low, high in learnt[["row", "column", "low", "high"]].itertuples(index=False)
    }


def hidden_cells(table: pd.DataFrame) -> set:
    return {(row, column) for row in table.index for column in table.columns if pd.isna(table.loc[row, column])}


def narrowest(table: pd.DataFrame) -> float:
    return min((np.inf if high is None else high - low for low, high in ranges(attack(table)).values()), default=np.inf)
