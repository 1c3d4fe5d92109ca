"""The report ``register_overview``: how learners passed through the classes of a register."""

from analysis.reports.register_overview.report import Report, open_report

__all__ = ["Report", "open_report"]
