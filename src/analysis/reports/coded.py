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
    """
    grade = code.removesuffix("_up")
    parts = [part for listed in frames.split(grade) for part in listed.split("+")]
    if not all(part in reference.grades() or part == BELOW for part in parts):
        return {"measure_code": code}
    return {
        "measure_code": "graded",
        "grade_code": frames.SEPARATOR.join(parts),
        "at_or_above": "false" if grade == code else "true",
    }


def subject(about: Mapping[str, Any]) -> dict[str, str]:
    """What a printed figure counts, of a row with the measure and the grades that are counted together, best first."""
    listed = frames.split(about["grade_codes"])
    if not listed:
        return {"measure_code": about["measure_code"]}
    lowest = listed[-1]
    is_cut = len(listed) > 1 and tuple(listed) == reference.or_better(lowest)
    return quantity(f"{lowest}_up" if is_cut else about["grade_codes"])


def of(count: Any) -> dict[str, str]:
    """Of how many the shares of a row are; nothing where that is no single number, or none."""
    return {} if pd.isna(count) or not count else {OF: str(int(count))}
