"""Mean scores, told only where the number of those who have one may be told."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.disclosure import TOTAL
from analysis.register_tables.counting import with_dimensions
from analysis.register_tables.opening import Opened

COLUMNS = ["dimension", "row", "mean_hundredths"]


def means(register: Opened, safe: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Columns dimension, row, mean_hundredths (Int64, rounded half up, missing where suppressed).

    Sums of scores obey the equations of the counts behind them, so where those counts are protected no sum over
    few learners can be worked out either; ``safe`` holds the protected counts, ``scored_by_<dimension>``.
    """
    rows = with_dimensions(register)
    rows = rows[(rows["outcome"] == "graded") & rows["score_thousandths"].notna()]
    found = [
        (dimension, label, None if pd.isna(safe[name].at[label, "graded"]) else _mean(scores))
        for name in safe
        if name.startswith("scored_by_")
        for dimension in [name.removeprefix("scored_by_")]
        for label, scores in _groups(rows, dimension)
    ]
    return pd.DataFrame(found, columns=COLUMNS).astype({"mean_hundredths": "Int64"})


def _groups(rows: pd.DataFrame, dimension: str) -> list[tuple[str, pd.Series]]:
    scores = rows["score_thousandths"]
    return [*((str(label), part) for label, part in scores.groupby(rows[dimension])), (TOTAL, scores)]


def _mean(scores: pd.Series) -> int:
    """The mean of thousandths in hundredths, rounded half up in whole numbers."""
    count = len(scores)
    return (int(scores.sum()) * 2 + count * 10) // (count * 20)
