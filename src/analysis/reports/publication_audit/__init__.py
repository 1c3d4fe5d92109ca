"""The report ``publication_audit``: every printed figure with its verdict; ``files`` is the audit of files.

Each block is a function of the frames of :mod:`analysis.measures.audit`; the notebook puts them on the page.
"""

from __future__ import annotations

import pandas as pd

from analysis.pages.blocks import Footer, Title
from analysis.reports import common
from analysis.reports.publication_audit.blocks import banner, every, instead, tiles, title

__all__ = ["banner", "every", "footer", "instead", "tiles", "title"]


@common.marked
def footer(title: Title, statements: pd.DataFrame, language: str) -> Footer:
    """Sources, method, edition; call it last. ``statements`` are those that the page rests on."""
    return common.footer("publication_audit", title, language, dict.fromkeys(statements["source_code"]))
