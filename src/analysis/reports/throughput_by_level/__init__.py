"""The report ``throughput_by_level``: how many were trained at each level, as far as the texts say."""

from analysis.reports.throughput_by_level.report import Report, open_report

__all__ = ["Report", "open_report"]
