"""Fisher's exact test of two shares, and the interval of their difference that agrees with it.

Both are conditional on the margins: of all who succeed, how many are in the first group follows Fisher's noncentral
hypergeometric distribution, whose one parameter is the odds ratio. That holds for groups of any size and spread, so
also where nobody or everybody of a group succeeds.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import log_ndtr, logsumexp, ndtr, ndtri_exp

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
        to with these margins. Those between the ends may be rejected here and there; where 1 is, odds ratios on its
        other side do not count. So 0 lies within exactly where :attr:`score` is below ``reach``.

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

    def _log_tail(self, log_odds: float, side: int) -> float:
        """The logarithm of the probability of this count and those beyond it, away from the side."""
        logs, at = self._logs(log_odds), self.count - self._counts[0]
        return float(logsumexp(logs[at:] if side < 0 else logs[: at + 1]) - logsumexp(logs))

    def _end(self, reach: float, side: int) -> float:
        """The end of the interval on one side: -1 is the lower one.

        Between two ties, log odds at which another count is as likely as this one, the p-value has no greatest value
        but at its ends: all counts that are as rare stay as they are, and those between are likeliest in the middle.
        """
        at = self.count - self._counts[0]
        beyond = self._weights[:at][::-1] if side < 0 else self._weights[at + 1 :]
        if not beyond.size:
            return self._difference(self.count)
        least = float(log_ndtr(-reach)) + np.log(2)
        ties = side * (self._weights[at] - beyond) / np.arange(1, beyond.size + 1)
        limit = side * np.inf
        if self._log_p(0) <= least and side * ties[0] < 0:
            ties, limit = ties[side * ties < 0], 0.0
        last = self._last_inside(ties, least, side)
        inside, outside = ties[last], ties[last + 1] if last + 1 < len(ties) else limit
        if np.isinf(outside):
            outside = self._beyond(inside, least, side)
        for _ in range(STEPS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if self._log_p(middle) > least else (inside, middle)
        likelihoods = np.exp(self._logs(outside))
        return self._difference(float(likelihoods @ self._counts / likelihoods.sum()))

    def _last_inside(self, ties: np.ndarray, least: float, side: int) -> int:
        """The position of the last tie that is not rejected; the first never is.

        The tail of this count alone falls from tie to tie. Where it is enough, a tie is not rejected; each other count
        that is as rare adds no more than this one does, so where the tail times their number is too little, all are.
        """
        places, most = range(len(ties)), np.log(len(self._counts))
        first = bisect_left(places, True, key=lambda at: self._log_tail(ties[at], side) <= least)
        surely = bisect_left(places, True, key=lambda at: self._log_tail(ties[at], side) + most <= least)
        return max([first - 1, 0, *(at for at in range(first, surely) if self._log_p(ties[at]) > least)])

    def _beyond(self, inside: float, least: float, side: int) -> float:
        """Log odds beyond all ties that are rejected."""
        step = 1.0
        while self._log_p(inside + side * step) > least:
            step *= 2
        return inside + side * step

    def _difference(self, count: float) -> float:
        successes = self.count + self.other_count
        return count / self.base - (successes - count) / self.other_base


def p_of(score: float) -> float:
    """The two-sided p-value of a distance of the normal distribution.

    >>> round(p_of(1.96), 3)
    0.05
    """
    return min(1.0, 2 * float(ndtr(-score)))
