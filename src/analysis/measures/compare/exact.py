"""Fisher's exact test of two shares, and the interval of their difference that agrees with it.

Both are conditional on the margins: of all who succeed, how many are in the first group follows Fisher's noncentral
hypergeometric distribution, whose one parameter is the odds ratio. That holds for groups of any size and spread, so
also where nobody or everybody of a group succeeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import log_ndtr, ndtr, ndtri_exp

from analysis.measures.compare.estimate import ComparisonError, check_count

TIE = 1e-7  # relative: counts exactly as likely as each other differ by less in floats
STEPS = 45  # halvings of a range of log odds, which leave nothing but rounding


@dataclass(frozen=True)
class TwoShares:
    """Two groups: how many succeed, of how many; neither is empty (else :class:`ComparisonError`)."""

    count: int
    base: int
    other_count: int
    other_base: int

    def __post_init__(self) -> None:
        check_count(self.count, self.base)
        check_count(self.other_count, self.other_base)
        if not (self.base and self.other_base):
            raise ComparisonError("a group has no learner: there is nothing to compare.")

    @cached_property
    def score(self) -> float:
        """The two-sided p-value of Fisher's exact test as a distance of the normal distribution, 0 for a p of 1.

        All tables no likelier than this one count (Fisher 1935, as R and scipy have it).
        """
        return max(0.0, -float(ndtri_exp(self._log_p(0) - np.log(2))))

    @property
    def p_value(self) -> float:
        """The two-sided p-value of Fisher's exact test.

        >>> round(TwoShares(10, 10, 27_000, 30_000).p_value, 2), TwoShares(6, 6, 950, 1_000).p_value
        (0.61, 1.0)
        """
        return p_of(self.score)

    def interval(self, reach: float) -> tuple[float, float]:
        """The least and the greatest difference of the shares that the same test, at this distance, does not reject.

        Each odds ratio is tested as 1 is (Fay 2010, Biostatistics 11:373) and turned into the difference that it leads
        to with these margins: 0 lies within exactly where :attr:`score` is below ``reach``.

        >>> [round(end, 3) for end in TwoShares(10, 10, 27_000, 30_000).interval(1.96)]
        [-0.191, 0.1]
        """
        return self._end(reach, -1), self._end(reach, 1)

    @cached_property
    def _counts(self) -> np.ndarray:
        """What the count could be, with these margins."""
        successes = self.count + self.other_count
        return np.arange(max(0, successes - self.other_base), min(self.base, successes) + 1)

    @cached_property
    def _weights(self) -> np.ndarray:
        """The logarithm of the likelihood of each count at an odds ratio of 1, but for a constant."""
        below, successes = self._counts[:-1], self.count + self.other_count
        up = (successes - below) * (self.base - below)
        down = (below + 1) * (self.other_base - successes + below + 1)
        return np.concatenate([[0.0], np.cumsum(np.log(up) - np.log(down))])

    def _logs(self, log_odds: float) -> np.ndarray:
        logs = self._weights + self._counts * log_odds
        return logs - logs.max()

    def _log_p(self, log_odds: float) -> float:
        """The logarithm of the p-value of an odds ratio."""
        logs = self._logs(log_odds)
        as_rare = logs[logs <= logs[self.count - self._counts[0]] + TIE]
        most = as_rare.max()
        return min(0.0, float(most + np.log(np.exp(as_rare - most).sum()) - np.log(np.exp(logs).sum())))

    def _end(self, reach: float, side: int) -> float:
        """The end of the interval on one side: -1 is the lower one."""
        if self.count == self._counts[0 if side < 0 else -1]:
            return self._difference(self.count)
        least = float(log_ndtr(-reach)) + np.log(2)
        inside, outside = self._around(least, side)
        for _ in range(STEPS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if self._log_p(middle) > least else (inside, middle)
        likelihoods = np.exp(self._logs(outside))
        return self._difference(float(likelihoods @ self._counts / likelihoods.sum()))

    def _around(self, least: float, side: int) -> tuple[float, float]:
        """A log odds ratio that is not rejected, and one beyond it on a side that is; 0 is one of them if it can be."""
        if self._log_p(0) > least:
            inside = side * max(0.0, side * self._observed)
        elif side * self._observed < 0:
            return self._observed, 0.0
        else:
            inside = self._observed
        step = 1.0
        while self._log_p(inside + side * step) > least:
            step *= 2
        return inside, inside + side * step

    @property
    def _observed(self) -> float:
        """The log odds ratio of the two groups, each count half a learner higher, so that it is finite."""
        parts = (self.count, self.other_base - self.other_count, self.base - self.count, self.other_count)
        first, second, third, fourth = np.log(np.array(parts) + 0.5)
        return float(first + second - third - fourth)

    def _difference(self, count: float) -> float:
        successes = self.count + self.other_count
        return count / self.base - (successes - count) / self.other_base


def p_of(score: float) -> float:
    """The two-sided p-value of a distance of the normal distribution.

    >>> round(p_of(1.96), 3)
    0.05
    """
    return min(1.0, 2 * float(ndtr(-score)))
