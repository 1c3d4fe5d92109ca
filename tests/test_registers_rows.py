"""Each row below the headings is what it is, whatever the office wrote beside the learners."""

from __future__ import annotations

import pytest

from analysis.data.registers import headings
from analysis.data.registers.rows import Sorter, failed_claims, widths
from analysis.data.registers.sheets import Row

NUMBERED = ["STT", "Họ và tên", "Ngày sinh", "Điểm", "Xếp loại"]
BARE = ["Họ và tên", "Ngày sinh", "Điểm", "Xếp loại"]
LEARNER = ["Trần Mẫu", 1980, 8, "Giỏi"]


def sort(first: list, *lines: list):
    rows = [Row(at, tuple(line)) for at, line in enumerate([first, *lines], start=1)]
    return Sorter(headings.find(rows), rows[0], frozenset()).sort(rows[1:])


def reasons(first: list, *lines: list) -> list[str | None]:
    found = sort(first, *lines)
    by_row = {aside.row: aside.key for aside in found.aside} | {row.number: None for row in found.learners}
    return [by_row[number] for number in sorted(by_row)]


@pytest.mark.parametrize(
    "line, reason",
    [
        ([1, *LEARNER], None),
        (["01", *LEARNER], None),
        ([None, *LEARNER], None),
        (["Quận Mẫu: 15 đ/c"], "band"),
        (["I", "KHỐI QUẬN"], "band"),
        ([1, "Quận Mẫu: 15 đ/c"], "band"),
        ([1, "Trần Mẫu"], None),
        ([7], "number_only"),
        ([1, None, 1980, 8, "Giỏi"], "no_name"),
        (["Cộng", 256], "total"),
        (["Tổng số: 256 đ/c"], "total"),
        (["Ấn định danh sách này có 256 đồng chí"], "total"),
        ([None, "Giỏi", None, 2], "total"),
        ([None, None, None, "Hà Nội, ngày 4 tháng 11 năm 2023"], "below_table"),
        ([None, None, None, "HIỆU TRƯỞNG"], "below_table"),
        (["TM. BAN THƯỜNG VỤ"], "below_table"),
        (NUMBERED, "heading_again"),
        ([1, 2, 3, 4, 5], "column_numbers"),
    ],
)
def test_a_row_of_a_numbered_table(line, reason):
    assert [reason] == reasons(NUMBERED, line)


@pytest.mark.parametrize(
    "line, reason",
    [
        (LEARNER, None),
        (["Quận Mẫu: 15 đ/c"], "band"),
        (["Cộng: 3"], "total"),
        (["NGƯỜI LẬP BIỂU", None, None, "HIỆU TRƯỞNG"], "below_table"),
        (["Tống Mẫu", 1980, 8, "Giỏi"], None),
        (["Hà Nội, ngày 4/11/2023"], "below_table"),
    ],
)
def test_a_row_of_a_table_without_numbers(line, reason):
    assert [reason] == reasons(BARE, line)


def test_below_the_signatures_nobody_is_a_learner_but_whoever_is_numbered():
    signed = ["TM. BAN THƯỜNG VỤ"]
    assert reasons(NUMBERED, signed, [None, "Lê Mẫu", 1980], [1, *LEARNER]) == ["below_table", "below_table", None]
    assert reasons(BARE, signed, LEARNER) == ["below_table", "below_table"]


@pytest.mark.parametrize(
    "line, kind, count",
    [
        (["Quận Mẫu: 15 đ/c"], "band", 15),
        (["Cộng", 256], "total", 256),
        (["Danh sách này có 1.256 đồng chí"], "total", 1256),
        (["Ấn định danh sách này có 05 (năm) học viên./."], "total", 5),
    ],
)
def test_a_stated_count_is_kept_for_the_check(line, kind, count):
    assert [(kind, count)] == [(claim.kind, claim.count) for claim in sort(NUMBERED, line).claims]


def test_the_counts_of_grades_in_a_total_are_kept_without_percentages():
    line = ["Tổng cộng: 9 đ/c, trong đó: Xuất sắc: 02, Giỏi 3 (33,3%), Khá: 44,5%, Nữ: 4"]
    assert [(claim.grade, claim.count) for claim in sort(NUMBERED, line).claims] == [
        ("excellent", 2),
        ("very_good", 3),
        (None, 9),
    ]


def test_totals_of_all_and_of_a_part_and_nested_bands_are_borne_out():
    found = sort(
        NUMBERED,
        ["A. Khối Mẫu: 3 đ/c"],
        ["Quận Mẫu: 2 đ/c"],
        [1, *LEARNER],
        [2, *LEARNER],
        ["Cộng: 2"],
        ["Xã Mẫu: 1 đ/c"],
        [3, *LEARNER],
        ["Cộng: 1"],
        ["Tổng cộng: 3"],
    )
    assert failed_claims(found, {}) == []
    assert [
        (claim.count, actual)
        for claim, actual in failed_claims(
            sort(NUMBERED, *[[at, *LEARNER] for at in range(1, 4)], ["Tổng cộng: 4"]), {}
        )
    ] == [(4, 3)]


def test_a_row_may_be_as_wide_as_the_heading_or_as_most_rows():
    body = [Row(2, (1, 2, None)), Row(3, (1, 2, None)), Row(4, (1,))]
    assert frozenset({2, 3}) == widths(Row(1, ("a", "b")), body)
