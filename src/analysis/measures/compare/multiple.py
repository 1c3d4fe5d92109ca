"""Many comparisons at once: which survive a correction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from analysis.measures.compare.estimate import ComparisonError, check_level

Correction = Literal["benjamini_hochberg", "bonferroni"]
CORRECTIONS: dict[str, str] = {"benjamini_hochberg": "fdr_bh", "bonferroni": "bonferroni"}


def adjusted(
    p_values: Iterable[float], correction: Correction = "benjamini_hochberg", alpha: float = 0.05
) -> pd.DataFrame:
    """The p-values corrected for their number, in the order given: columns p_value, adjusted, is_rejected.

    Benjamini and Hochberg (1995, JRSS B 57:289) keep the share of false alarms among the rejections at ``alpha``;
    Bonferroni keeps the chance of any. Empty for no p-value.

    >>> adjusted([0.01, 0.04, 0.5], "bonferroni")["is_rejected"].tolist()
    [True, False, False]
    """
    from statsmodels.stats.multitest import multipletests

    check_level(alpha)
    if correction not in CORRECTIONS:
        raise ComparisonError(f"no correction is called {correction!r}: choose one of {', '.join(CORRECTIONS)}.")
    values = [float(value) for value in p_values]
    wrong = [value for value in values if not 0 <= value <= 1]
    if wrong:
        raise ComparisonError(f"{wrong[0]} is no p-value: it must lie between 0 and 1.")
    if not values:
        return pd.DataFrame({"p_value": [], "adjusted": [], "is_rejected": pd.Series([], dtype=bool)})
    rejected, corrected, *_ = multipletests(values, alpha=alpha, method=CORRECTIONS[correction])
    return pd.DataFrame({"p_value": values, "adjusted": corrected, "is_rejected": rejected})
