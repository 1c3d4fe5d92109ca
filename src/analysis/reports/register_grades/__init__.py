"""The report ``register_grades``: how the learners of a register, or of one class, were graded."""

from analysis.reports.register_grades.report import Report, open_report

__all__ = ["Report", "open_report"]
