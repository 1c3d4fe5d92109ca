"""The report ``programme_overview``: a programme in one picture, each level and each class with what is not said.

Each function makes a block of the page from the frames of :mod:`analysis.measures.programme` and of
:mod:`analysis.measures.throughput`, or None where it has nothing to show; in the order of the page.
"""

from __future__ import annotations

import pandas as pd

from analysis.measures import frames
from analysis.measures.throughput import Assumptions
from analysis.pages.blocks import Footer, ReadingKey, Title
from analysis.reports import common
from analysis.reports.programme_overview.opening import title
from analysis.reports.programme_overview.overview import overview
from analysis.reports.programme_overview.unsaid import unsaid
from analysis.reports.topics import taught

__all__ = ["footer", "key", "overview", "taught", "title", "unsaid"]


@common.marked
def key(counted: pd.DataFrame, assume: Assumptions, language: str) -> ReadingKey | None:
    """The two readings of the words of some statements; None where no word is read in two ways."""
    return common.reading_key(counted, assume.tolerance, language)


@common.marked
def footer(title: Title, counted: pd.DataFrame, statements: pd.DataFrame, language: str) -> Footer:
    """Sources, method, edition; call it last.

    The sources are those of the statements ``counted``; of a page without figures those of all ``statements`` in focus.
    """
    rows = frames.in_focus(statements) if counted.empty else counted
    return common.footer("programme_overview", title, language, dict.fromkeys(rows["source_code"]))
