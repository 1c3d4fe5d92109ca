"""Each class against all the others together, their number and their general spread allowed for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.special import ndtri

from analysis.measures.compare.estimate import check_level
from analysis.measures.compare.exact import TwoShares, p_of
from analysis.measures.compare.multiple import adjusted

WINSORISED = 0.1  # the part of the units at each end that is drawn in (Spiegelhalter 2005)


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
    return total / (len(classes) + len(hidden))


def against_the_others(
    classes: pd.DataFrame, whole: tuple[int, int], comparisons: int, phi: float = 1, alpha: float = 0.05
) -> pd.DataFrame:
    """Each class (columns count, base) against all the others together, ``whole`` less the class.

    Adds the columns p_value (Fisher's exact test), beyond_chance (whether that is rejected after the correction),
    adjusted and stands_out: the same, but ``phi`` above 1 draws the distance of the test in by its root first, as it
    widens the limits of a funnel. Corrected by Benjamini and Hochberg for ``comparisons``, the number of all
    classes: those that are not at hand count as if they were like the others, whatever kept them away.
    """
    check_level(alpha)
    scores = [pair.score for pair in _pairs(classes, whole)]
    raw = _corrected(scores, comparisons, alpha)
    allowed = _corrected([score / np.sqrt(max(phi, 1)) for score in scores], comparisons, alpha)
    return classes.assign(
        p_value=raw["p_value"].to_numpy(),
        beyond_chance=raw["is_rejected"].to_numpy(),
        adjusted=allowed["adjusted"].to_numpy(),
        stands_out=allowed["is_rejected"].to_numpy(),
    )


def with_intervals(
    verdicts: pd.DataFrame, whole: tuple[int, int], comparisons: int, phi: float = 1, alpha: float = 0.05
) -> pd.DataFrame:
    """The verdicts of :func:`against_the_others` with the interval of each difference of shares: columns low, high.

    Their level is the one that the correction leaves each rejected class (Benjamini and Yekutieli 2005, JASA
    100:71), and all of them together where none is: 0 is within exactly where the class does not stand out.
    """
    rejected = max(int(verdicts["stands_out"].sum()), 1)
    reach = -ndtri(rejected * alpha / comparisons / 2) * np.sqrt(max(phi, 1))
    ends = [pair.interval(float(reach)) for pair in _pairs(verdicts, whole)]
    return verdicts.assign(low=[low for low, _ in ends], high=[high for _, high in ends])


def _pairs(classes: pd.DataFrame, whole: tuple[int, int]) -> list[TwoShares]:
    rows = classes[["count", "base"]].itertuples(index=False, name=None)
    return [TwoShares(count, base, whole[0] - count, whole[1] - base) for count, base in rows]


def _corrected(scores: Sequence[float], comparisons: int, alpha: float) -> pd.DataFrame:
    """The p-values of the scores, corrected together with those of the classes that are not at hand, each 1."""
    everyone = [*map(p_of, scores), *[1.0] * (comparisons - len(scores))]
    return adjusted(everyone, alpha=alpha).head(len(scores))
