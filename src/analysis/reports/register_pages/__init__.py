"""Reports on a register: how learners passed through its classes, and how they were graded.

``overview`` and ``grades`` return objects whose methods give the blocks of a page in their order. All their
numbers come from ``register_tables``: protected counts, with [c] where one is hidden.
"""

from analysis.reports.register_pages.gradings import Grades, grades
from analysis.reports.register_pages.overviews import Overview, overview

__all__ = ["Grades", "Overview", "grades", "overview"]
