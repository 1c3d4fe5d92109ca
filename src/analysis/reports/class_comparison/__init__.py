"""The report ``class_comparison``: classes of a register against each other, and what may not be concluded."""

from analysis.reports.class_comparison.report import Report, open_report

__all__ = ["Report", "open_report"]
