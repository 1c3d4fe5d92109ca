"""The report ``throughput_by_level``: how many were trained at each level, as far as the texts say.

Each block is a function of the frames of :mod:`analysis.measures.throughput`; the notebook puts them on the page.
"""

from __future__ import annotations

import pandas as pd

from analysis.measures import frames
from analysis.measures.throughput import Assumptions
from analysis.pages.blocks import Footer, ReadingKey, Title
from analysis.reports import common
from analysis.reports.throughput_by_level.attendances import attendances
from analysis.reports.throughput_by_level.levels import levels
from analysis.reports.throughput_by_level.opening import tiles, title
from analysis.reports.throughput_by_level.printed import printed
from analysis.reports.throughput_by_level.remaining import remaining
from analysis.reports.throughput_by_level.remarks import assumptions, conflict, unsaid

__all__ = [
    "assumptions", "attendances", "conflict", "footer", "key", "levels", "printed", "remaining", "tiles", "title",
    "unsaid",
]  # fmt: skip


@common.marked
def key(statements: pd.DataFrame, groups: pd.DataFrame, assume: Assumptions, language: str) -> ReadingKey | None:
    """The two readings of the words of some statements; None where no word is read in two ways.

    Of a group that is read literally whatever is chosen the words are no example.
    """
    fallen = groups[groups["falls_back"] | ~groups["is_consistent"]]
    apart = set(zip(fallen["source_code"], fallen["statement_code"], strict=True))
    keys = (zip(statements["source_code"], statements[name], strict=True) for name in ("statement_code", "base"))
    rows = statements.loc[[not apart.intersection(pair) for pair in zip(*keys, strict=True)]]
    return common.reading_key(rows, assume.tolerance, language)


@common.marked
def footer(title: Title, counted: pd.DataFrame, statements: pd.DataFrame, language: str) -> Footer:
    """Sources, method, edition; call it last.

    The sources are those of the statements ``counted``; of a page without figures those of all ``statements`` in focus.
    """
    rows = frames.in_focus(statements) if counted.empty else counted
    return common.footer("throughput_by_level", title, language, dict.fromkeys(rows["source_code"]))
