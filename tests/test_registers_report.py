"""The office's own view is whole, in both languages, and plain JSON."""

from __future__ import annotations

import json
import resource
import string

import pytest
import register_files as files
import yaml

from analysis import paths
from analysis.data import registers
from analysis.data.registers import sheet_child, sheets

# The reader of workbooks as on macOS, where the limit on memory is refused.
REFUSING = """
import resource, runpy, sys
set_limit = resource.setrlimit
def refusing(kind, limits):
    if kind == resource.RLIMIT_AS:
        raise ValueError("current limit exceeds maximum limit")
    set_limit(kind, limits)
resource.setrlimit = refusing
sys.argv[0] = {child!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def path(tmp_path):
    return files.write_xlsx(tmp_path / "lop.xlsx", files.office_rows())


def test_the_json_of_one_file_is_an_object_and_of_two_a_list(path):
    one = json.loads(registers.register_view([path], "json"))
    assert {
        "rows_in_file": 21,
        "rows_read": 8,
        "encoding": "utf-8",
        "grades": files.GRADES,
        "warnings": [],
    }.items() <= (one.items())
    assert one["rows_in_file"] == one["rows_read"] + len(one["rows_set_aside"])
    assert {"row": 9, "reason": "numbers of the columns"} in one["rows_set_aside"]
    assert (one["columns"]["Xếp loại"], one["columns"].get("Tổ")) == ("grade", None)
    assert [one, one] == json.loads(registers.register_view([path, path], "json"))


def test_the_view_counts_awards_statuses_and_persons(path):
    view = registers.view(registers.read(path))
    assert (view["commended"], view["persons"], view["attendances"]) == (2, 8, 8)
    assert (view["statuses"], view["reasons_without_grade"]) == ({"completed": 7, "enrolled": 1}, {"absent": 1})


def test_the_evidence_of_an_encoding_is_shown(tmp_path):
    path = files.write_text(tmp_path / "a.csv", files.office_rows(), encoding="vni")
    evidence = registers.view(registers.read(path))["encodings"]["Xếp loại"]
    assert evidence["encoding"] == "vni"
    assert evidence["syllables"] > evidence["syllables_as_it_stands"]


@pytest.mark.parametrize("language, words", [("vi", "Xuất sắc: 2"), ("en", "Excellent: 2")])
def test_the_text_speaks_both_languages(path, language, words):
    text = registers.register_view([path], "text", language)
    assert words in text
    assert "Xếp loại → grade" in text


def test_several_sheets_are_told_apart(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for rows in (files.office_rows(), files.office_rows()):
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    view = registers.view(registers.read(tmp_path / "a.xlsx"))
    assert (view["rows_in_file"], view["rows_read"], view["persons"]) == (42, 16, 8)
    assert {2, 3} == {aside["sheet"] for aside in view["rows_set_aside"]}


def test_both_languages_say_everything_with_the_same_places():
    said = {
        language: yaml.safe_load((paths.REFERENCE / f"prose.{language}.yml").read_text("utf-8"))["register"]
        for language in ("vi", "en")
    }
    places = {
        language: {key: {name for _, name, *_ in string.Formatter().parse(text) if name} for key, text in lines.items()}
        for language, lines in said.items()
    }
    assert places["vi"] == places["en"]


def test_labels_that_contradict_their_scores_are_told_row_by_row(tmp_path):
    rows = [[1, "Trần Mẫu A", 1980, 7.5, "Giỏi"], [2, "Trần Mẫu B", 1981, 8, "Giỏi"], [3, "Trần Mẫu C", 1982, 7, "G"]]
    path = files.write_text(tmp_path / "a.csv", files.plain_rows(*rows))
    said = "row 2, 4: labelled Very good, where the score says Good on the scale moet_25_2006; the label counts"
    stated = registers.ColumnMap(scale="moet_25_2006")
    assert [said] == registers.view(registers.read(path, stated))["warnings"]
    assert registers.view(registers.read(path))["warnings"] == []


@pytest.mark.parametrize("language, words", [
    ("en", "this system does not bound the memory that reading a workbook takes. "
           "Open only workbooks whose origin you know"),
    ("vi", "hệ điều hành này không giới hạn bộ nhớ khi đọc bảng tính. Chỉ mở những tệp biết rõ nguồn gốc"),
])  # fmt: skip
def test_a_workbook_is_read_where_memory_cannot_be_bounded_and_the_view_says_so(
    path, tmp_path, monkeypatch, language, words
):
    usual = registers.view(registers.read(path), language)
    child = tmp_path / "refusing.py"
    child.write_text(REFUSING.format(child=str(sheets._CHILD)), encoding="utf-8")
    monkeypatch.setattr(sheets, "_CHILD", child)
    assert registers.view(registers.read(path), language) == usual | {"warnings": [words]}


@pytest.mark.parametrize("error", [ValueError, OSError])
@pytest.mark.parametrize("refused", ["RLIMIT_CORE", "RLIMIT_CPU", "RLIMIT_AS"])
def test_a_limit_that_is_refused_does_not_take_the_others_with_it(monkeypatch, error, refused):
    given = {}

    def set_limit(kind, limits):
        if kind == getattr(resource, refused):
            raise error
        given[kind] = limits

    monkeypatch.setattr(resource, "setrlimit", set_limit)
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (0, resource.RLIM_INFINITY))
    assert sheet_child.limit(2 << 30, 120) is (refused != "RLIMIT_AS")
    wanted = {"RLIMIT_CORE": (0, 0), "RLIMIT_CPU": (120, 120), "RLIMIT_AS": (2 << 30, 2 << 30)}
    assert given == {getattr(resource, name): most for name, most in wanted.items() if name != refused}


def test_a_limit_of_the_shell_that_is_lower_stays(monkeypatch):
    given = {}
    monkeypatch.setattr(resource, "setrlimit", given.__setitem__)
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (1 << 30, 1 << 30))
    assert sheet_child.limit(2 << 30, 120)
    assert given[resource.RLIMIT_AS] == (1 << 30, 1 << 30)
