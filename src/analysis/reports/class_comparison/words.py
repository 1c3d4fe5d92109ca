"""The words and the computed cells that the blocks on classes share."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.pages.tables import Column, ReportTable
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels

NAME = "class_comparison"
say = labels.section(NAME)
POINTS = 100
# Files hold so many decimals more of a computed number than a page prints: the rest of a float is noise.
GUARD = 2
P_DECIMALS = 4


def name(code: str, language: str) -> str:
    """The name of a class, in words."""
    return labels.code("class", code, language)


def all_together(together: pd.DataFrame) -> dict[str, Any]:
    """The one row of ``compare.together``, by column."""
    return together.to_dict("records")[0]


def cut(together: pd.DataFrame, about: of.About, language: str) -> str:
    """The cut in words: "pass or better"."""
    code = together["cut_code"].iloc[0]
    grade = labels.word(f"grade.{code}", language).lower()
    return say("only" if code == about["grades"][0] else "or_better", language, grade=grade)


def subtitle(key: str, together: pd.DataFrame, about: of.About, language: str) -> str:
    """The subtitle of a chart of shares, with what a confidential count looks like where there is one."""
    sentence = say(key, language, cut=cut(together, about, language), about=of.where(about, language))
    return f"{sentence} {say(f'{key}_hidden', language)}" if together["hidden"].iloc[0] else sentence


def hidden_note(together: pd.DataFrame, language: str) -> str:
    """How many counts are confidential, what they are together, and that the results decide which."""
    row = all_together(together)
    return say("hidden", language, hidden=row["hidden"], classes=row["classes"], count=row["hidden_count"],
               base=row["hidden_base"])  # fmt: skip


def class_codes(row: dict[str, Any], about: of.About) -> dict[str, str]:
    """What a class with its cut is in codes; "suppressed" is said of one whose count is confidential."""
    condition = {"condition": row["status"]} if row["status"] == "suppressed" else {}
    return of.row_codes(about, "class", row["class_code"], **cut_codes(row["cut_code"]), **condition)


def cut_codes(cut: str) -> dict[str, str]:
    """What numbers on a cut have in codes beside their measure."""
    return {"grade_code": cut, "at_or_above": "true"}


def columns_of(table: ReportTable, *keys: str) -> ReportTable:
    """The table with some of its columns, in this order, which are all that its chart draws."""
    places = [[column.key for column in table.columns].index(key) for key in keys]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)


def computed(value: float, decimals: int) -> Fraction:
    """A computed number, printed with so many decimals, as a cell.

    The cell has two decimals more, which round to what the number itself rounds to.

    >>> computed(0.07496, 2), computed(0.0752, 2)
    (Fraction(749, 10000), Fraction(47, 625))
    """
    whole = Fraction(float(value))
    cell = Fraction(labels.rounded(whole, decimals + GUARD))
    if labels.rounded(cell, decimals) == labels.rounded(whole, decimals):
        return cell
    return cell - Fraction(1 if cell > 0 else -1, 10 ** (decimals + GUARD))


def interval(of_: str, unit: str, decimals: int, language: str) -> tuple[Column, Column]:
    """The columns "low" and "high" of the ends of the interval of a computed number."""
    ends = {"low": "least", "high": "greatest"}
    low, high = (
        Column(key, say(f"column_{key}", language), "number", decimals,
               {"measure_code": f"{of_}_interval", "unit_code": unit, "bound": bound})
        for key, bound in ends.items()
    )  # fmt: skip
    return low, high


def p_column(key: str, label: str) -> Column:
    """A column of p-values."""
    return Column(key, label, "p_value", P_DECIMALS, {"unit_code": "probability"})


def p_cell(value: float) -> Fraction:
    """A p-value as a cell; one that is too small for the decimals of a page with its first two digits.

    >>> p_cell(0.475134), p_cell(3.2176e-13)
    (Fraction(237567, 500000), Fraction(1, 3125000000000))
    """
    return computed(value, P_DECIMALS) if value >= 10**-P_DECIMALS else Fraction(f"{value:.1e}")
