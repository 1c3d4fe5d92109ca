"""Small registers: nobody's grade is told by a row, a unit, a mean or a column, whoever solves for it."""

from __future__ import annotations

import pandas as pd
import pytest
import register_files as files
import small_registers
from hypothesis import given
from hypothesis import strategies as st

from analysis.data import disclosure
from analysis.data.register_counts import averages, building, counting, opening, sums, ties
from analysis.data.register_counts.policy import Policy
from analysis.data.registers import scales
from analysis.errors import DataError
from analysis.vocabulary import reference

POLICIES = [Policy(5, "protect"), Policy(5, "publish")]
USUAL = POLICIES[0]
GRADES = ["excellent", "very_good", "good", "fairly_good", "average", "fail"]


def _opened(path, rows, policy=USUAL, scale=small_registers.SCALE):
    return opening.opened(small_registers.write(path, rows, scale), policy)


def _learnt(register, safe, means=None):
    """What an intruder learns of each hidden cell of all the tables, and of the means if they are told."""
    tables = counting.tables(register)
    facts = ties.facts(tables, register)
    if means is not None:
        facts += sums.facts(register, tables, means)
    known = [fact for fact in facts if all(key[0] in safe for key in fact.weights)]
    return disclosure.attack_batch(safe, ties.parts(safe), known).set_index(["table", "row", "column"])


# all with one grade


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.zeros)
@pytest.mark.parametrize(
    "scale, marks", [(small_registers.SCALE, [""]), ("", ["8", "8,25", "8,5"])], ids=["scale", "no scale"]
)
def test_nine_of_nine_with_one_grade_are_not_told_what_it_is(policy, scale, marks, tmp_path):
    rows = [("Q", "A", marks[at % len(marks)], "Giỏi") for at in range(9)]
    register = _opened(tmp_path / "r.csv", rows, policy, scale)
    safe, *_ = building.protected(register)
    row = safe["grades_by_class"].loc["A"]
    assert (list(row.index), row["total"]) == ([*GRADES, "total"], 9)
    assert list(row.index[row.isna()]) == GRADES
    others = _learnt(register, safe).loc[[("grades_by_class", "A", grade) for grade in GRADES]]
    assert (others["low"] == 0).all()
    assert (others["high"] >= 5).all()


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.zeros)
def test_one_class_of_several_with_one_grade_is_hidden_and_the_others_told_as_far_as_can_be(policy, tmp_path):
    rows = [("Q", "A", "", "Giỏi")] * 9 + [("Q", "B", "", "Xuất sắc")] * 20
    rows += [("Q", "B", "", "Giỏi")] * 30 + [("Q", "B", "", "Khá")] * 40
    register = _opened(tmp_path / "r.csv", rows, policy)
    safe, *_ = building.protected(register)
    grades = safe["grades_by_class"]
    held = GRADES if policy.zeros == "protect" else GRADES[:3]  # nobody at all has the others, which is published
    assert grades.loc["A", held].isna().all()
    assert grades["total"].tolist() == [9, 90, 99]
    learnt = _learnt(register, safe).reset_index()
    cells = learnt[learnt["table"].isin(list(safe))]
    assert (cells["high"] - cells["low"]).dropna().min() >= 5


@pytest.mark.parametrize(
    "labels, listed",
    [
        (["Giỏi"] * 9, GRADES),
        (["Giỏi"] * 9 + ["Khá"] * 9, GRADES),
        (["Không đạt"] * 9, GRADES),
        (["Đạt"] * 9, ["pass", "fail"]),
        (["Đạt"] * 9 + ["Giỏi"] * 9, list(scales.grades_of(opening.AS_LABELLED))),
    ],
    ids=["one", "two", "failed", "passed", "of two kinds"],
)
def test_where_no_scale_is_stated_the_columns_are_those_of_a_known_one(labels, listed, tmp_path):
    register = _opened(tmp_path / "r.csv", [("Q", "A", "", label) for label in labels], scale="")
    assert register.grades == listed
    safe, *_ = building.protected(register)
    assert list(safe["grades_by_class"].columns) == [*listed, "total"]


def test_which_columns_are_listed_tells_that_somebody_has_one_of_them(tmp_path):
    register = _opened(tmp_path / "r.csv", [("Q", "A", "", "Đạt")] * 9, scale="")
    known = ties.facts(counting.tables(register), register)
    assert disclosure.Fact({("grades_by_class", "total", "pass"): 1}, 1) in known


def test_every_grade_has_a_place_where_no_scale_is_stated():
    assert set(scales.grades_of(opening.AS_LABELLED)) == set(reference.grades())


def test_labels_that_follow_a_scale_that_is_not_stated_are_tied_to_the_marks(tmp_path):
    rows = [("Q", "A", "8", "Giỏi")] * 12 + [("Q", "A", "7", "Khá")] * 13
    register = _opened(tmp_path / "r.csv", rows, scale="")
    tied = [fact for fact in ties.facts(counting.tables(register), register) if "marks" in str(fact.weights)]
    assert any(("grades_by_class", "total", "very_good") in fact.weights for fact in tied)


# units


def _units(path, *sizes):
    """The learners by unit of a register with units of so many learners; below five each is a person's name."""
    rows = [
        (f"Quận Mẫu {at}" if size > 4 else small_registers.name(at), "A", "8", "Giỏi")
        for at, size in enumerate(sizes)
        for _ in range(size)
    ]
    return counting.tables(opening.opened(small_registers.write(path, rows))).get("learners_by_unit")


