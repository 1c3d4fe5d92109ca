"""Class against class: shares, ordinal grades, many classes at once, and over time.

Plain counts in; small dataclasses and frames out. Shares run from 0 to 1. A class that is finished and
counted in full has no sampling error: an interval here says what the same process would give another time, never
what this class really was. scipy and statsmodels do the work.
"""

from analysis.measures.compare.estimate import ComparisonError, Estimate
from analysis.measures.compare.exact import TwoShares
from analysis.measures.compare.multiple import adjusted
from analysis.measures.compare.odds import OddsModel, odds_ratios, proportional_odds
from analysis.measures.compare.ordinal import Contrast, as_scores, contrast_counts
from analysis.measures.compare.others import against_the_others, distances, greatest_spread, spread, with_intervals
from analysis.measures.compare.shares import funnel_limits, outside, p_chart, share, share_difference

__all__ = [
    "ComparisonError", "Contrast", "Estimate", "OddsModel", "TwoShares", "adjusted", "against_the_others",
    "as_scores", "contrast_counts", "distances", "funnel_limits", "greatest_spread", "odds_ratios", "outside",
    "p_chart", "proportional_odds", "share", "share_difference", "spread", "with_intervals",
]  # fmt: skip
