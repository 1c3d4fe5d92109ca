"""What the pages on grades say of a contradiction: one number or the other, and nothing of what is not drawn."""

from __future__ import annotations

import pytest
from grade_pages import Page
from statement_files import put
from test_report_grades import TOTAL, graded

from analysis.vocabulary.labels import Either

HOA_BINH = ("published-closings", "hoa_binh_pool")


def shown(block, language="en"):
    """The cells of a table as a reader sees them, by the first of each row and the heading."""
    heads = [column.label for column in block.table.columns]
    return {row[0]: dict(zip(heads, row, strict=True)) for row in block.table.shown(language)}


@pytest.fixture(scope="module")
def hoa_binh():
    return Page(*HOA_BINH, language="en")


def test_no_note_and_no_column_on_rings_where_none_is_drawn(hoa_binh):
    chart = hoa_binh.grades()
    assert [note for note in chart.note if "rings" in note.lower()] == []
    assert "If set aside" not in [column.label for column in chart.table.columns]


def test_two_possible_counts_and_their_shares_are_two_exact_values_everywhere(hoa_binh):
    row = shown(hoa_binh.grades())["Very good (giỏi) alone"]
    assert (row["Both readings"], row["Both readings, share"]) == ("48 or 49", "54.5 or 55.7%")
    closing = shown(hoa_binh.closings())["Hòa Bình"]
    assert closing["Good or better, literal, share"] == "95.5 or 96.6%"
    assert "good or better, literal, share 95.5 or 96.6%" in hoa_binh.closings().alt
    assert [tile.number for tile in hoa_binh.tiles().tiles] == ["84 or 85", "48 or 49", "36", "5"]


def test_the_tile_says_what_holds_whichever_figure_is_wrong(hoa_binh):
    assert hoa_binh.tiles().tiles[1].why == (
        "48 or 49 of 88 learners were graded very good (giỏi), if one figure is set aside so that the others hold: "
        "printed as 48, 55.7%."
    )


def test_one_of_two_numbers_far_apart_is_no_range(own_folder):
    put(own_folder, TOTAL | {"printed": "100"}, graded("a", "good", "12", "true"), graded("b", "good", "41%", "true"))
    report = Page("x", language="en")
    row = shown(report.grades())["Good (khá) or better"]
    assert (row["Both readings"], row["Both readings, share"]) == ("12 or 41", "12.0 or 41.0%")
    assert report.tiles().tiles[0].number == "12 or 41"
    assert Either(12, 41) in report.grades().table.rows[1]


@pytest.mark.parametrize("block", ["closings", "every_class"])
def test_the_contradicted_class_is_marked_in_the_tables_of_all_classes(block):
    report = Page(language="en")
    marked = {name: row["Contradiction"] for name, row in shown(getattr(report, block)()).items()}
    assert {name for name, answer in marked.items() if answer == "yes"} == {"Hòa Bình"}
    assert set(marked.values()) == {"yes", "no"}


def test_a_table_without_a_contradiction_has_no_mark(own_folder):
    put(own_folder, TOTAL | {"printed": "20"}, graded("a", "good", "12", "true"))
    put(own_folder, TOTAL | {"printed": "20"}, graded("a", "good", "13", "true"), name="y")
    report = Page(language="en")
    assert "Contradiction" not in [column.label for column in report.closings().table.columns]


def test_either_survives_the_stored_table():
    table = Page(*HOA_BINH, language="vi").grades().table
    again = type(table).from_json(table.to_json())
    assert again.shown("vi") == table.shown("vi")
    assert isinstance(again.rows[1][2], Either)


@pytest.mark.parametrize(("key", "columns"), [(HOA_BINH, 4), (("hanoi-2023-11-04", "hanoi_class_2"), 6)])
def test_readings_that_agree_throughout_have_one_set_of_columns(key, columns):
    block = Page(*key, language="en").grades()
    assert len(block.table.columns) == columns
