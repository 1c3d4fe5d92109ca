"""Ordinal grades: which of two classes stands higher, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from analysis.measures.compare.estimate import ComparisonError, Estimate, check_level, finite


@dataclass(frozen=True)
class Contrast:
    """Two groups on one ordered scale.

    ``u`` counts the pairs in which the first group's learner stands higher, ties as half; ``p_value`` is two-sided;
    ``delta`` is Cliff's, from -1 (the first always lower) to 1. ``won`` are the
    pairs that the first group wins less those that it loses, of ``pairs``: whole numbers, and delta is their ratio.
    """

    u: float
    p_value: float
    delta: Estimate
    won: int
    pairs: int


def as_scores(counts: Iterable[int]) -> list[int]:
    """The position on the scale of each learner, from counts by grade in rising order.

    >>> as_scores([1, 0, 2])
    [0, 2, 2]
    """
    return [position for position, count in enumerate(counts) for _ in range(count)]


def contrast_counts(first: Sequence[int], second: Sequence[int], level: float = 0.95) -> Contrast:
    """How two groups differ, from the counts of both by grade in rising order, however many they are.

    Cliff's delta = 2U/(mn) - 1 (Cliff 1993, Psychological Bulletin 114:494). Its interval and the p-value are Brunner
    and Munzel's (2000), which allow ties and unequal spread. Where their variance is undetermined (fewer than two
    learners in a group, or no overlap) the interval is None, the p-value Mann and Whitney's, and 1 where all learners
    of both have one and the same grade. Raises :class:`ComparisonError` for a group without learners.

    >>> result = contrast_counts([2, 3, 3, 1, 1], [1, 1, 1, 2, 1])
    >>> result.u, result.delta.value
    (22.5, -0.25)
    """
    from statsmodels.stats.nonparametric import rank_compare_2ordinal

    check_level(level)
    sizes = sum(first), sum(second)
    if not all(sizes):
        raise ComparisonError("a group has no learner: there is nothing to compare.")
    below = accumulate(second[:-1], initial=0)
    twice = sum(count * (2 * lower + same) for count, lower, same in zip(first, below, second, strict=True))
    pairs = sizes[0] * sizes[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        result = rank_compare_2ordinal(first, second)
        p_value = finite(result.test_prob_superior().pvalue)
        ends = result.confint_lintransf(-1, 2, alpha=1 - level)
    low, high = (finite(np.clip(end, -1, 1)) for end in ends)
    if p_value is None:
        p_value = _rank_sum(as_scores(first), as_scores(second))
    won = twice - pairs
    return Contrast(twice / 2, p_value, Estimate(won / pairs, low, high, level), won, pairs)


def _rank_sum(first: Sequence[float], second: Sequence[float]) -> float:
    """Mann and Whitney's p-value, which is 1 where all learners have one and the same grade."""
    from scipy.stats import mannwhitneyu

    test = mannwhitneyu(first, second, alternative="two-sided")
    return 1.0 if len({*first, *second}) == 1 else float(test.pvalue)
