"""Form 10: every column from its classes, the sums proved, tiers that ended not applicable, nothing confidential."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.pages import selfcheck, workbooks
from analysis.pages.tables import Special
from analysis.reports import form_10
from analysis.reports.form_10.sheet import FormError, Line, Sheet
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels, reference

SYNTHETIC = "synthetic-hanoi-class-2"
Z, C = Special.NOT_APPLICABLE, Special.CONFIDENTIAL


@pytest.fixture(scope="module", params=labels.languages())
def report(request):
    return form_10.open_report(SYNTHETIC, request.param)


@pytest.fixture
def lines(monkeypatch):
    """Classes a and b on one line, c on another, d on none."""
    known = reference.rows
    own = [
        {"register_code": "r", "class_code": code, "line_code": line, "opened_by": by}
        for code, line, by in (("a", "update", "province"), ("b", "update", "district"), ("c", "computing", "province"))
    ]
    monkeypatch.setattr(reference, "rows", lambda name: own if name == "form_10_classes" else known(name))


def sheet(*classes: tuple[str, str, int | None], day: str = "2024-03-01", once: bool = True) -> Sheet:
    frame = pd.DataFrame(classes, columns=["class_code", "level_code", "completed"])
    return Sheet("r", frame.assign(completed=frame["completed"].astype("Int64"), start_date=day, end_date=day), once)


def line(filled: Sheet, code: str) -> Line:
    return next(line for line in filled.lines if line.code == code)


def test_the_class_of_the_synthetic_register_stands_on_its_line(report):
    update = line(report.sheet, "update")
    assert (update.total, update.persons["district"], update.classes) == ((256, 256), (256, 256), 1)
    row = next(row for row in report.refresher().table.rows if row[0] == "II.7")
    assert row[2:] == (256, 0, Special.UNAVAILABLE, 256, Special.UNAVAILABLE, 0, 1, 1, 0)


def test_a_class_without_a_row_of_its_own_stands_where_the_column_map_says(lines):
    classes = sheet(("d", "district_standing", 9), ("c", "commune_secretary", 7))
    filled = replace(classes, line="update", opened_by="district")
    assert (line(filled, "update").total, line(filled, "update").opened["district"]) == ((9, 9), 1)
    assert line(filled, "computing").total == (7, 7)


def test_the_form_has_the_lines_of_the_transcription(report):
    assert (len(report.training().table.rows), len(report.refresher().table.rows)) == (15, 14)
    assert [column.label.split(".")[0] for column in report.training().table.columns] == [str(n) for n in range(1, 12)]


def test_the_lines_without_a_class_are_folded_on_the_page_and_in_every_file(report):
    training, refresher = report.training(), report.refresher()
    (_, shown), (_, rest) = refresher.parts()
    assert ([row[0] for row in shown.rows], len(rest.rows)) == (["II.7"], 13)
    assert [len(fold.rows) for fold in training.folds] == [15]
    page = refresher.html()
    before, _, folded = page.partition("<details")
    assert (before.count("<tr>"), folded.count("<tr>")) == (2, 14)
    assert training.html().partition("<details")[0].count("<table>") == 0
    assert len(refresher.metadata()["table"]["rows"]) == 14


def test_the_proof_is_shown_with_its_numbers(report):
    assert report.proof().table.rows[0][:3] == ("II.7", "256 = 0 + 256 + 0", "1 = 1 + 0")


def test_the_page_says_that_the_layout_was_not_compared_with_the_annex(report):
    words = labels.say("form_10.transcribed", report.language)
    assert words in report.remarks().items
    where = Subject(report.sheet.register, report.language).where
    assert labels.say("form_10.part_subtitle", report.language, where=where) == report.training().subtitle


def test_every_number_of_the_page_stands_in_a_table(report):
    page = SimpleNamespace(blocks=[block.metadata() for block in report.blocks()])
    assert selfcheck.unsupported_numbers(page) == []


def test_the_workbook_holds_both_parts_and_the_proof(report):
    import io

    import openpyxl

    blocks = tuple(block.metadata() for block in report.blocks())
    page = SimpleNamespace(blocks=blocks, title="Form", lede="", headline="")
    book = openpyxl.load_workbook(io.BytesIO(workbooks.workbook(page, report.language)))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 256 in cells
    assert "256 = 0 + 256 + 0" in cells


def test_classes_of_one_line_add_up_by_tier(lines):
    filled = sheet(("a", "city_managed", 40), ("b", "district_standing", 30), ("c", "commune_secretary", 20))
    update = line(filled, "update")
    assert (update.total, update.persons["province"], update.persons["district"]) == ((70, 70), (40, 40), (30, 30))
    assert (update.classes, update.opened) == (2, {"province": 1, "district": 1})


def test_the_district_tier_is_not_applicable_after_it_ended(lines):
    filled = sheet(("a", "city_managed", 40), ("c", "commune_secretary", 20), day="2025-07-01")
    assert filled.ended == {"district"}
    assert (line(filled, "update").persons["district"], line(filled, "update").opened["district"]) == (Z, Z)
    assert line(filled, "party_building").persons["district"] is Z


def test_the_district_tier_exists_on_its_last_day(lines):
    assert sheet(("a", "city_managed", 40), day="2025-06-30").ended == frozenset()


def test_a_class_of_a_level_that_had_ended_is_on_no_line(lines):
    filled = sheet(("a", "district_standing", 40), ("d", "city_managed", 9), ("c", "", 9), day="2025-07-02")
    assert list(filled.placed["reason"]) == ["ended", "no_line", "no_level"]
    assert (filled.filled.empty, all(each.classes == 0 for each in filled.lines)) == (True, True)


def test_a_confidential_class_hides_its_tier_and_the_total(lines):
    update = line(sheet(("a", "city_managed", None), ("b", "district_standing", 30)), "update")
    assert (update.total, update.persons["province"], update.persons["district"]) == (C, C, (30, 30))


def test_persons_are_bounds_where_somebody_may_count_twice(lines):
    filled = sheet(("a", "city_managed", 40), ("b", "city_managed", 30), once=False)
    assert line(filled, "update").total == (40, 70)


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3), st.integers(-3, 3).filter(bool))
def test_a_form_that_does_not_add_up_is_refused(sizes, error):
    persons = dict(zip(("province", "district", "commune"), ((size, size) for size in sizes), strict=True))
    total = sum(sizes) + error
    with pytest.raises(FormError, match="form 10, line update: column 3 is not 4 \\+ 6 \\+ 8"):
        Line("update", (total, total), persons, 0, {"province": 0, "district": 0})


def test_a_class_opened_by_nobody_known_is_refused(lines, monkeypatch):
    rows = reference.rows
    wrong = [{"register_code": "r", "class_code": "a", "line_code": "update", "opened_by": "provinse"}]
    monkeypatch.setattr(reference, "rows", lambda name: wrong if name == "form_10_classes" else rows(name))
    with pytest.raises(FormError, match="column 9 is not 10"):
        sheet(("a", "city_managed", 40)).lines  # noqa: B018


def test_the_reference_tables_of_the_form_name_each_other():
    codes = [row["line_code"] for row in reference.rows("form_10_lines")]
    assert len(codes) == len(set(codes))
    assert {row["line_code"] for row in reference.rows("form_10_classes")} <= set(codes)
    assert [row["level_code"] for row in reference.rows("form_10_levels")] == list(reference.levels())


def test_one_class_is_no_classes():
    tiles = form_10.open_report(SYNTHETIC, "en").tiles().tiles
    assert [(tile.number, tile.what) for tile in tiles] == [
        ("256", "persons trained"), ("1", "class on the form"), ("0", "classes on no line"),
    ]  # fmt: skip
