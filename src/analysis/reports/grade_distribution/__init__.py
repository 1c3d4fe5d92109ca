"""The report ``grade_distribution``: of one class what its text establishes, of several how they compare.

Each function makes a block of the page from the frames of :mod:`analysis.measures.grades`, or None where it has nothing
to show; in the order of the page.
"""

from analysis.reports.grade_distribution.bars import grades
from analysis.reports.grade_distribution.comparison import closings, every_class
from analysis.reports.grade_distribution.doubts import banner
from analysis.reports.grade_distribution.opening import footer, key, tiles, title
from analysis.reports.grade_distribution.unsaid import not_said
from analysis.reports.topics import taught

__all__ = ["banner", "closings", "every_class", "footer", "grades", "key", "not_said", "taught", "tiles", "title"]
