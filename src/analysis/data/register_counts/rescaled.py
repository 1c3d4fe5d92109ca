"""The grades of a register under another scale, from its protected table of marks and nothing else."""

from __future__ import annotations

import pandas as pd

from analysis.data import disclosure
from analysis.data.register_counts.building import about, counts, cuts
from analysis.data.register_counts.counting import bins_of
from analysis.vocabulary import reference


def under(register: str, scale_code: str) -> pd.Series:
    """How many learners the scores would give each grade of a scale, with the total (Int64, by grade, best first).

    Missing where the marks behind a grade are suppressed; since it only adds up what is published, it gives no more
    away. Empty for a register without scores, or with marks of another kind than the scale's.
    """
    if "marks" not in cuts(register) or scale_code not in about(register)["other_scales"]:
        return pd.Series(dtype="Int64")
    marks = counts(register, "marks")
    grades = {
        band.grade_code: disclosure.cut(marks, bins_of(band, marks))[disclosure.TOTAL]
        for band in reference.scales()[scale_code]
    }
    return pd.Series({**grades, disclosure.TOTAL: marks.at[disclosure.TOTAL, disclosure.TOTAL]}, dtype="Int64")
