"""The report ``register_grades``: how the learners of a register, or of one class, were graded.

Blocks of the frames of ``measures.register_grades``; only counts that are published reach them.
"""

from analysis.reports.register_grades.grades import distribution, footer, not_said, tiles, title
from analysis.reports.register_grades.heaping import heaping
from analysis.reports.register_grades.tables import awards, by, other_scales
from analysis.reports.register_pages.about import notice

__all__ = ["awards", "by", "distribution", "footer", "heaping", "not_said", "notice", "other_scales", "tiles", "title"]
