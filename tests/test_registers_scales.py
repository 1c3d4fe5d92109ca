"""Scores test labels on the scale that is stated; scales of different length are not compared."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.data.registers import scales
from analysis.errors import ParameterError

REGISTER = pd.DataFrame(
    {
        "class_code": ["a", "a", "a", "b", "b"],
        "score_thousandths": pd.array([9000, 8990, 6250, None, 4990], dtype="Int32"),
        "grade_code": ["excellent", "excellent", "good", "good", None],
        "scale_code": ["moet_25_2006", "moet_25_2006", "vocational_2017", "moet_25_2006", None],
    }
)


def test_a_label_against_its_score_is_reported_with_the_one_expected():
    found = scales.contradictions(REGISTER)
    assert list(found[["grade_code", "expected_grade_code"]].itertuples(name=None)) == [(1, "excellent", "very_good")]


def test_no_contradiction_and_no_row_are_empty_frames():
    assert 0 == len(scales.contradictions(REGISTER.iloc[:1])) == len(scales.contradictions(REGISTER.iloc[:0]))


def test_a_scale_that_only_orders_tests_nothing():
    assert len(scales.contradictions(REGISTER.assign(scale_code="oulad"))) == 0
    with pytest.raises(ParameterError, match="no bands of scores"):
        scales.under(REGISTER["score_thousandths"], "oulad")


@pytest.mark.parametrize(
    "scale, grades",
    [("moet_25_2006", ["excellent", "very_good", "fairly_good", None, "fail"]),
     ("vocational_2017", ["excellent", "very_good", "good", None, "fail"]),
     ("district_centre_2004", ["very_good", "good", "average", None, "fail"])],
)  # fmt: skip
def test_the_same_scores_under_another_scale(scale, grades):
    assert grades == list(scales.under(REGISTER["score_thousandths"], scale))


def test_scales_of_different_length_are_not_comparable():
    assert not scales.comparable("moet_25_2006", "vocational_2017")
    assert not scales.comparable("oulad", "moet_25_2006")
    assert scales.comparable("oulad", "oulad")
