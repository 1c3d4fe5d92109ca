"""Protected counts as cells of a report: a number, a share of published numbers, or [c]."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.pages.tables import Cell, Special
from analysis.vocabulary import labels

HIDDEN = Special.CONFIDENTIAL


def count(value: object) -> Cell:
    """The count, or [c] where it is suppressed."""
    return HIDDEN if pd.isna(value) else int(value)


def share(part: object, whole: object) -> Cell:
    """The share of one published count in another; [c] where one is suppressed, [z] of nobody."""
    if pd.isna(part) or pd.isna(whole):
        return HIDDEN
    return Fraction(int(part), int(whole)) if whole else Special.NOT_APPLICABLE


def hundredths(value: object) -> Cell:
    """A mean that is kept in hundredths."""
    return HIDDEN if pd.isna(value) else Fraction(int(value), 100)


def words(cell: Cell, language: str, kind: str = "count", decimals: int = 0) -> str:
    """A cell inside a sentence."""
    if isinstance(cell, Special):
        return cell.value
    if kind == "share":
        return labels.percent(cell, language)
    return labels.number(cell, language, decimals)
