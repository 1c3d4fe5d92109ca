"""A tidy register has one row a learner and class, exact scores, keyed persons, a checked schema."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
import register_files as files

from analysis.data import registers
from analysis.data.registers import tidied
from analysis.errors import DataError, ParameterError

KEY = b"k" * 32


@pytest.fixture
def reading(tmp_path):
    return registers.read(files.write_xlsx(tmp_path / "lop-2.xlsx", files.office_rows()))


@pytest.fixture
def frame(reading):
    return registers.tidy(
        reading, KEY, scale_code="moet_25_2006", level_code="district_standing", start_date=dt.date(2023, 10, 23)
    )


def test_a_learner_is_one_row_of_codes_and_whole_numbers(frame):
    row = frame.iloc[0].drop("person_key").to_dict()
    assert pd.isna(row.pop("end_date"))
    assert {
        "class_code": "lop-2",
        "level_code": "district_standing",
        "unit_name": "Quận ủy Mẫu Đông",
        "start_date": pd.Timestamp(2023, 10, 23),
        "status_code": "completed",
        "score_thousandths": 9250,
        "grade_code": "excellent",
        "scale_code": "moet_25_2006",
        "is_commended": True,
        "age_band": "40_49",
        "sex_code": "male",
    } == row


def test_whoever_has_no_grade_has_no_scale_and_is_not_completed(frame):
    row = frame.iloc[7]
    assert row["status_code"] == "enrolled"
    assert row[["grade_code", "scale_code", "score_thousandths"]].isna().all()


def test_a_person_has_one_key_in_every_class_and_another_under_another_key(reading, frame):
    again = registers.tidy(reading, KEY, scale_code="vocational_2017", class_code="other")
    other = registers.tidy(reading, b"l" * 32, scale_code="vocational_2017")
    assert list(frame["person_key"]) == list(again["person_key"])
    assert not set(frame["person_key"]) & set(other["person_key"])


def test_a_scale_is_never_assumed(reading):
    with pytest.raises(DataError, match="the scale of its grades is not stated"):
        registers.tidy(reading, KEY)
    with pytest.raises(ParameterError, match='no scale is called "x"'):
        registers.tidy(reading, KEY, scale_code="x")


def test_an_unknown_level_is_refused_with_the_nearest(reading):
    with pytest.raises(ParameterError, match="Nearest: city_managed"):
        registers.tidy(reading, KEY, scale_code="moet_25_2006", level_code="city_manage")


@pytest.mark.parametrize(
    "change, says",
    [
        ({"status_code": "gone"}, "column status_code: 8 rows"),
        ({"score_thousandths": -1}, "column score_thousandths: 8 rows"),
        ({"person_key": "Trần Mẫu"}, "column person_key"),
        ({"name": "x"}, "column_in_schema"),
    ],
)
def test_a_frame_that_is_no_tidy_register_is_refused(frame, change, says):
    with pytest.raises(DataError, match=says):
        tidied.checked(frame.assign(**change))


def test_a_register_comes_back_from_its_file_as_it_went(frame, tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_PROCESSED", str(tmp_path))
    path = registers.store(frame, "lop-2")
    assert [path] == list((tmp_path / "registers").iterdir())
    pd.testing.assert_frame_equal(frame, registers.load(path))


def test_no_learner_is_an_empty_register(tmp_path):
    reading = registers.read(files.write_text(tmp_path / "a.csv", files.plain_rows()))
    assert (0, list(tidied.COLUMNS)) == (len(registers.tidy(reading, KEY)), list(registers.tidy(reading, KEY).columns))


@pytest.mark.parametrize("age, band", [(29, "under_30"), (30, "30_39"), (59, "50_59"), (60, "60_over")])
def test_an_age_is_in_its_band(age, band):
    assert band == tidied.age_band(dt.date(2023 - age, 11, 4), dt.date(2023, 11, 4))
    assert band == tidied.age_band(2023 - age, dt.date(2023, 11, 4))
