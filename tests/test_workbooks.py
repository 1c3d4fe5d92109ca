"""Workbooks: real numbers, no merged cells, nothing that runs, the same bytes from the same page."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
import sample_report

from analysis.pages import page as pages
from analysis.pages import workbooks
from analysis.pages.tables import Column, ReportTable, Special

HOSTILE = ("=HYPERLINK(1)", "@SUM(A1)", "+1", "-1", "{=A1}", "[x](javascript:alert(1))", "$$ref$$", "http://x.y")


@cache
def made(language="en"):
    return pages.page(sample_report.notebook(language), f"all.{language}", language)


def opened(page, language="en"):
    return openpyxl.load_workbook(io.BytesIO(workbooks.document(page, language)))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Cover", "Notes", "Table 1", "Table 2", "Table 3"]),
        ("vi", ["Bìa", "Ghi chú", "Bảng 1", "Bảng 2", "Bảng 3"]),
    ],
)
def test_a_workbook_has_a_cover_notes_and_one_table_a_sheet(language, names):
    book = opened(made(language), language)
    assert names == book.sheetnames
    assert [len(sheet.tables) for sheet in book] == [1] * 5
    assert [merged for sheet in book for merged in sheet.merged_cells.ranges] == []


def test_numbers_are_numbers_and_have_the_format_of_their_kind():
    sheet = opened(made())["Table 1"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Very good")
    assert [cell.value for cell in row] == ["Very good", "gần 60%", 0, 153, 0, 0.598, 146, 153]
    assert [row[3].number_format, row[5].number_format] == ["#,##0", "0.0%"]


def test_a_symbol_without_a_letter_has_its_words_in_the_cell():
    table = ReportTable("Contradicted", (Column("a", "A"), Column("n", "N", "span")), (("x", Special.NONE),))
    page = made()
    sheet = opened(replace(page, blocks=({**page.blocks[4], "table": table.to_json()},)))["Table 1"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "x")
    assert [cell.value for cell in row] == ["x", *["[-] no number fits them all"] * 2]


def test_the_same_page_gives_the_same_bytes():
    first, second = (workbooks.document(made(), "en") for _ in range(2))
    assert first == second


def test_no_text_runs_as_a_formula_or_opens_a_link():
    table = ReportTable("Hostile", (Column("a", "A"), Column("b", "=B")), tuple((text, text) for text in HOSTILE))
    page = made()
    block = {**page.blocks[4], "table": table.to_json()}
    data = workbooks.document(replace(page, blocks=(block,)), "en")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = "".join(file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels")))
    assert not re.search(r"<f>|TargetMode", xml)
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(data))["Table 1"].iter_rows() for cell in row]
    assert {"=HYPERLINK(1)", "@SUM(A1)", "+1", "-1", "{=A1}", "http://x.y"} <= set(cells)


def test_a_page_without_tables_gives_a_cover_that_says_so():
    page = made()
    book = opened(replace(page, blocks=(page.blocks[0],)))
    assert book.sheetnames == ["Cover"]
    assert "This report has no table." in [cell.value for row in book["Cover"].iter_rows() for cell in row]
