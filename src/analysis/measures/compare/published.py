"""What is published of each class: how many are at or above the cut, or between which ends a confidential count is."""

from __future__ import annotations

import pandas as pd

from analysis.measures.counts import cut
from analysis.vocabulary.reference import TOTAL

COLUMNS = ["count", "base", "least", "most", "most_base"]


def classes(table: pd.DataFrame, cuts: pd.DataFrame, chosen: int, has_zeros: bool = False) -> pd.DataFrame:
    """Each row of a protected table of grades (the best first), margins too: columns :data:`COLUMNS` (Int64).

    ``count`` are the learners of the first ``chosen`` grades and ``base`` all, missing where confidential; ``cuts`` are
    the published sums of the best grades by row (``good_up``), which may say more than the grades; ``has_zeros`` where
    zeros are published. ``least``
    and ``most`` are the ends that all of it leaves the count, ``most_base`` the greatest base: what everybody can work
    out who reads the tables.
    """
    grades = [grade for grade in table.columns if grade != TOTAL]
    base, counts = table[TOTAL].astype("Int64"), table[grades].astype("Int64")
    count = cut(table, grades[:chosen]).fillna(_sum_to(cuts, grades, chosen, table.index))
    most_base = base.fillna(_rest(base))
    certain = counts.fillna(_floors(counts)) if has_zeros else counts
    least = certain[grades[:chosen]].sum(axis=1)
    most = most_base - certain[grades[chosen:]].sum(axis=1)
    for end in range(1, len(grades)):
        published = _sum_to(cuts, grades, end, table.index)
        if end < chosen:
            least = least.where(~(published > least).fillna(False), published)
        elif end > chosen:
            most = most.where(~(published < most).fillna(False), published)
    ends = pd.DataFrame({"least": count.fillna(least), "most": count.fillna(most)})
    within = _within_the_rest(ends, count)
    return pd.concat([count.rename("count"), base.rename("base"), within, most_base.rename("most_base")], axis=1)


def _floors(counts: pd.DataFrame) -> pd.DataFrame:
    """What a confidential count is at least where zeros are published: 1, but where all of its row or column may be.

    A row, or a column, that is confidential whole may have its zeros with it; grades that nobody has are no part of it.
    """
    gone, nobody = counts.isna(), counts.loc[TOTAL].eq(0).fillna(False)
    whole_rows, whole_columns = (gone | nobody).all(axis=1), gone.all()
    floors = pd.DataFrame(1, counts.index, counts.columns, dtype="Int64")
    return floors.mask(whole_rows, 0).mask(gone & whole_columns, 0)


def _sum_to(cuts: pd.DataFrame, grades: list[str], end: int, rows: pd.Index) -> pd.Series:
    """The published sums of the first so many grades, missing where there is none."""
    name = f"{grades[end - 1]}_up"
    column = cuts[name] if name in cuts.columns else pd.Series(pd.NA, rows)
    return column.reindex(rows).astype("Int64")


def _rest(counts: pd.Series) -> object:
    """What the total leaves for the rows that are missing; missing without a total."""
    return counts[TOTAL] - counts.drop(TOTAL).sum()


def _within_the_rest(ends: pd.DataFrame, count: pd.Series) -> pd.DataFrame:
    """The ends of the rows, narrowed by what the total leaves for all of them whose count is confidential."""
    hidden = count.index[count.isna()]
    if pd.isna(count[TOTAL]) or hidden.empty:
        return ends
    rest, rows = _rest(count), ends.loc[hidden]
    least = (rest - (rows["most"].sum() - rows["most"])).clip(lower=rows["least"])
    most = (rest - (rows["least"].sum() - rows["least"])).clip(upper=rows["most"])
    narrowed = ends.copy()
    narrowed.loc[hidden, "least"], narrowed.loc[hidden, "most"] = least, most
    return narrowed
