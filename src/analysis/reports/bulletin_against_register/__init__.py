"""The report ``bulletin_against_register``: what a bulletin prints of a class, against its register."""

from analysis.reports.bulletin_against_register.report import Report, open_report

__all__ = ["Report", "open_report"]
