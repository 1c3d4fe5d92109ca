"""Form 10: every column from its classes, the sums proved, tiers that ended not applicable, nothing confidential."""

from __future__ import annotations

from types import SimpleNamespace

import notebook_page
import pandas as pd
import pytest
import register_pages
from hypothesis import given
from hypothesis import strategies as st

from analysis.data import register_counts
from analysis.errors import ParameterError
from analysis.measures import form_10
from analysis.measures.form_10 import FormError
from analysis.pages import selfcheck, workbooks
from analysis.pages.tables import Special
from analysis.reports.form_10.blocks import by_line
from analysis.reports.register_pages.about import where
from analysis.vocabulary import labels, reference

SYNTHETIC = "synthetic-hanoi-class-2"
Z, C = Special.NOT_APPLICABLE, Special.CONFIDENTIAL


@pytest.fixture(scope="module", params=labels.languages())
def page(request):
    return notebook_page.blocks("form_10", register=SYNTHETIC, language=request.param)


@pytest.fixture
def lines(monkeypatch):
    """Classes a and b on one line, c on another, d on none."""
    known = reference.rows
    own = [
        {"register_code": "r", "class_code": code, "line_code": line, "opened_by": by}
        for code, line, by in (("a", "update", "province"), ("b", "update", "district"), ("c", "computing", "province"))
    ]
    monkeypatch.setattr(reference, "rows", lambda name: own if name == "form_10_classes" else known(name))


def sheet(
    *classes: tuple[str, str, int | None],
    day: str = "2024-03-01",
    once: bool = True,
    line: str = "",
    opened_by: str = "",
) -> pd.DataFrame:
    """The classes of register r, as they are placed."""
    codes, levels, completed = zip(*classes, strict=True)
    whole = [*completed, None if None in completed else sum(completed)]
    flow = pd.DataFrame({"graded": whole, "total": whole}, [*codes, "total"]).astype("Int64")
    persons = pd.DataFrame([{"1": 9 if once else 8, "total": 9}], ["total"]).astype("Int64")
    counts = register_pages.published({"flow_by_class": flow, "persons": persons}, "r")
    frame = pd.DataFrame({"class_code": codes, "level_code": levels, "start_date": day, "end_date": day})
    return form_10.placed(counts, frame, {"register": "r", "form_line": line, "opened_by": opened_by})


def cells(placed: pd.DataFrame, code: str) -> SimpleNamespace:
    """The cells of a line: total, persons by tier, classes, classes by who opened them."""
    line = by_line(form_10.lines(placed))[code]
    persons = {part: cell for (what, part), cell in line.items() if what == "persons"}
    opened = {part: cell for (what, part), cell in line.items() if what == "classes"}
    return SimpleNamespace(total=persons.pop("total"), persons=persons, classes=opened.pop("total"), opened=opened)


def test_the_class_of_the_synthetic_register_stands_on_its_line(page):
    _, variables = notebook_page.run("form_10", register=SYNTHETIC)
    update = cells(variables["placed"], "update")
    assert (update.total, update.persons["district"], update.classes) == ((256, 256), (256, 256), 1)
    row = next(row for row in page["refresher"].table.rows if row[0] == "II.7")
    assert row[2:] == (256, 0, Special.UNAVAILABLE, 256, Special.UNAVAILABLE, 0, 1, 1, 0)


def test_a_class_without_a_row_of_its_own_stands_where_the_column_map_says(lines):
    classes = ("d", "district_standing", 9), ("c", "commune_secretary", 7)
    filled = sheet(*classes, line="update", opened_by="district")
    assert (cells(filled, "update").total, cells(filled, "update").opened["district"]) == ((9, 9), 1)
    assert cells(filled, "computing").total == (7, 7)


def test_the_form_has_the_lines_of_the_transcription(page):
    assert (len(page["training"].table.rows), len(page["refresher"].table.rows)) == (15, 14)
    assert [column.label.split(".")[0] for column in page["training"].table.columns] == [str(n) for n in range(1, 12)]


