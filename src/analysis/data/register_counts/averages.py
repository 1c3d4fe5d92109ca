"""Mean scores, released only where neither the count nor the implied grades disclose an individual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.data.disclosure import TOTAL
from analysis.data.register_counts.counting import with_dimensions
from analysis.data.register_counts.opening import Opened

COLUMNS = ["dimension", "row", "mean_hundredths", "decimals"]
MASKS = "scored_by_"
# To how many decimals means are released: hundredths where that is safe, else tenths, all of a register alike.
DECIMALS = (2, 1)


def means(register: Opened, safe: Mapping[str, pd.DataFrame], decimals: int = DECIMALS[0]) -> pd.DataFrame:
    """Columns dimension, row, mean_hundredths (Int64, rounded half up to ``decimals``, missing where suppressed),
    decimals.

    Sums of scores obey the equations of the counts behind them, so where those counts are protected no sum over
    few learners can be worked out either; ``safe`` holds the protected counts, ``scored_by_<dimension>`` of those
    with a score and ``grades_by_<dimension>`` of those with a grade.
    """
    rows = []
    for dimension, groups_of_scores in groups(register, safe).items():
        scored, grades = safe[f"{MASKS}{dimension}"]["graded"], safe[f"grades_by_{dimension}"][TOTAL]
        for label, scores in groups_of_scores.items():
            released = len(scores) and pd.notna(scored[label]) and pd.notna(grades[label])
            rows.append((dimension, label, rounded(scores, decimals) if released else None, decimals))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"mean_hundredths": "Int64"})


def choices(register: Opened, safe: Mapping[str, pd.DataFrame], only_whole: bool = False) -> Iterator[pd.DataFrame]:
    """Which means may be released, the most first: every one whose counts are (not where ``only_whole``); the totals,
    and rows with all their grades released; these rows alone; none. Each in hundredths, then in tenths."""
    frames = [means(register, safe, decimals) for decimals in DECIMALS]
    names = frames[0][["dimension", "row"]]
    whole = [safe[f"grades_by_{row.dimension}"].loc[row.row].notna().all() for row in names.itertuples()]
    whole_rows = pd.Series(whole, dtype=bool)
    totals_and_whole_rows = whole_rows | (names["row"] == TOTAL)
    everything, nothing = whole_rows | True, whole_rows & False
    masks = [tuple(mask) for mask in (everything, totals_and_whole_rows, whole_rows, nothing)][only_whole:]
    for mask in dict.fromkeys(masks):
        for frame in frames if any(mask) else frames[:1]:
            yield frame.assign(mean_hundredths=frame["mean_hundredths"].where(list(mask)))


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
