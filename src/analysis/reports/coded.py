"""What the rows and columns of a report's tables are in codes, for the file of all its numbers.

The codes are those of the frames that a table is made of; the names are the columns of :mod:`analysis.pages.tidy`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.measures import frames
from analysis.measures.grades import BELOW
from analysis.pages.tidy import CODES, OF
from analysis.reports import common
from analysis.vocabulary import reference

_OF_A_ROW = tuple(name for name in CODES if name not in ("base", "reading"))  # those say other things in a statement


def row(about: Mapping[str, Any], language: str, **more: str) -> dict[str, str]:
    """The codes of a row of a frame, with the programme and the date of its source; ``more`` comes before them."""
    told = {name: str(about[name]) for name in _OF_A_ROW if name in about and not pd.isna(about[name])} | more
    if code := told.get("source_code"):
        source = common.about_source(code, language)
        told = {"programme_code": source["programme"], **told, "date": told.get("date") or source["date"]}
    return {name: text for name, text in told.items() if text}


def quantity(code: str) -> dict[str, str]:
    """What a quantity of the grades is: a grade, several that are counted together, or a grade or better; any other is
    a measure by itself.

    >>> quantity("good_up"), quantity("commended")
    ({'measure_code': 'graded', 'grade_code': 'good', 'at_or_above': 'true'}, {'measure_code': 'commended'})
    >>> [quantity(code)["grade_code"] for code in ("very_good+good", "excellent+very_good+good")]
    ['very_good · good', 'good']
    """
    named = reference.named_together("+".join(frames.split(code)))
    grade = named.removesuffix("_up")
    grades = grade.split("+")
    if not all(part in reference.grades() or part == BELOW for part in grades):
        return {"measure_code": code}
    is_cut = grade != named
    return {"measure_code": "graded", "grade_code": frames.listed(grades), "at_or_above": str(is_cut).lower()}


def subject(about: Mapping[str, Any]) -> dict[str, str]:
    """What a printed figure counts, of a row with the measure and the grades that are counted together, best first."""
    return quantity(about["grade_codes"]) if about["grade_codes"] else {"measure_code": about["measure_code"]}


def of(count: Any) -> dict[str, str]:
    """Of how many the shares of a row are; nothing where that is no single number, or none."""
    return {} if pd.isna(count) or not count else {OF: str(int(count))}
