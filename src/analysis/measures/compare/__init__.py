"""Class against class: shares, ordinal grades, many classes at once, and over time.

Plain counts in; small dataclasses and frames out. Shares run from 0 to 1. A class that is finished and
counted in full has no sampling error: an interval here says what the same process would give another time, never
what this class really was. scipy and statsmodels do the work.
"""

from analysis.measures.compare.estimate import ComparisonError, Estimate
from analysis.measures.compare.multiple import Caution, adjusted, caution
from analysis.measures.compare.odds import OddsModel, proportional_odds
from analysis.measures.compare.ordinal import Contrast, as_scores, contrast_counts
from analysis.measures.compare.shares import funnel, funnel_limits, p_chart, share, share_difference

__all__ = [
    "Caution", "ComparisonError", "Contrast", "Estimate", "OddsModel", "adjusted", "as_scores", "caution",
    "contrast_counts", "funnel", "funnel_limits", "p_chart", "proportional_odds", "share", "share_difference",
]  # fmt: skip
