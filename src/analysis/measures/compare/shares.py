"""Shares: intervals, differences, and the limits that tell chance from more, by class size and over time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from analysis.measures.compare.estimate import ComparisonError, Estimate, check_count, check_level

Method = Literal["wilson", "clopper_pearson"]
METHODS: dict[str, str] = {"wilson": "wilson", "clopper_pearson": "beta"}
FUNNEL_LEVELS = (0.95, 0.998)
SIGMAS = 3  # Shewhart's limits


def share(count: int, base: int, method: Method = "wilson", level: float = 0.95) -> Estimate:
    """The share of a base, 0 to 1, with its interval; all None for a base of 0.

    Wilson's score interval, or Clopper and Pearson's exact one (Newcombe 1998, Statistics in Medicine 17:857).

    >>> estimate = share(81, 263)
    >>> round(estimate.low, 4), round(estimate.high, 4)
    (0.2553, 0.3662)
    """
    from statsmodels.stats.proportion import proportion_confint

    check_count(count, base)
    check_level(level)
    if method not in METHODS:
        raise ComparisonError(f"no interval is called {method!r}: choose one of {', '.join(METHODS)}.")
    if base == 0:
        return Estimate(None, None, None, level)
    low, high = proportion_confint(count, base, alpha=1 - level, method=METHODS[method])
    return Estimate(count / base, float(low), float(high), level)


def share_difference(count: int, base: int, other_count: int, other_base: int, level: float = 0.95) -> Estimate:
    """The first share less the second, -1 to 1, with its interval; all None if a base is 0.

    Newcombe's method 10, from the two Wilson intervals (Newcombe 1998, Statistics in Medicine 17:873).

    >>> estimate = share_difference(56, 70, 48, 80)
    >>> round(estimate.value, 4), round(estimate.low, 4), round(estimate.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    check_count(count, base)
    check_count(other_count, other_base)
    check_level(level)
    if base == 0 or other_base == 0:
        return Estimate(None, None, None, level)
    low, high = confint_proportions_2indep(
        count, base, other_count, other_base, method="newcomb", compare="diff", alpha=1 - level
    )
    value = (count * other_base - other_count * base) / (base * other_base)
    return Estimate(value, float(low), float(high), level)


def funnel_limits(
    bases: Iterable[int], target: float, levels: Iterable[float] = FUNNEL_LEVELS, phi: float = 1
) -> pd.DataFrame:
    """The shares that chance keeps to, by class size: columns base, level, low_share, high_share.

    Exact binomial: below ``low_share``, and above ``high_share``, lies at most half of what ``level`` leaves
    out, if each learner succeeds with probability ``target`` (Spiegelhalter 2005, Statistics in Medicine
    24:1185, without his interpolation between counts). ``phi`` above 1, how many times the variance of chance the
    classes have, moves each limit away from the target by its root, up to 0 and 1. Shares are missing for a base of 0.

    >>> funnel_limits([256], 0.6, [0.95])
       base  level  low_share  high_share
    0   256   0.95   0.539062    0.660156
    """
    from scipy.stats import binom

    if not 0 <= target <= 1:
        raise ComparisonError(f"the target share is {target}: it must lie between 0 and 1.")
    rows, bases = [], list(bases)
    for level in levels:
        check_level(level)
        rows += [(base, level, *map(round, binom.interval(level, base, target))) for base in bases]
    limits = pd.DataFrame(rows, columns=["base", "level", "low_share", "high_share"])
    ends = limits[["low_share", "high_share"]].div(limits["base"].where(limits["base"] > 0), axis=0)
    if phi > 1:
        ends = (target + (ends - target) * np.sqrt(phi)).clip(0, 1)
    return limits.assign(**ends)


def outside(classes: pd.DataFrame, target: float, level: float, phi: float = 1) -> pd.Series:
    """Whether the share of each class (columns count and base) is outside the limits of :func:`funnel_limits`."""
    limits = funnel_limits(classes["base"], target, [level], phi).set_axis(classes.index)
    return ~(classes["count"] / classes["base"]).between(limits["low_share"], limits["high_share"])


def p_chart(counts: Iterable[int], bases: Iterable[int] | int) -> pd.DataFrame:
    """A share over time: columns sample (from 1), count, base, share, centre, low, high, is_outside.

    Shewhart's limits, three standard errors around the share of all samples together, cut at 0 and 1
    (Montgomery, Introduction to Statistical Quality Control, chapter 7). ``bases`` may be one number for all.

    >>> chart = p_chart([12, 15, 8, 10], 50)
    >>> chart["is_outside"].any()
    np.False_
    """
    counts = list(counts)
    bases = [bases] * len(counts) if isinstance(bases, int) else list(bases)
    if len(bases) != len(counts):
        raise ComparisonError(f"there are {len(counts)} counts and {len(bases)} bases: one base a count.")
    for count, base in zip(counts, bases, strict=True):
        check_count(count, base)
        if base == 0:
            raise ComparisonError("a sample has no learner: leave it out of the chart.")
    chart = pd.DataFrame({"sample": range(1, len(counts) + 1), "count": counts, "base": bases})
    total, learners = int(chart["count"].sum()), int(chart["base"].sum())
    centre = total / max(learners, 1)
    reach = SIGMAS * np.sqrt(centre * (1 - centre) / chart["base"])
    chart = chart.assign(
        share=chart["count"] / chart["base"],
        centre=centre,
        low=(centre - reach).clip(lower=0),
        high=(centre + reach).clip(upper=1),
    )
    return chart.assign(is_outside=[_is_outside(*row, total, learners) for row in zip(counts, bases, strict=True)])


def _is_outside(count: int, base: int, all_counts: int, all_bases: int) -> bool:
    """Whether a share lies beyond three standard errors, in whole numbers: a share on the limit is inside."""
    distance = count * all_bases - all_counts * base
    return distance**2 > SIGMAS**2 * all_counts * (all_bases - all_counts) * base
