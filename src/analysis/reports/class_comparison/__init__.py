"""The report ``class_comparison``: classes of a register against each other, and what may not be concluded.

Blocks of the frames of ``measures.compare``; only counts that are published reach them.
"""

from analysis.reports.class_comparison.deltas import deltas
from analysis.reports.class_comparison.differences import differences
from analysis.reports.class_comparison.funnel import funnel
from analysis.reports.class_comparison.odds import odds
from analysis.reports.class_comparison.opening import caution, footer, tiles, title
from analysis.reports.register_pages.about import notice

__all__ = ["caution", "deltas", "differences", "footer", "funnel", "notice", "odds", "tiles", "title"]
