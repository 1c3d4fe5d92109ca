"""The open register comes out tidy: its known counts, its repeated learners, nothing sensitive."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import paths
from analysis.data import registers
from analysis.data.registers import oulad
from analysis.errors import DataError

FOLDER = paths.ROOT.parent / "shared" / "registers" / "oulad"
KEY = b"k" * 32
needs_oulad = pytest.mark.skipif(not FOLDER.is_dir(), reason="the OULAD files are not at hand")


@pytest.fixture(scope="module")
def frame():
    return oulad.register(FOLDER, KEY)


@needs_oulad
def test_the_counts_are_those_of_its_description(frame):
    assert (len(frame), frame["class_code"].nunique(), frame["person_key"].nunique()) == (32_593, 22, 28_785)
    assert frame["grade_code"].value_counts().to_dict() == {"pass": 12_361, "fail": 7_052, "distinction": 3_024}
    assert frame["status_code"].value_counts().to_dict() == {"completed": 22_437, "withdrawn": 10_156}


@needs_oulad
def test_a_withdrawal_is_a_status_and_no_grade(frame):
    assert frame.loc[frame["status_code"] == "withdrawn", "grade_code"].isna().all()


@needs_oulad
def test_a_score_is_the_weighted_mean_of_what_was_handed_in(frame):
    marks = pd.read_parquet(FOLDER / "student_assessment.parquet")
    weights = pd.read_parquet(FOLDER / "assessment.parquet")
    rows = marks[marks["id_student"] == 11391].merge(weights, on="id_assessment")
    assert list(rows["assessment_type"]) == ["TMA"] * 5
    expected = (rows["score"] * rows["weight"]).sum() / rows["weight"].sum()
    first = frame[frame["class_code"] == "AAA 2013J"]["score_thousandths"].iloc[0]
    assert round(expected * 1000) == first


@needs_oulad
def test_the_view_counts_persons_and_attendances_apart():
    view = registers.view(registers.read(FOLDER / "student.parquet"))
    assert (view["rows_in_file"], view["attendances"], view["persons"]) == (32_593, 32_593, 28_785)
    assert view["grades"] == {"distinction": 3_024, "pass": 12_361, "fail": 7_052}


def test_nothing_sensitive_is_read():
    assert not {"imd_band", "disability", "highest_education"} & set(oulad.STUDENT_COLUMNS)


def test_missing_files_are_all_named(tmp_path):
    with pytest.raises(DataError) as error:
        oulad.register(tmp_path, KEY)
    assert len(str(error.value).splitlines()) == 5
