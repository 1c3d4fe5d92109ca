"""The report ``register_overview``: who enrolled, withdrew, finished and was graded; persons; exclusions.

Blocks of the frames of ``measures.register_flow``; only counts that are published reach them.
"""

from analysis.reports.register_overview.overview import (
    attendances,
    excluded,
    flow,
    flow_by,
    footer,
    tiles,
    title,
    units,
)
from analysis.reports.register_pages.about import notice

__all__ = ["attendances", "excluded", "flow", "flow_by", "footer", "notice", "tiles", "title", "units"]
