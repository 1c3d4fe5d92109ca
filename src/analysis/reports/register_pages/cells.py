"""Protected counts as cells of a report: a number, a share of published numbers, or [c]."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.pages.tables import Cell, Special
from analysis.vocabulary import labels

HIDDEN = Special.CONFIDENTIAL


def count(value: object) -> Cell:
    """The count, or [c] where it is suppressed."""
    return HIDDEN if pd.isna(value) else int(value)


def share(row: Mapping[str, Any]) -> Cell:
    """The count of a row as a part of what it is of; [c] where one is suppressed, [z] of nobody."""
    if pd.isna(row["count"]) or pd.isna(row["of"]):
        return HIDDEN
    return Fraction(int(row["count"]), int(row["of"])) if row["of"] else Special.NOT_APPLICABLE


def words(cell: Cell, language: str, kind: str = "count", decimals: int = 0) -> str:
    """A cell inside a sentence."""
    if isinstance(cell, Special):
        return cell.value
    if isinstance(cell, tuple):
        return labels.span(*cell, language)
    if kind == "share":
        return labels.percent(cell, language)
    return labels.number(cell, language, decimals)


def by_quantity(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of a frame of a register, one quantity each, by quantity."""
    return {row["quantity"]: row for row in rows.to_dict("records")}
