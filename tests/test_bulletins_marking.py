"""A marked text, and what is saved of it."""

import csv

import pytest

from analysis.data import statements
from analysis.data.bulletins import extract
from analysis.data.bulletins.marking import highlighted, save
from analysis.data.bulletins.reading import text_sha256
from analysis.errors import DataError

TEXT = "Bế giảng lớp <b>\nCó 45 học viên hoàn thành khóa học, gần 60% đạt loại giỏi."
ABOUT = {"producer": "Báo", "title": "Bế giảng", "licence": "none stated"}


def test_each_figure_is_marked_by_kind_and_linked_to_its_row():
    html = highlighted(TEXT, extract(TEXT), "en")
    link = '<a href="#row-s01" title="Completed, people">45</a>'
    assert f'<mark class="figure figure-completed" id="figure-s01">{link}</mark>' in html
    assert ">gần 60%</a></mark> đạt loại giỏi.</p>" in html
    assert "lớp &lt;b&gt;</p>" in html


def test_rows_may_be_mappings_and_none_leave_the_text_alone():
    rows = [{"statement_code": "a", "measure_code": "completed", "unit_code": "person", "start": 20, "end": 22}]
    assert highlighted(TEXT, rows).count("<mark") == 1
    assert "<mark" not in highlighted(TEXT, [])


def test_what_is_saved_reads_back_with_hash_offsets_and_rejections(tmp_path):
    first, second = extract(TEXT)
    path = save(tmp_path, "x", TEXT, [first], **ABOUT, rejected=[{"statement_code": "s02", "reason": "no base"}])
    publication = statements.read(path)
    assert [statement.printed for statement in publication.statements] == ["45"]
    assert text_sha256(TEXT) == publication.sidecar.text_sha256
    assert {"s01": (first.start, first.end)} == publication.sidecar.offsets
    with (tmp_path / "rejected" / "x.csv").open(encoding="utf-8") as file:
        assert [(row["statement_code"], row["reason"]) for row in csv.DictReader(file)] == [("s02", "no base")]


def test_a_figure_that_is_not_in_the_text_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(DataError, match='the text has "Bế" where the row has "45"'):
        save(
            tmp_path,
            "x",
            TEXT,
            [extract(TEXT)[0].__class__(**{**vars(extract(TEXT)[0]), "start": 0, "end": 2})],
            **ABOUT,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_share_without_a_base_is_refused(tmp_path):
    rows = extract("Bế giảng lớp\nCó 98% học viên đạt loại giỏi.")
    with pytest.raises(DataError, match="A share names the statement that it is a share of"):
        save(tmp_path, "x", "Bế giảng lớp\nCó 98% học viên đạt loại giỏi.", rows, **ABOUT)