def test_the_lines_without_a_class_are_folded_on_the_page_and_in_every_file(page):
    training, refresher = page["training"], page["refresher"]
    (_, shown), (_, rest) = refresher.parts()
    assert ([row[0] for row in shown.rows], len(rest.rows)) == (["II.7"], 13)
    assert [len(fold.rows) for fold in training.folds] == [15]
    page = refresher.html()
    before, _, folded = page.partition("<details")
    assert (before.count("<tr>"), folded.count("<tr>")) == (2, 14)
    assert training.html().partition("<details")[0].count("<table>") == 0
    assert len(refresher.metadata()["table"]["rows"]) == 14


def test_the_proof_is_shown_with_its_numbers(page):
    assert page["proof"].table.rows[0][:3] == ("II.7", "256 = 0 + 256 + 0", "1 = 1 + 0")


def test_the_page_says_that_the_layout_was_not_compared_with_the_annex(page):
    words = labels.say("form_10.transcribed", page["title"].language)
    assert words in page["remarks"].items
    language = page["title"].language
    named = where(register_counts.about(SYNTHETIC, language), language)
    assert labels.say("form_10.part_subtitle", language, where=named) == page["training"].subtitle


def test_every_number_of_the_page_stands_in_a_table(page):
    assert selfcheck.unsupported_numbers(SimpleNamespace(blocks=[block.metadata() for block in page.values()])) == []


def test_the_workbook_holds_both_parts_and_the_proof(page):
    import io

    import openpyxl

    blocks = tuple(block.metadata() for block in page.values())
    made = SimpleNamespace(blocks=blocks, title="Form", lede="", headline="")
    book = openpyxl.load_workbook(io.BytesIO(workbooks.document(made, page["title"].language)))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 256 in cells
    assert "256 = 0 + 256 + 0" in cells


def test_classes_of_one_line_add_up_by_tier(lines):
    filled = sheet(("a", "city_managed", 40), ("b", "district_standing", 30), ("c", "commune_secretary", 20))
    update = cells(filled, "update")
    assert (update.total, update.persons["province"], update.persons["district"]) == ((70, 70), (40, 40), (30, 30))
    assert (update.classes, update.opened) == (2, {"province": 1, "district": 1})


def test_the_district_tier_is_not_applicable_after_it_ended(lines):
    filled = sheet(("a", "city_managed", 40), ("c", "commune_secretary", 20), day="2025-07-01")
    assert form_10.ended(filled) == {"district"}
    assert (cells(filled, "update").persons["district"], cells(filled, "update").opened["district"]) == (Z, Z)
    assert cells(filled, "party_building").persons["district"] is Z


def test_the_district_tier_exists_on_its_last_day(lines):
    assert form_10.ended(sheet(("a", "city_managed", 40), day="2025-06-30")) == frozenset()


def test_a_class_of_a_level_that_had_ended_is_on_no_line(lines):
    filled = sheet(("a", "district_standing", 40), ("d", "city_managed", 9), ("c", "", 9), day="2025-07-02")
    assert list(filled["reason_code"]) == ["ended", "no_line", "no_level"]
    assert form_10.lines(filled).query("quantity == 'classes'")["high"].max() == 0


def test_a_confidential_class_hides_its_tier_and_the_total(lines):
    update = cells(sheet(("a", "city_managed", None), ("b", "district_standing", 30)), "update")
    assert (update.total, update.persons["province"], update.persons["district"]) == (C, C, (30, 30))


def test_persons_are_bounds_where_somebody_may_count_twice(lines):
    filled = sheet(("a", "city_managed", 40), ("b", "city_managed", 30), once=False)
    assert cells(filled, "update").total == (40, 70)


