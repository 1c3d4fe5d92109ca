"""The table is found under any letterhead, and its columns by a table of names."""

from __future__ import annotations

import pytest

from analysis.data.registers import headings
from analysis.data.registers.sheets import Row
from analysis.data.registers.spelling import fold
from analysis.vocabulary import reference


def table(*lines: list) -> headings.Table | None:
    return headings.find([Row(at, tuple(line)) for at, line in enumerate(lines, start=1)])


def codes(*lines: list) -> list[str | None]:
    return [heading.code for heading in table(*lines).headings]


@pytest.mark.parametrize(
    "heading, code",
    [
        ("TT", "number"),
        ("HỌ VÀ TÊN", "name"),
        ("Ho va ten", "name"),
        ("Họ, tên", "name"),
        ("Đ.vị công tác", "unit"),
        ("Chức vụ,\nđơn vị công tác", "position_unit"),
        ("ĐTB", "score"),
        ("Điểm TB (hệ 10)", "score"),
        ("X/loại", "grade"),
        ("XL", "grade"),
        ("Kết quả / Xếp loại", "grade"),
        ("Điểm / Bằng chữ", "mark_in_words"),
        ("Chuyên đề 3", "mark"),
        ("Điểm chuyên đề số 12", "mark"),
        ("Năm sinh / Nữ", "birth_female"),
        ("Dân tộc", "ethnicity"),
        ("Xếp loại cán bộ", None),
        ("Xếp loại khóa học", None),
        ("Xếp loại rèn luyện", None),
    ],
)
def test_a_heading_is_known_without_accents_case_and_abbreviations(heading, code):
    assert code == headings.recognise(heading)


def test_no_name_stands_for_two_columns():
    names = [fold(alias) for row in reference.rows("register_columns") for alias in row["aliases"].split(";")]
    kinds = {
        fold(alias): row["column_code"]
        for row in reference.rows("register_columns")
        for alias in row["aliases"].split(";")
    }
    pairs = {
        (fold(alias), row["column_code"])
        for row in reference.rows("register_columns")
        for alias in row["aliases"].split(";")
    }
    assert len(kinds) == len(pairs) <= len(names)


def test_headings_on_three_rows_are_joined():
    found = table(
        ["STT", "Họ và tên", "Kết quả", None, None],
        [None, None, "Điểm", None, "Xếp loại"],
        [None, None, "Chuyên đề", "ĐTB", None],
        [1, "Trần Mẫu", 8, 9, "Giỏi"],
    )
    assert [heading.code for heading in found.headings] == ["number", "name", "mark", "score", "grade"]
    assert (found.first, found.last) == (0, 2)


def test_the_richer_lower_row_takes_the_upper_with_it():
    assert codes(
        ["DANH SÁCH HỌC VIÊN"],
        ["TT", "Họ và tên", "Năm sinh", None, "Kết quả", None],
        [None, None, "Nam", "Nữ", "Điểm TB", "Xếp loại"],
    ) == ["number", "name", "birth_male", "birth_female", "score", "grade"]


def test_a_band_and_a_learner_below_the_headings_are_no_headings():
    first = ["STT", "Họ và tên", "Giới tính", "Xếp loại"]
    assert table(first, ["Quận Mẫu: 4 đ/c"], ["1", "Trần Mẫu", "Nam", "Khá"]).last == 0
    assert table(["STT", "Họ và tên", "Phân loại chung", "Xếp loại"], ["1", "Trần Mẫu", "Nam", "Khá"]).last == 0


@pytest.mark.parametrize("cells", [(1, 2, 3), ("1", "2", "3=4+6+8", "4"), ("(1)", "(2)", "(3)"), ("A", "B", 1, 2, 3)])
def test_a_row_of_column_numbers_is_known(cells):
    assert headings.is_column_numbers(Row(1, cells))


@pytest.mark.parametrize("cells", [(1, "Trần Mẫu", 8), (5, 8, 9), (1, None, 2)])
def test_a_row_of_figures_is_no_row_of_column_numbers(cells):
    assert not headings.is_column_numbers(Row(1, cells))


def test_a_sheet_of_other_things_has_no_table():
    assert table(["Thông báo"], ["Nam", "Nữ"], ["Ghi chú", "Lớp"]) is None
