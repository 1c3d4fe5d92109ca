"""Group disclosure: a row in which everybody is in one and the same cell says of each of them where.

"9 of 9 are giỏi" says the grade of nine people, however large the count is. Source: Hundepool and others,
Statistical Disclosure Control (2012), chapter 5, where it is called group attribute disclosure.
"""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from analysis.data.disclosure.counts import TOTAL


def alike(table: pd.DataFrame) -> list[Hashable]:
    """The rows of which all cells but one are released zeros: who is in such a row, is in that cell.

    Of whole counts these are the rows to suppress; of a protected table, the rows that are still released. A row is
    a group of learners, a column what is said of each of them, the margins are no cells. A table of one column says
    nothing of anybody, so it has no such row.

    >>> alike(pd.DataFrame({"good": [9, 9], "fail": [0, 4], "total": [9, 13]}, ["a", "b"]))
    ['a']
    """
    cells = table.drop(columns=TOTAL, errors="ignore").astype("Int64")
    if cells.shape[1] < 2:
        return []
    return list(table.index[cells.ne(0).fillna(True).sum(axis=1) == 1])
