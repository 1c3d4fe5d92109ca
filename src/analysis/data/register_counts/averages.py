"""Mean scores, released only where neither the count behind them nor the grades that they imply give anybody away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from analysis.data.disclosure import TOTAL
from analysis.data.register_counts.counting import with_dimensions
from analysis.data.register_counts.opening import Opened

COLUMNS = ["dimension", "row", "mean_hundredths", "decimals"]
MASKS = "scored_by_"
# How finely means are released: as hundredths where that is safe, else as tenths, all of a register alike.
DECIMALS = (2, 1)


def means(register: Opened, safe: Mapping[str, pd.DataFrame], decimals: int = DECIMALS[0]) -> pd.DataFrame:
    """Columns dimension, row, mean_hundredths (Int64, rounded half up to ``decimals``, missing where suppressed),
    decimals.

    Sums of scores obey the equations of the counts behind them, so where those counts are protected no sum over
    few learners can be worked out either; ``safe`` holds the protected counts, ``scored_by_<dimension>`` of those
    with a score and ``grades_by_<dimension>`` of those with a grade.
    """
    mean_of = partial(rounded, decimals=decimals)
    records = [
        (
            dimension,
            label,
            mean_of(scores) if _is_released(safe, dimension, label) and len(scores) else None,
            decimals,
        )
        for dimension, rows in groups(register, safe).items()
        for label, scores in rows.items()
    ]
    return pd.DataFrame(records, columns=COLUMNS).astype({"mean_hundredths": "Int64"})


def choices(register: Opened, safe: Mapping[str, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The means with fewer and fewer of them released: as far as counts go; the totals, and rows whose grades all are;
    these rows alone; none. Each in hundredths, then in tenths."""
    made = [means(register, safe, decimals) for decimals in DECIMALS]
    names = made[0][["dimension", "row"]]
    whole = [safe[f"grades_by_{row.dimension}"].loc[row.row].notna().all() for row in names.itertuples()]
    rows = pd.Series(whole, dtype=bool)
    for released in dict.fromkeys(map(tuple, (rows | True, rows | (names["row"] == TOTAL), rows, rows & False))):
        for table in made if any(released) else made[:1]:
            yield table.assign(mean_hundredths=table["mean_hundredths"].where(list(released)))


def _is_released(safe: Mapping[str, pd.DataFrame], dimension: str, label: str) -> bool:
    counted = safe[f"{MASKS}{dimension}"].at[label, "graded"], safe[f"grades_by_{dimension}"].at[label, TOTAL]
    return not any(map(pd.isna, counted))


def groups(register: Opened, tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, pd.Series]]:
    """Dimension -> row -> the scores in it, of each dimension that has scores; every row of it, and the total."""
    rows = with_dimensions(register)
    rows = rows[(rows["outcome"] == "graded") & rows["score_thousandths"].notna()]
    scores = rows["score_thousandths"]
    return {
        (dimension := name.removeprefix(MASKS)): {
            label: scores if label == TOTAL else scores[rows[dimension] == label] for label in table.index
        }
        for name, table in tables.items()
        if name.startswith(MASKS)
    }


def rounded(scores: pd.Series, decimals: int = DECIMALS[0]) -> int:
    """The mean of thousandths in hundredths, rounded half up to so many decimals in whole numbers.

    >>> rounded(pd.Series([8250, 8500, 8500])), rounded(pd.Series([8250, 8500, 8500]), 1)
    (842, 840)
    """
    count, unit = len(scores), unit_of(decimals)
    return (2 * int(scores.sum()) + count * unit) // (2 * count * unit) * (unit // unit_of(2))


def unit_of(decimals: int) -> int:
    """The last decimal of a mean in thousandths."""
    return 10 ** (3 - decimals)