def test_a_line_that_the_form_does_not_have_is_refused_with_the_nearest(lines):
    filled = sheet(("a", "city_managed", 40)).assign(line_code="compuing")
    with pytest.raises(ParameterError) as raised:
        form_10.lines(filled)
    assert str(raised.value) == 'line_code: "compuing" is not known. Nearest: computing.'


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3), st.integers(-3, 3).filter(bool))
def test_a_form_that_does_not_add_up_is_refused(sizes, error):
    total = sum(sizes) + error
    whole = [(part, size, size, "") for part, size in zip(("total", *form_10.TIERS), (total, *sizes), strict=True)]
    lines = pd.DataFrame(whole, columns=["part", "low", "high", "status"]).assign(
        line_code="update", quantity="persons"
    )
    with pytest.raises(FormError, match="form 10, line update: column 3 is not 4 \\+ 6 \\+ 8"):
        form_10.prove(lines)


def test_a_class_opened_by_nobody_known_is_refused(lines, monkeypatch):
    rows = reference.rows
    wrong = [{"register_code": "r", "class_code": "a", "line_code": "update", "opened_by": "provinse"}]
    monkeypatch.setattr(reference, "rows", lambda name: wrong if name == "form_10_classes" else rows(name))
    with pytest.raises(FormError, match="column 9 is not 10"):
        form_10.lines(sheet(("a", "city_managed", 40)))


def test_the_reference_tables_of_the_form_name_each_other():
    codes = [row["line_code"] for row in reference.rows("form_10_lines")]
    assert len(codes) == len(set(codes))
    assert {row["line_code"] for row in reference.rows("form_10_classes")} <= set(codes)
    assert [row["level_code"] for row in reference.rows("form_10_levels")] == list(reference.levels())


def test_one_class_is_no_classes():
    tiles = notebook_page.blocks("form_10", register=SYNTHETIC, language="en")["tiles"].tiles
    assert [(tile.number, tile.what) for tile in tiles] == [
        ("256", "persons trained"), ("1", "class on the form"), ("0", "classes on no line"),
    ]  # fmt: skip


def test_a_changed_count_moves_the_form_and_marks_it():
    def few(variables: dict) -> None:
        counts = variables["counts"]
        is_class = (counts["table"] == "flow") & (counts["row"] == SYNTHETIC)
        counts.loc[counts.index[is_class & (counts["column"] == "graded")], "count"] = 200

    before = notebook_page.blocks("form_10", register=SYNTHETIC, language="en")
    after, _ = notebook_page.run("form_10", {"c2": few}, register=SYNTHETIC, language="en")
    assert after["proof"].table.rows[0][:3] == ("II.7", "200 = 0 + 200 + 0", "1 = 1 + 0")
    assert after["tiles"].tiles[0].number == "200"
    assert {key for key, block in after.items() if block is not None and block.edited} == {
        "title", "tiles", "training", "refresher", "proof", "remarks", "footer",
    }  # fmt: skip
    assert after["notice"].texts() == before["notice"].texts()


def test_a_form_on_which_a_line_was_changed_does_not_say_that_the_reference_table_gives_it():
    def moved(variables: dict) -> None:
        variables["placed"] = variables["placed"].assign(line_code="computing", edited="line: computing")

    after, _ = notebook_page.run("form_10", {"c6": moved}, register=SYNTHETIC, language="en")
    assert after["tiles"].tiles[1].why.endswith("a reference table gives it, unless the analyst changed it.")
    assert "reference/form_10_classes.csv unless the analyst changed them" in after["remarks"].items[1]
    assert after["remarks"].edited == ("line: computing",)


def test_a_class_moved_to_another_line_moves_there():
    def moved(variables: dict) -> None:
        variables["placed"] = variables["placed"].assign(line_code="computing")

    after, _ = notebook_page.run("form_10", {"c6": moved}, register=SYNTHETIC, language="en")
    assert [row[0] for row in after["proof"].table.rows] != ["II.7"]
    assert len(after["proof"].table.rows) == 1
