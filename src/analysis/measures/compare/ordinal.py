"""Ordinal grades: which of two classes stands higher, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from analysis.measures.compare.estimate import ComparisonError


@dataclass(frozen=True)
class Contrast:
    """Two groups on one ordered scale.

    Of ``pairs`` of a learner of each, the first group's stands higher in ``higher`` and lower in ``lower``.
    """

    higher: int
    lower: int
    pairs: int

    @property
    def u(self) -> Fraction:
        """Mann and Whitney's statistic: the pairs in which the first group's learner stands higher, ties as half."""
        return Fraction(self.higher - self.lower + self.pairs, 2)

    @property
    def delta(self) -> Fraction:
        """Cliff's, from -1 (the first always lower) to 1: 2u/pairs - 1 (Cliff 1993, Psychological Bulletin 114:494)."""
        return Fraction(self.higher - self.lower, self.pairs)


def contrast_counts(first: Sequence[int], second: Sequence[int]) -> Contrast:
    """How two groups differ, from the counts of both by grade in rising order, however many they are.

    Raises :class:`ComparisonError` for a group without learners.

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
    return Contrast(higher, lower, sizes[0] * sizes[1])
