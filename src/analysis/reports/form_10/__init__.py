"""The report ``form_10``: form 10-BTCTW filled from a register, with its sums proved."""

from analysis.reports.form_10.report import Report, open_report

__all__ = ["Report", "open_report"]
