"""Many comparisons at once: which survive a correction, and what may not be concluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
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


@dataclass(frozen=True)
class Caution:
    """The facts behind the sentence that says what a comparison of classes may not conclude.

    ``false_alarms`` are the pairs that would seem different by chance alone, on average, at level ``alpha``
    without correction; ``single_learner`` is the share that one learner is of the smallest class.
    """

    classes: int
    comparisons: int
    alpha: Fraction
    false_alarms: Fraction
    smallest_class: int
    single_learner: Fraction | None
    scales: int


def caution(bases: Iterable[int], scales: Iterable[str] = (), alpha: float = 0.05) -> Caution:
    """What to be careful about when classes of these sizes, graded on these scales, are compared pair by pair.

    Classes differ in who was sent and who graded, which no test sees; more than one scale means that equal words
    do not mean equal things.

    >>> facts = caution([256, 189, 40])
    >>> facts.comparisons, facts.false_alarms, facts.single_learner
    (3, Fraction(3, 20), Fraction(1, 40))
    """
    check_level(alpha)
    sizes = [int(base) for base in bases]
    pairs, level = len(list(combinations(sizes, 2))), Fraction(str(alpha))
    smallest = min(sizes, default=0)
    single = Fraction(1, smallest) if smallest else None
    return Caution(len(sizes), pairs, level, pairs * level, smallest, single, len(set(scales)))
