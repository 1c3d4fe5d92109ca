"""Scores against labels: which contradict each other, what another scale says, what cannot be compared."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import cache

import pandas as pd

from analysis.errors import ParameterError, nearest
from analysis.vocabulary import reference

THOUSAND = 1000


@cache
def _ordinal() -> dict[str, tuple[str, ...]]:
    return {row["scale_code"]: tuple(row["grade_codes"].split(";")) for row in reference.rows("ordinal_scales")}


def codes() -> tuple[str, ...]:
    """The codes of all scales: those with bands of scores, then those that only order their grades."""
    return (*reference.scales(), *_ordinal())


def grades_of(scale_code: str) -> tuple[str, ...]:
    """The grades of a scale, best first.

    >>> grades_of("vocational_2017"), grades_of("oulad")
    (('excellent', 'very_good', 'good', 'average', 'fail'), ('distinction', 'pass', 'fail'))
    """
    if scale_code not in codes():
        raise ParameterError(f'no scale is called "{scale_code}". {nearest(scale_code, codes())}')
    if scale_code in _ordinal():
        return _ordinal()[scale_code]
    return tuple(band.grade_code for band in reference.scales()[scale_code])


def first_with(labels: AbstractSet[str]) -> str:
    """The first scale that has all of some grades.

    >>> first_with({"good", "very_good"}), first_with({"pass"}), first_with({"good", "pass"})
    ('moet_25_2006', 'civil_servant_refresher', 'as_labelled')
    """
    return next(code for code in codes() if labels <= set(grades_of(code)))


def foreign(grades: pd.Series, scale_code: str) -> dict[str, list[int]]:
    """The grades that a scale does not have, each with its places in the index; none where it has all.

    >>> foreign(pd.Series(["good", "fairly_good", None], index=[7, 8, 9]), "vocational_2017")
    {'fairly_good': [8]}
    """
    lacking = grades[grades.notna() & ~grades.isin(grades_of(scale_code))]
    return {str(grade): list(places) for grade, places in lacking.groupby(lacking).groups.items()}


def under(scores: pd.Series, scale_code: str) -> pd.Series:
    """The grade of each score (in thousandths) under a scale; missing where there is no score or no band.

    A scale that only orders its grades has no bands, so that nothing can be recomputed: refused.

    >>> list(under(pd.Series([8999, 9000, None], dtype="Int32"), "moet_25_2006"))
    ['very_good', 'excellent', None]
    """
    grades_of(scale_code)
    if scale_code not in reference.scales():
        raise ParameterError(f'the scale "{scale_code}" has no bands of scores: no grade follows from a score.')
    bands = reference.scales()[scale_code]
    by_score = {
        score: next((band.grade_code for band in bands if band.holds(Fraction(int(score), THOUSAND))), None)
        for score in scores.dropna().unique()
    }
    grades = [None if pd.isna(score) else by_score[score] for score in scores]
    return pd.Series(grades, index=scores.index, dtype=object)


def contradictions(register: pd.DataFrame) -> pd.DataFrame:
    """The rows of a tidy register whose label is not the one of their score on the scale that they state.

    Columns: class_code, score_thousandths, grade_code, scale_code, expected_grade_code, by the index of the
    register. The label wins; this only tests the file. None: an empty frame.
    """
    columns = ["class_code", "score_thousandths", "grade_code", "scale_code"]
    rows = register.loc[register["score_thousandths"].notna() & register["grade_code"].notna(), columns]
    parts = [
        part.assign(expected_grade_code=under(part["score_thousandths"], str(scale_code)))
        for scale_code, part in rows.groupby("scale_code")
        if scale_code in reference.scales()
    ]
    compared = pd.concat(parts) if parts else rows.iloc[:0].assign(expected_grade_code=pd.Series(dtype=object))
    return compared[compared["grade_code"] != compared["expected_grade_code"].fillna("")].sort_index()


def comparable(one: str, other: str) -> bool:
    """Whether "this grade or better" asks the same on two scales: the same grades in the same order.

    >>> comparable("moet_25_2006", "moet_25_2006"), comparable("moet_25_2006", "vocational_2017")
    (True, False)
    """
    return grades_of(one) == grades_of(other)
