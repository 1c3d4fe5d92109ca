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

    ``u`` counts the pairs in which the first group's learner stands higher, ties as half; ``p_value`` is the
    Mann-Whitney test's, two-sided; ``delta`` is Cliff's, from -1 (the first always lower) to 1. ``won`` are the
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


def contrast(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> Contrast:
    """How two groups of grades (as numbers that rise with the grade) or marks differ.

    Mann-Whitney U; Cliff's delta = 2U/(mn) - 1 (Cliff 1993, Psychological Bulletin 114:494), its interval by
    Brunner and Munzel (2000), which allows ties and unequal spread; the interval is None where their variance is
    undetermined: fewer than two learners in a group, or no overlap. Raises :class:`ComparisonError` for an empty
    group.

    >>> result = contrast([10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50])
    >>> result.u, result.delta.value
    (22.5, -0.25)
    """
    check_level(level)
    if not len(first) or not len(second):
        raise ComparisonError("a group has no learner: there is nothing to compare.")
    u, p_value = _rank_sum(first, second)
    pairs = len(first) * len(second)
    won = round(2 * u) - pairs
    low, high = _delta_interval(first, second, level)
    return Contrast(u, p_value, Estimate(won / pairs, low, high, level), won, pairs)


def contrast_counts(first: Sequence[int], second: Sequence[int], level: float = 0.95) -> Contrast:
    """As :func:`contrast`, from the counts of both groups by grade in rising order, however many they are.

    The p-value is Brunner and Munzel's, which like the interval allows unequal spread; where their variance is
    undetermined, Mann and Whitney's, and 1 where all learners of both have one and the same grade.

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
        p_value = _rank_sum(as_scores(first), as_scores(second))[1]
    won = twice - pairs
    return Contrast(twice / 2, p_value, Estimate(won / pairs, low, high, level), won, pairs)


def _rank_sum(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """Mann and Whitney's U and its p-value, which is 1 where all learners have one and the same grade."""
    from scipy.stats import mannwhitneyu

    test = mannwhitneyu(first, second, alternative="two-sided")
    return float(test.statistic), 1.0 if len({*first, *second}) == 1 else float(test.pvalue)


def _delta_interval(first: Sequence[float], second: Sequence[float], level: float) -> tuple:
    from statsmodels.stats.nonparametric import rank_compare_2indep

    if min(len(first), len(second)) < 2:
        return None, None
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = rank_compare_2indep(first, second).confint_lintransf(-1, 2, alpha=1 - level)
    return tuple(finite(np.clip(end, -1, 1)) for end in ends)
