"""Faults 13 to 19: registers as offices keep them, and classes so small that a share names a person."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
import register_files as files
from bs4 import BeautifulSoup
from count_tables import hidden_cells, table_of

from analysis.data.disclosure import DisclosureError, audit_batch, protect_batch

NAMES = files.NAMES


def _view(office, path: Path, *words: str) -> dict:
    told = office.run("register", path, "--format", "json", *words)
    assert (told.code, told.err, office.states()) == (0, "", {})
    return json.loads(told.out)


def _plain(path: Path, *rows: list, **kwargs) -> Path:
    return files.write_text(path, files.plain_rows(*rows, **kwargs))


@pytest.mark.fault(
    13,
    "CSV in cp1258, TCVN3, VNI, UTF-16, with BOM, decomposed, with mixed line ends",
    "read alike, the encoding named; the wrong one stated is refused by its name",
)
def test_a_register_in_an_old_encoding(office, tmp_path):
    path = tmp_path / "a.csv"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1258", "tcvn3", "vni"):
        files.write_text(path, files.office_rows(), encoding=encoding)
        view = _view(office, path)
        assert (view["encoding"], view["grades"]) == (encoding, files.GRADES)
    text = unicodedata.normalize("NFD", files.write_text(path, files.office_rows()).read_text(encoding="utf-8"))
    lines = text.splitlines()
    path.write_bytes("".join(line + ("\n", "\r\n")[at % 2] for at, line in enumerate(lines)).encode())
    assert _view(office, path)["grades"] == files.GRADES
    files.write_text(path, files.office_rows(), encoding="cp1258")
    told = office.run("register", path, "--encoding", "utf-8")
    assert (told.code, told.out, 'not in the encoding "utf-8"' in told.err) == (2, "", True)


@pytest.mark.fault(
    14,
    "CSV with ragged rows, an unclosed quote, semicolons, a line without end",
    "the row is named; a ragged row is set aside and counted; nothing is dropped in silence; memory is bounded",
)
def test_a_broken_csv(office, tmp_path):
    path = tmp_path / "a.csv"
    head = "STT;Họ tên;Điểm;Xếp loại\n"
    path.write_text(f"{head}1;{NAMES[0]};8;Giỏi\n2;{NAMES[1]};8\n3;{NAMES[2]};8;Khá;;x\n", encoding="utf-8")
    view = _view(office, path)
    assert (view["rows_read"], view["rows_in_file"], view["grades"]) == (1, 4, {"very_good": 1})
    out = office.run("register", path).out
    assert "  3: 3 cells where the heading has 4" in out
    assert "  4: 6 cells where the heading has 4" in out
    path.write_text(f'{head}1;{NAMES[0]};8;Giỏi\n2;"{NAMES[1]};8;Giỏi\n', encoding="utf-8")
    told = office.run("register", path)
    assert (told.code, "a.csv, row 3: a quote" in told.err, NAMES[1] in told.err) == (2, True, False)
    path.write_text(f"{head}1;a;8;Giỏi\n{'x' * 3_000_000}", encoding="utf-8")
    told = office.run("register", path)
    assert (told.code, "row 3: the line is longer" in told.err) == (2, True)


@pytest.mark.fault(
    15,
    'grades "Giỏi ", GIOI, G, 8.5, "8,5", "-", Vắng, Hoãn',
    "mapped by the table or listed with its row; the count of learners is kept",
)
def test_grades_as_people_write_them(office, tmp_path):
    labels = ["Giỏi ", "GIOI", "G", "8.5", "8,5", "-", "Vắng", "Hoãn"]
    rows = [[at, f"Trần Mẫu {at}", 1980, 8, label] for at, label in enumerate(labels, start=1)]
    view = _view(office, _plain(tmp_path / "a.csv", *rows))
    assert view["grades"] == {"very_good": 3}
    assert view["reasons_without_grade"] == {"absent": 1, "postponed": 1}
    assert view["rows_read"] == len(labels)
    assert [("8.5" in text, "8,5" in text) for text in view["warnings"]] == [(True, False), (False, True)]


@pytest.mark.fault(
    16,
    "the same person twice, one number with two names, one person in two classes",
    "reported; people and attendances are both shown",
)
def test_the_same_person_twice(office, tmp_path):
    path = tmp_path / "a.csv"
    headings = ("STT", "Họ và tên", "Ngày sinh", "Lớp", "Xếp loại")
    rows = [[1, NAMES[0], 1980, "A", "Giỏi"], [2, NAMES[0], 1980, "A", "Giỏi"], [3, NAMES[0], 1980, "B", "Khá"]]
    view = _view(office, _plain(path, *rows, headings=headings))
    assert (view["persons"], view["attendances"], view["rows_read"]) == (1, 2, 2)
    assert view["rows_in_file"] == 4
    headings = ("STT", "Họ và tên", "CCCD", "Lớp", "Xếp loại")
    rows = [[1, NAMES[0], "001", "A", "Giỏi"], [2, NAMES[1], "001", "A", "Giỏi"]]
    view = _view(office, _plain(path, *rows, headings=headings))
    assert (view["rows_read"], len(view["warnings"])) == (2, 1)
    assert "2, 3" in view["warnings"][0]


@pytest.mark.fault(
    17,
    "a mark of 10.5, -1, or 85 on a scale of ten",
    "the row is set aside with the cell named; where most are so, the scale is asked for",
)
@pytest.mark.parametrize("mark", ["10.5", "-1", "85"])
def test_a_mark_beyond_the_scale(office, tmp_path, mark):
    rows = [[1, NAMES[0], 1980, mark, "Giỏi"], [2, NAMES[1], 1981, 8, "Giỏi"]]
    path = _plain(tmp_path / "a.csv", *rows)
    view = _view(office, path)
    assert (view["rows_read"], view["rows_in_file"], view["grades"]) == (1, 3, {"very_good": 1})
    assert "D2" in office.run("register", path).out
    path = _plain(tmp_path / "b.csv", *([at, f"Trần Mẫu {at}", 1980, 80 + at, "Giỏi"] for at in range(1, 7)))
    told = office.run("register", path)
    assert (told.code, told.out, "greatest_mark: 100" in told.err) == (2, "", True)


@pytest.mark.fault(
    18,
    "a class of 0, 1 or 4 learners",
    "[c] in place of counts and shares; no learner at all is a sentence; no division by nought",
)
@pytest.mark.parametrize("learners", [0, 1, 4])
def test_a_class_of_very_few(office, tmp_path, learners):
    labels = ["Khá", "Giỏi", "Giỏi", "Giỏi"][:learners]
    rows = [[at, NAMES[at], 1980 + at, 8, label] for at, label in enumerate(labels)]
    path = _plain(tmp_path / "few.csv", *rows)
    office.take("register_grades", register=["few"])
    told = office.report("register_grades", "--register", path)
    output = "register_grades/few.en.html"
    if learners == 0:
        assert told.code == 1
        assert "few.csv: holds no learner: there is nothing to report." in told.out
        assert (office.states(), office.files()) == ({output: "failed"}, set())
        return
    assert (told.code, office.states()) == (0, {output: "made"})
    page = BeautifulSoup((office.folder / output).read_text(encoding="utf-8"), "html.parser")
    assert "[c]" in page.get_text()
    shares = [tag.get_text() for tag in page.find_all("td") if "%" in tag.get_text()]
    assert shares == []


@pytest.mark.fault(
    19,
    "two reports that differ by one person",
    "the audit of the batch stops, naming both; protected together, neither gives the other away",
)
def test_two_reports_that_differ_by_one_person(office):
    before, after = table_of([[100, 90], [40, 30]]), table_of([[100, 91], [40, 30]])
    with pytest.raises(DisclosureError) as caught:
        audit_batch({"may": before, "june": after})
    assert "june less may, r0, c1: between 1 and 1." in str(caught.value)
    protected = protect_batch({"may": before, "june": after})
    audit_batch(protected, parts=[("may", "june")])
    assert hidden_cells(protected["may"]) | hidden_cells(protected["june"])
    assert (caught.value.exit_code, office.states()) == (2, {})