def test_a_unit_of_fewer_learners_than_the_threshold_is_not_named(tmp_path):
    table = _units(tmp_path / "r.csv", 12, 11, 1, 1, 4)
    assert table["enrolled"].to_dict() == {"Quận Mẫu 0": 12, "Quận Mẫu 1": 11, "other": 6, "total": 29}


def test_a_pool_that_is_too_small_takes_the_next_unit_in(tmp_path):
    table = _units(tmp_path / "r.csv", 12, 11, 1, 1)
    assert table["enrolled"].to_dict() == {"Quận Mẫu 0": 12, "other": 13, "total": 25}


def test_units_none_of_which_may_be_named_have_no_table(tmp_path):
    assert _units(tmp_path / "r.csv", 1, 1, 1, 1, 1, 4) is None


def test_a_person_in_many_classes_under_the_own_name_is_no_unit(tmp_path):
    headings = ["STT", "Họ và tên", "Ngày sinh", "Lớp", "Đơn vị", "Xếp loại"]
    name = files.NAMES[0]
    rows = [[at, name, "1980", f"C{at}", name, "Giỏi"] for at in range(6)]
    rows += [[at, f"Trần Mẫu {at}", "1981", "C1", "Quận Mẫu", "Giỏi"] for at in range(20)]
    path = files.write_text(tmp_path / "r.csv", [headings, *rows])
    assert set(opening.opened(path).frame["unit_name"]) == {"other"}


def test_a_unit_that_is_named_is_known_to_have_as_many_as_the_threshold(tmp_path):
    rows = [(unit, "A", "8", "Giỏi") for unit in ("P", "R") for _ in range(12)]
    register = _opened(tmp_path / "r.csv", rows)
    known = ties.facts(counting.tables(register), register)
    assert disclosure.Fact({("learners_by_unit", "P", "enrolled"): 1}, 5) in known


# listed rows, means


def test_a_class_without_a_grade_has_a_row_like_any_other(tmp_path):
    rows = [("Q", "A", "8", "Giỏi")] * 30 + [("Q", "A", "7", "Khá")] * 20 + [("Q", "B", "", "")] * 12
    safe, means, _ = building.protected(_opened(tmp_path / "r.csv", rows))
    grades = safe["grades_by_class"]
    assert list(grades.index) == list(safe["flow_by_class"].index) == ["A", "B", "total"]
    assert grades.loc["B"].isna().all()
    assert list(means.query("dimension == 'class'")["row"]) == ["A", "B", "total"]


def test_a_mean_that_says_that_nobody_failed_is_not_told(tmp_path):
    rows = [("Q", "P", "10", "Xuất sắc")] * 28 + [("Q", "P", "9,75", "Xuất sắc")] * 2
    rows += [("R", "S", "8", "Giỏi")] * 20 + [("R", "S", "7", "Khá")] * 9 + [("R", "S", "3", "Không đạt")] * 3
    register = _opened(tmp_path / "r.csv", rows)
    safe, told, _ = building.protected(register)
    assert told.loc[told["row"] != "total", "mean_hundredths"].isna().all()
    everything = averages.means(register, safe)
    assert everything["mean_hundredths"].tolist()[:2] == [998, 725]
    learnt = _learnt(register, safe, everything)
    assert learnt.loc[("grades_by_class", "P", "fail"), ["low", "high"]].tolist() == [0, 0]


def test_a_band_ends_at_the_last_mark_that_belongs_to_it(tmp_path):
    """A mean of 9.00 of thirty: five fours and 25 tens would do, but the lowest step, under 4, ends at 3."""
    register = _opened(tmp_path / "r.csv", [("Q", "P", "9", "Xuất sắc")] * 30)
    safe, told, _ = building.protected(register)
    learnt = _learnt(register, safe, averages.means(register, safe))
    assert learnt.loc[("marks", "total", "0"), ["low", "high"]].tolist() == [0, 4]
    assert told["mean_hundredths"].isna().all()


def test_marks_in_quarters_end_a_quarter_below_an_open_end(tmp_path):
    register = _opened(tmp_path / "r.csv", [("Q", "P", "8,25", "Giỏi")] * 9)
    known = counting.tables(register)
    told = pd.DataFrame([("class", "total", 825, 2)], columns=averages.COLUMNS)
    highest = next(iter(sums.facts(register, known, told)))
    weights = {key[2]: weight for key, weight in highest.weights.items()}
    assert weights == {"excellent": 40, "very_good": 35, "good": 31, "fairly_good": 27, "average": 23, "fail": 19}
    assert highest.low == 9 * 33


@given(st.lists(st.integers(0, 40), min_size=1, max_size=400), st.sampled_from(averages.DECIMALS))
def test_a_told_mean_leaves_just_the_sums_that_would_be_told_so(quarters, decimals):
    scores = pd.Series(quarters) * 250
    mean = averages.rounded(scores, decimals)
    least, most = sums._sum((mean, decimals), len(scores), 250)
    told = [
        averages.rounded(pd.Series([total] + [0] * (len(scores) - 1)), decimals)
        for total in (least - 250, least, most, most + 250)
    ]
    assert least <= scores.sum() <= most
    assert told[1:3] == [mean, mean]
    assert told[0] < mean < told[3]


def test_learners_with_a_grade_that_the_stated_scale_lacks_are_not_left_out_in_silence(tmp_path):
    rows = [("Q", "A", "", "Giỏi")] * 9 + [("Q", "A", "", "Trung bình khá")] * 7
    with pytest.raises(DataError, match='the grade "fairly_good" is not on the scale "vocational_2017"') as told:
        _opened(tmp_path / "r.csv", rows, scale="vocational_2017")
    assert [fault.row for fault in told.value.faults] == [None]
