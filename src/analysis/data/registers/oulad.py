"""The Open University Learning Analytics Dataset -> a tidy register.

Kuzilek J., Hlosta M., Zdrahal Z.: Open University Learning Analytics dataset. Scientific Data 4:170171
(2017), CC BY 4.0. Its result is a grade (distinction > pass > fail) or a withdrawal, which is a status.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.data.registers import keys, tidied
from analysis.errors import DataError, Fault

FILES = ("student", "student_registration", "course", "assessment", "student_assessment")
CLASS = ["code_module", "code_presentation"]
# Deprivation and disability are sensitive and no report needs them: they are never read.
STUDENT_COLUMNS = [*CLASS, "id_student", "gender", "region", "age_band", "final_result"]
GRADES = {"Distinction": "distinction", "Pass": "pass", "Fail": "fail"}
AGE_BANDS = {"0-35": "under_35", "35-55": "35_54", "55<=": "55_over"}
# A presentation is named by its year and the month in which it starts.
MONTHS = {"B": 2, "J": 10}
SCALE = "oulad"


def register(folder: Path, key: bytes) -> pd.DataFrame:
    """The tidy register of the five Parquet files of a folder: one row for each learner and class.

    ``class_code`` is module and presentation ("AAA 2013J"), ``unit_name`` the region, ``start_date`` the
    first day of the month in which the presentation starts (the data keep no more), ``score_thousandths``
    the mean of the marks handed in (0 to 100), weighted as the assessments are, without exams; missing
    without any.
    """
    missing = [name for name in FILES if not (folder / f"{name}.parquet").is_file()]
    if missing:
        raise DataError(Fault(paths.shown(folder / f"{name}.parquet"), "there is no such file.") for name in missing)
    student = pd.read_parquet(folder / "student.parquet", columns=STUDENT_COLUMNS)
    course = pd.read_parquet(folder / "course.parquet")
    rows = student.merge(course, on=CLASS, validate="many_to_one").merge(
        _scores(folder), on=[*CLASS, "id_student"], how="left", validate="one_to_one"
    )
    return tidied.checked(_tidied(rows, key))


def _tidied(rows: pd.DataFrame, key: bytes) -> pd.DataFrame:
    persons = {person: keys.person_key(key, ("oulad", str(person))) for person in rows["id_student"].unique()}
    year, term = rows["code_presentation"].str[:4], rows["code_presentation"].str[4]
    start = pd.to_datetime({"year": year.astype(int), "month": term.map(MONTHS), "day": 1})
    grade = rows["final_result"].map(GRADES)
    withdrawn = rows["final_result"] == "Withdrawn"
    return pd.DataFrame(
        {
            "person_key": rows["id_student"].map(persons),
            "class_code": rows["code_module"] + " " + rows["code_presentation"],
            "level_code": None,
            "unit_name": rows["region"],
            "start_date": start,
            "end_date": start + pd.to_timedelta(rows["module_presentation_length"], unit="D"),
            "status_code": withdrawn.map({True: "withdrawn", False: "completed"}),
            "score_thousandths": rows["score_thousandths"],
            "grade_code": grade,
            "scale_code": grade.notna().map({True: SCALE, False: None}),
            "is_commended": False,
            "age_band": rows["age_band"].map(AGE_BANDS),
            "sex_code": rows["gender"].map({"F": "female", "M": "male"}),
        }
    )


def _scores(folder: Path) -> pd.DataFrame:
    """The weighted mean of each learner and class in thousandths, in whole numbers throughout."""
    assessment = pd.read_parquet(folder / "assessment.parquet")
    marks = pd.read_parquet(folder / "student_assessment.parquet", columns=["id_assessment", "id_student", "score"])
    counted = assessment[(assessment["assessment_type"] != "Exam") & (assessment["weight"] > 0)]
    rows = marks.dropna(subset=["score"]).merge(counted, on="id_assessment", validate="many_to_one")
    # weights are halves and quarters at the finest, so hundredths of them are whole
    weight = (rows["weight"] * 100).round().astype("int64")
    sums = (
        rows.assign(weight=weight, product=rows["score"].astype("int64") * weight)
        .groupby([*CLASS, "id_student"], as_index=False)[["product", "weight"]]
        .sum()
    )
    halves_up = (2 * tidied.THOUSAND * sums["product"] + sums["weight"]) // (2 * sums["weight"])
    return sums[[*CLASS, "id_student"]].assign(score_thousandths=halves_up.astype("Int32"))
