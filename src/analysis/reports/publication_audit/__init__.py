"""The report ``publication_audit``: every printed figure with its verdict; ``files`` is the audit of files."""

from analysis.reports.publication_audit.report import Report, open_report

__all__ = ["Report", "open_report"]
