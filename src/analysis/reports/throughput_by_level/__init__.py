"""The report on throughput by level: from frames to titles, charts with their tables, and lists of sentences.

``open(...)`` gives a :class:`Report`; each of its methods gives one block of the page, or None where the source
says nothing of the kind.
"""

from analysis.reports.throughput_by_level.report import Report, open

__all__ = ["Report", "open"]
