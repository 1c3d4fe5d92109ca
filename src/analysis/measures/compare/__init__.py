"""Class against class: shares, ordinal grades, many classes at once, and over time.

``classes``, ``together``, ``against``, ``pairs`` and ``odds`` take the published counts of a register and give frames;
the others plain counts, and give small dataclasses and frames. Shares run from 0 to 1. A class that is finished and
counted in full has no sampling error: an interval here says what the same process would give another time, never
what this class really was. scipy and statsmodels do the work.
"""

from analysis.measures.compare.class_ranks import odds, pairs
from analysis.measures.compare.class_shares import ALPHA, against, classes, difference, limits, together
from analysis.measures.compare.estimate import ComparisonError, Estimate
from analysis.measures.compare.exact import TwoShares
from analysis.measures.compare.multiple import adjusted
from analysis.measures.compare.odds_model import OddsModel, odds_ratios, proportional_odds
from analysis.measures.compare.ordinal import Contrast, contrast_counts
from analysis.measures.compare.others import (
    DRAWS,
    FEWEST,
    against_the_others,
    distances,
    greatest_spread,
    homogeneity,
    reach,
    spread,
    spread_of_others,
    widened,
    with_intervals,
)
from analysis.measures.compare.shares import funnel_limits, outside, p_chart, share, share_difference

__all__ = [
    "ALPHA", "DRAWS", "FEWEST", "ComparisonError", "Contrast", "Estimate", "OddsModel", "TwoShares", "adjusted",
    "against", "against_the_others", "classes", "contrast_counts", "difference", "distances", "funnel_limits",
    "greatest_spread", "homogeneity", "limits", "odds", "odds_ratios", "outside", "p_chart", "pairs",
    "proportional_odds", "reach", "share", "share_difference", "spread", "spread_of_others", "together", "widened",
    "with_intervals",
]  # fmt: skip
