"""A register with every kind of mess is read whole, and every row of it is accounted for."""

from __future__ import annotations

import datetime as dt
import unicodedata

import openpyxl
import pytest
import register_files as files
import workbook_files as workbooks
from hypothesis import given
from hypothesis import strategies as st

from analysis.data import registers
from analysis.errors import DataError

COLUMNS = {
    "STT": "number",
    "Họ và tên": "name",
    "Ngày sinh / Nam": "birth_male",
    "Ngày sinh / Nữ": "birth_female",
    "Chức vụ, đơn vị": "position_unit",
    "Điểm / CĐ 1": "mark",
    "Điểm / Thu hoạch": "mark",
    "Điểm / ĐTB": "score",
    "Xếp loại": "grade",
    "Khen thưởng": "commended",
    "Ghi chú": "note",
}
WRITERS = {"xlsx": files.write_xlsx, "xls": workbooks.write_xls, "ods": workbooks.write_ods}


def office(reading: registers.Reading) -> tuple:
    """What every file of the office's table must give, whatever its kind and its letters."""
    return (set(reading.frame["name"]), reading.grades(), reading.columns, len(reading.set_aside), reading.rows_in_file)


EXPECTED = (set(files.NAMES), files.GRADES, COLUMNS, 13, 21)


@pytest.mark.parametrize("suffix", WRITERS)
def test_an_office_workbook_is_read_whole(tmp_path, suffix):
    path = WRITERS[suffix](tmp_path / f"a.{suffix}", files.office_rows())
    assert office(registers.read(path)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "tcvn3", "vni"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_office_text_is_read_whole_and_its_encoding_named(tmp_path, encoding, delimiter):
    path = files.write_text(tmp_path / "a.csv", files.office_rows(), delimiter, encoding)
    reading = registers.read(path)
    assert office(reading) == EXPECTED
    assert reading.encoding == encoding


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_decomposed_letters_and_any_line_end_read_the_same(tmp_path, end):
    rows = [[unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in
            files.office_rows()]  # fmt: skip
    assert office(registers.read(files.write_text(tmp_path / "a.csv", rows, end=end))) == EXPECTED


def test_a_workbook_in_two_fonts_is_judged_column_by_column(tmp_path):
    rows = files.office_rows()
    for row in rows[9:]:
        row[1:3] = [files.to_tcvn3(cell) if isinstance(cell, str) else cell for cell in row[1:3]]
    reading = registers.read(files.write_xlsx(tmp_path / "a.xlsx", rows))
    assert office(reading) == EXPECTED
    assert (reading.evidence["Họ và tên"].encoding, reading.evidence["Xếp loại"].encoding) == ("tcvn3", "utf-8")


def test_a_wrong_encoding_is_refused_by_its_name(tmp_path):
    path = files.write_text(tmp_path / "a.csv", files.office_rows(), encoding="cp1258")
    with pytest.raises(DataError, match='not in the encoding "utf-8"'):
        registers.read(path, encoding="utf-8")


def test_each_row_that_is_no_learner_has_its_reason(tmp_path):
    reading = registers.read(files.write_xlsx(tmp_path / "a.xlsx", files.office_rows()))
    assert {aside.row: aside.key for aside in reading.set_aside} == {
        1: "letterhead", 2: "letterhead", 4: "letterhead", 5: "letterhead", 7: "heading", 8: "heading",
        9: "column_numbers", 10: "band", 15: "band", 20: "total", 22: "below_table", 23: "below_table",
        24: "below_table",
    }  # fmt: skip
    assert reading.rows_in_file == reading.rows_read + len(reading.set_aside)


def test_dates_units_sex_and_status_are_read_from_joined_columns(tmp_path):
    frame = registers.read(files.write_xlsx(tmp_path / "a.xlsx", files.office_rows())).frame
    assert [dt.date(1975, 3, 12), 1978, dt.date(1980, 2, 1), 1982] == list(frame["birth"][:4])
    assert list(frame["sex"][:4]) == ["male", "female", "male", "male"]
    assert frame["unit"][0] == "Quận ủy Mẫu Đông"
    assert tuple(frame.loc[7, ["reason", "status"]]) == ("absent", "enrolled")
    assert [str(score) for score in frame["score"][:4]] == ["9.25", "8.5", "9.3", "8.0"]


def read(tmp_path, *rows, **kwargs) -> registers.Reading:
    return registers.read(files.write_text(tmp_path / "a.csv", files.plain_rows(*rows, **kwargs)))


def keys(reading: registers.Reading) -> list[tuple[int, str]]:
    return [(aside.row, aside.key) for aside in reading.set_aside if aside.key != "heading"]


NAMES = files.NAMES


@pytest.mark.parametrize(
    "mark, key",
    [("10.5", "mark_range"), ("-1", "mark_range"), ("85", "mark_range"), ("09/05/2025", "mark_date"),
     ("9-May", "mark_date"), ("tốt", "mark_text"), ("9,5 (chín)", "mark_words")],
)  # fmt: skip
def test_a_mark_that_cannot_be_sets_its_row_aside_with_its_cell(tmp_path, mark, key):
    reading = read(tmp_path, [1, NAMES[0], 1980, mark, "Giỏi"], [2, NAMES[1], 1981, 8, "Giỏi"])
    assert [(2, key)] == keys(reading)
    assert reading.set_aside[1].values == (("cell", "D2"),)
    assert reading.grades() == {"very_good": 1}


def test_a_mark_that_a_workbook_keeps_as_a_date_is_refused(tmp_path):
    rows = files.plain_rows([1, NAMES[0], 1980, dt.date(2025, 5, 9), "Giỏi"])
    assert keys(registers.read(files.write_xlsx(tmp_path / "a.xlsx", rows))) == [(2, "mark_date")]


def test_most_marks_beyond_the_scale_mean_another_scale(tmp_path):
    rows = [[at, f"Trần Mẫu {at}", 1980, 80 + at, "Giỏi"] for at in range(1, 7)]
    with pytest.raises(DataError, match="greatest_mark: 100"):
        read(tmp_path, *rows)
    (tmp_path / "a.columns.yml").write_text("greatest_mark: 100\n")
    assert registers.read(tmp_path / "a.csv").rows_read == 6


def test_labels_are_mapped_by_the_table_or_listed_and_the_count_is_kept(tmp_path):
    labels = ["Giỏi ", "GIOI", "G", "8.5", "8,5", "-", "Vắng", "Hoãn", "Bảo lưu", "Miễn", "TBK", "KĐ", "Đ", "tuyệt"]
    rows = [[at, f"Trần Mẫu {at}", 1980, 8, label] for at, label in enumerate(labels, start=1)]
    reading = read(tmp_path, *rows)
    view = registers.view(reading)
    assert view["grades"] == {"very_good": 3, "fairly_good": 1, "pass": 1, "fail": 1}
    assert view["reasons_without_grade"] == {"absent": 1, "deferred": 1, "exempt": 1, "postponed": 1}
    assert [note.values[2][1] for note in reading.notes if note.key == "label_unknown"] == ["8.5", "8,5", "tuyệt"]
    assert len(labels) == view["rows_read"]


def test_the_same_learner_twice_in_a_class_counts_once(tmp_path):
    reading = read(tmp_path, [1, "Lê Mẫu Hòa", 1980, 8, "Giỏi"], [2, "LÊ MẪU HOÀ", 1980, 8, "Giỏi"],
                   [3, "Lê Mẫu Hòa", 1980, 7, "Khá"], [4, "Lê Mẫu Hòa", 1981, 7, "Khá"])  # fmt: skip
    assert keys(reading) == [(3, "twice"), (4, "twice_other")]
    assert reading.rows_read == 2


def test_one_person_in_two_classes_is_two_attendances(tmp_path):
    headings = ("STT", "Họ và tên", "Ngày sinh", "Lớp", "Xếp loại")
    reading = read(tmp_path, [1, NAMES[0], 1980, "A", "Giỏi"], [2, NAMES[0], 1980, "B", "Giỏi"], headings=headings)
    view = registers.view(reading)
    assert (view["persons"], view["attendances"]) == (1, 2)


def test_one_number_with_two_names_is_reported(tmp_path):
    headings = ("STT", "Họ và tên", "CCCD", "Lớp", "Xếp loại")
    reading = read(tmp_path, [1, NAMES[0], "001", "A", "Giỏi"], [2, NAMES[1], "001", "A", "Giỏi"], headings=headings)
    assert [note.values for note in reading.notes if note.key == "two_names"] == [(("count", 1), ("rows", "2, 3"))]
    assert reading.rows_read == 2


def test_totals_and_bands_that_do_not_add_up_are_reported(tmp_path):
    rows = files.office_rows()
    del rows[11]
    warnings = registers.view(registers.read(files.write_xlsx(tmp_path / "a.xlsx", rows)))["warnings"]
    assert warnings == ["the band in row 10 says 4 learners; found: 3", "row 19 says 8 learners; found: 7"]


def test_a_summary_below_the_table_checks_the_grades_and_is_no_learner(tmp_path):
    reading = read(tmp_path, [1, NAMES[0], 1980, 8, "Giỏi"], [2, NAMES[1], 1980, 8, "Khá"],
                   ["", "Cộng: 2 học viên, trong đó: Giỏi: 1; Khá: 2 (100%)", "", "", ""],
                   ["", "Giỏi", "", "1", "50%"], ["", "Tỷ lệ khá", "", "50%", ""])  # fmt: skip
    assert keys(reading) == [(4, "total"), (5, "total"), (6, "total")]
    assert registers.view(reading)["warnings"] == ["row 4 says 2 with grade Good; found: 1"]


def test_a_ragged_row_is_set_aside_and_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"STT;Họ tên;Điểm;Xếp loại\n1;{NAMES[0]};8;Giỏi\n2;{NAMES[1]};8\n3;{NAMES[2]};8;Khá;;x\n", "utf-8")
    assert keys(registers.read(path)) == [(3, "ragged"), (4, "ragged")]


def test_an_unclosed_quote_names_its_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('STT,Họ tên,Điểm,Xếp loại\n1,a,8,Giỏi\n2,"b,8,Giỏi\n3,c,8,Khá\n', "utf-8")
    with pytest.raises(DataError, match=r"a\.csv, row 3: a quote"):
        registers.read(path)


def test_one_learner_and_no_learner_are_read(tmp_path):
    assert read(tmp_path, [1, NAMES[0], 1980, 8, "Giỏi"]).rows_read == 1
    empty = read(tmp_path)
    assert (empty.rows_read, empty.rows_in_file, [note.key for note in empty.notes]) == (0, 1, ["no_learner"])


def test_three_hundred_columns_are_read(tmp_path):
    headings = ("STT", "Họ và tên", "Xếp loại", *(f"Cột {at}" for at in range(297)))
    reading = read(tmp_path, [1, NAMES[0], "Giỏi", *range(297)], headings=headings)
    assert (reading.grades(), len(reading.columns)) == ({"very_good": 1}, 300)


def test_a_heading_twice_is_refused(tmp_path):
    headings = ("STT", "Họ và tên", "Xếp loại", "Điểm", "Xếp loại")
    with pytest.raises(DataError, match='"Xếp loại" stands in columns C and E'):
        read(tmp_path, [1, NAMES[0], "Giỏi", 8, "Khá"], headings=headings)


def test_a_hidden_sheet_is_counted_and_not_read(tmp_path):
    path = files.write_xlsx(tmp_path / "a.xlsx", files.office_rows(), files.office_rows())
    reading = registers.read(path)
    assert office(reading) == EXPECTED
    assert [note.values for note in reading.notes if note.key == "hidden_sheet"] == [(("sheet", "2"), ("count", 21))]


def test_formulas_without_a_value_are_reported(tmp_path):
    book = openpyxl.Workbook()
    for row in files.plain_rows(
        [1, NAMES[0], 1980, "=AVERAGE(1,2)", "Giỏi"], [2, '=HYPERLINK("x","y")', 1980, 8, "Giỏi"]
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    reading = registers.read(tmp_path / "a.xlsx")
    assert [note.values for note in reading.notes if note.key == "uncomputed"] == [(("count", 2),)]
    assert keys(reading) == [(3, "no_name")]


def test_a_file_without_a_table_is_refused_without_its_content(tmp_path):
    path = files.write_text(tmp_path / "a.csv", [[NAMES[0], "8"], [NAMES[1], "9"]])
    with pytest.raises(DataError, match="no table of learners") as error:
        registers.read(path)
    assert NAMES[0] not in str(error.value)


@given(st.lists(st.sampled_from([*files.office_rows(), [None, "x"], ["Cộng", 3]]), max_size=30))
def test_no_row_is_ever_lost(tmp_path_factory, rows):
    path = files.write_text(tmp_path_factory.mktemp("r") / "a.csv", [*files.HEADINGS[:1], *rows])
    reading = registers.read(path)
    filled = 1 + sum(any(cell is not None for cell in row) for row in rows)
    assert filled == reading.rows_in_file == reading.rows_read + len(reading.set_aside)
