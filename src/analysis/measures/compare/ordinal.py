"""Ordinal grades: which of two classes stands higher, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

import numpy as np

from analysis.measures.compare.estimate import ComparisonError

# Below so many learners expected off the commonest grade, a normal distribution is too coarse.
FEW = 10
DRAWS = 9_999


@dataclass(frozen=True)
class Contrast:
    """Two groups on one ordered scale.

    Of ``pairs`` of a learner of each, the first group's stands higher in ``higher`` and lower in ``lower``. ``p_value``
    is two-sided.
    """

    higher: int
    lower: int
    pairs: int
    p_value: float

    @property
    def u(self) -> Fraction:
        """Mann and Whitney's statistic: the pairs in which the first group's learner stands higher, ties as half."""
        return Fraction(self.higher - self.lower + self.pairs, 2)

    @property
    def delta(self) -> Fraction:
        """Cliff's, from -1 (the first always lower) to 1: 2u/pairs - 1 (Cliff 1993, Psychological Bulletin 114:494)."""
        return Fraction(self.higher - self.lower, self.pairs)


def as_scores(counts: Iterable[int]) -> list[int]:
    """The position on the scale of each learner, from counts by grade in rising order.

    >>> as_scores([1, 0, 2])
    [0, 2, 2]
    """
    return [position for position, count in enumerate(counts) for _ in range(count)]


def contrast_counts(first: Sequence[int], second: Sequence[int]) -> Contrast:
    """How two groups differ, from the counts of both by grade in rising order, however many they are.

    The p-value is Mann and Whitney's, with their variance of both groups pooled: it needs no spread within either.
    Where fewer than :data:`FEW` learners of the smaller group would be off the commonest grade, it comes from the
    ways to deal out the same grades, :data:`DRAWS` of them, the same ones each time (Phipson and Smyth 2010). Raises
    :class:`ComparisonError` for a group without learners.

    >>> result = contrast_counts([2, 3, 3, 1, 1], [1, 1, 1, 2, 1])
    >>> result.u, result.delta
    (Fraction(45, 2), Fraction(-1, 4))
    """
    sizes = sum(first), sum(second)
    if not all(sizes):
        raise ComparisonError("a group has no learner: there is nothing to compare.")
    below, above = accumulate(second[:-1], initial=0), accumulate(second[:0:-1], initial=0)
    higher = sum(count * worse for count, worse in zip(first, below, strict=True))
    lower = sum(count * better for count, better in zip(reversed(first), above, strict=True))
    everyone = [one + other for one, other in zip(first, second, strict=True)]
    pairs, expected = sizes[0] * sizes[1], Fraction(min(sizes) * (sum(sizes) - max(everyone)), sum(sizes))
    is_normal = expected >= FEW
    p_value = _normal(first, second) if is_normal else _dealt_out(everyone, sizes[0], abs(higher - lower))
    return Contrast(higher, lower, pairs, p_value)


def _normal(first: Sequence[int], second: Sequence[int]) -> float:
    """Mann and Whitney's p-value from the normal distribution, ties and continuity allowed for."""
    from scipy.stats import mannwhitneyu

    scores = as_scores(first), as_scores(second)
    return min(1.0, float(mannwhitneyu(*scores, alternative="two-sided", method="asymptotic").pvalue))


def _dealt_out(everyone: Sequence[int], size: int, distance: int) -> float:
    """The share of the ways to deal out the grades that set a group of a size apart at least so far."""
    draws = np.random.default_rng(0).multivariate_hypergeometric(everyone, size, DRAWS, method="marginals")
    others = np.array(everyone) - draws
    below = others.cumsum(axis=1) - others
    above = others.sum(axis=1, keepdims=True) - others - below
    apart = np.abs((draws * (below - above)).sum(axis=1))
    return (int((apart >= distance).sum()) + 1) / (DRAWS + 1)
