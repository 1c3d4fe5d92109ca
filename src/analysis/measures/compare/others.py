"""All classes together, and each against all the others, their number and their general spread allowed for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.special import ndtri

from analysis.measures.compare.estimate import check_level
from analysis.measures.compare.exact import TwoShares, p_of
from analysis.measures.compare.multiple import adjusted

Phi = float | Sequence[float]

WINSORISED = 0.1  # the part of the units at each end that is drawn in (Spiegelhalter 2005)
FEWEST = 10  # of fewer units that part is nobody
DRAWS, AT_ONCE = 9_999, 909  # ways to deal results out, and as many as are in memory together
ROUNDING = 1e-12  # relative: sums of the same terms differ by less in floats


def homogeneity(classes: pd.DataFrame, bases: Sequence[int]) -> float:
    """The p-value of all classes being alike: every learner succeeds with the same probability.

    ``classes`` (columns count and base) are all of the register, ``bases`` their sizes. Compared by the chi-squared
    statistic with :data:`DRAWS` ways to deal the same results out to classes of the same sizes, the same ones each time
    (Phipson and Smyth 2010); valid for classes of any size. Classes that stand together in ``classes`` as
    one, while ``bases`` has each, give a p-value that is too high and never too low. 1 for no class.

    >>> homogeneity(pd.DataFrame({"count": [33, 24], "base": [40, 40]}), [40, 40])
    0.0484
    """
    sizes, successes = np.array(bases, dtype=np.int64), int(classes["count"].sum())
    observed = float((classes["count"] ** 2 / classes["base"]).sum())
    random, as_far = np.random.default_rng(0), 0
    for _ in range(0, DRAWS, AT_ONCE):
        dealt = random.multivariate_hypergeometric(sizes, successes, AT_ONCE, method="marginals")
        as_far += int((dealt**2 @ (1 / sizes) >= observed * (1 - ROUNDING)).sum())
    return (as_far + 1) / (DRAWS + 1)


def spread(distances: Iterable[float], winsorised: float = WINSORISED) -> float:
    """How many times the variance that chance gives the units have: the mean of their squared distances (phi).

    A distance is that of a unit from the target, in standard errors. The part ``winsorised`` of the units at each end
    count as the next one does, so that a unit that stands out does not hide itself (Spiegelhalter 2005, Statistics in
    Medicine 24:1185). 0 for no unit.

    >>> spread([-1, 0, 1, 5], winsorised=0.25), spread([3, -3])
    (0.5, 9.0)
    """
    scores = np.sort(np.array(list(distances), dtype=float))
    drawn_in, units = int(winsorised * len(scores)), len(scores)
    if not units:
        return 0.0
    return float(np.mean(scores.clip(scores[drawn_in], scores[units - drawn_in - 1]) ** 2))


def distances(classes: pd.DataFrame, target: float) -> pd.Series:
    """How far the share of each class is from the target, in standard errors: columns count and base, no base of 0.

    ``target`` lies between 0 and 1, where shares have a variance.
    """
    return (classes["count"] / classes["base"] - target) * np.sqrt(classes["base"] / (target * (1 - target)))


def greatest_spread(classes: pd.DataFrame, hidden: pd.DataFrame, rest: int, target: float) -> float:
    """The greatest phi, with no unit drawn in, that counts known only between two ends allow.

    ``classes`` has columns count and base; ``hidden`` least and most (of the count), base (missing where that is
    hidden too) and most_base; the counts of the hidden classes sum to ``rest``. A square between two ends is
    at most the straight line between its values there, so the answer is never too low.
    """
    variance = target * (1 - target)
    ends = hidden[["least", "most", "base", "most_base"]].astype("Float64")
    sure, unsure = ends.dropna().astype(float), ends[ends["base"].isna()]
    total = float((distances(classes, target) ** 2).sum())
    total += float(unsure["most_base"].sum()) * max(target, 1 - target) ** 2 / variance
    if len(sure):
        least, most = (distances(sure.assign(count=sure[end]), target) ** 2 for end in ("least", "most"))
        slopes = ((most - least) / (sure["most"] - sure["least"])).fillna(0)
        sums = rest - float(unsure["least"].sum()), float(unsure["most"].sum()) - rest
        both = [[1.0] * len(sure), [-1.0] * len(sure)]
        best = linprog(-slopes, A_ub=both, b_ub=sums, bounds=sure[["least", "most"]].to_numpy())
        total += float((least - slopes * sure["least"]).sum()) - best.fun
    return total / (len(classes) + len(sure))


def spread_of_others(classes: pd.DataFrame, whole: tuple[int, int], squares: float, units: int) -> np.ndarray:
    """For each class (columns count, base) phi of the others, around their own share: for few units, :data:`FEWEST`.

    ``squares`` is the sum of the squared distances of all ``units`` from the share of the ``whole``, or more than
    that. The share of the others is estimated from them, so the mean is taken over one fewer; 0 for one other.
    """
    count, base = classes["count"].to_numpy(), classes["base"].to_numpy()
    target, rest = whole[0] / whole[1], whole[1] - base
    others = (whole[0] - count) / rest
    left = squares * target * (1 - target) - base * (count / base - target) ** 2 - rest * (others - target) ** 2
    variance = others * (1 - others) * max(units - 2, 1)
    return np.divide(left.clip(0), variance, out=np.zeros(len(classes)), where=variance > 0)


def against_the_others(
    classes: pd.DataFrame, whole: tuple[int, int], comparisons: int, phi: Phi = 1, alpha: float = 0.05
) -> pd.DataFrame:
    """Each class (columns count, base) against all the others together, ``whole`` less the class.

    Adds the columns p_value (Fisher's exact test), adjusted and stands_out (whether that is rejected). ``phi`` above 1,
    one for all or one for each, draws the distance of the test in by its root first, as it widens the limits of a
    funnel. Corrected by Benjamini and Hochberg for ``comparisons``, the number of all classes: those that
    are not at hand count as if they were like the others, whatever kept them away.
    """
    check_level(alpha)
    scores = np.array([pair.score for pair in _pairs(classes, whole)])
    allowed = [*map(p_of, scores / widened(phi)), *[1.0] * (comparisons - len(scores))]
    corrected = adjusted(allowed, alpha=alpha).head(len(scores))
    return classes.assign(
        p_value=[p_of(score) for score in scores],
        adjusted=corrected["adjusted"].to_numpy(),
        stands_out=corrected["is_rejected"].to_numpy(),
    )


def with_intervals(
    verdicts: pd.DataFrame, whole: tuple[int, int], comparisons: int, phi: Phi = 1, alpha: float = 0.05
) -> pd.DataFrame:
    """The verdicts of :func:`against_the_others` with the interval of each difference of shares: columns low, high.

    0 is within exactly where the class does not stand out: the intervals have the level of :func:`reach`.
    """
    reaches = np.full(len(verdicts), reach(int(verdicts["stands_out"].sum()), comparisons, alpha)) * widened(phi)
    ends = [pair.interval(float(far)) for pair, far in zip(_pairs(verdicts, whole), reaches, strict=True)]
    return verdicts.assign(low=[low for low, _ in ends], high=[high for _, high in ends])


def reach(rejected: int, comparisons: int, alpha: float = 0.05) -> float:
    """How many standard errors an interval extends whose level is the one that the correction leaves each rejected
    class (Benjamini and Yekutieli 2005, JASA 100:71), and all of them together where none is.

    >>> round(reach(0, 1), 2), round(reach(1, 22), 2), round(reach(2, 44), 2)
    (1.96, 3.05, 3.05)
    """
    return -float(ndtri(max(rejected, 1) * alpha / comparisons / 2))


def widened(phi: Phi) -> np.ndarray:
    """By what a distance is drawn in, or a limit moved out: the root of phi, where that is above 1."""
    return np.sqrt(np.maximum(phi, 1))


def _pairs(classes: pd.DataFrame, whole: tuple[int, int]) -> list[TwoShares]:
    rows = classes[["count", "base"]].itertuples(index=False, name=None)
    return [TwoShares(count, base, whole[0] - count, whole[1] - base) for count, base in rows]
