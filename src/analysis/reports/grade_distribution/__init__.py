"""The report ``grade_distribution``: of one class what its text establishes, of several how they compare."""

from analysis.reports.grade_distribution.report import Report, open_report

__all__ = ["Report", "open_report"]
