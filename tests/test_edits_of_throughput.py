"""An edit of what was printed: the page of throughput follows, says so, and cites nobody for it."""

import notebook_page
import pandas as pd
import pytest

from analysis.vocabulary import labels

ROW = "hanoi-2023-11-04/commune_secretary: gần 1.000"


def made(language: str = "en", **edits) -> dict:
    """The blocks after an edit of the statements, which are made in the cell "read"."""
    shown, _ = notebook_page.run("throughput_by_level", {"read": edits["statements"]}, language=language)
    return {name: block for name, block in shown.items() if block is not None}


def nearly(variables: dict) -> None:
    statements = variables["statements"]
    statements.loc[statements["printed"] == "hơn 1.000", "printed"] = "gần 1.000"


def programme_only(variables: dict) -> None:
    variables["statements"] = variables["statements"].query("level_code != 'commune_secretary'")


def one_more(variables: dict) -> None:
    statements = variables["statements"]
    own = {"source_code": "of-my-own", "statement_code": "x", "level_code": "city_managed", "measure_code": "trained",
           "unit_code": "person", "printed": "12", "row": 0, "in_focus": True}  # fmt: skip
    filled = dict.fromkeys(statements.columns, "") | own
    variables["statements"] = pd.concat([statements, pd.DataFrame([filled])], ignore_index=True)


def test_title_picture_and_table_follow_a_word_that_is_changed():
    blocks = made(statements=nearly)
    assert blocks["title"].title.startswith(
        "1,479 to 2,478 attendances, if “445” counts learners admitted: 706 to 2,478"
    )
    (row,) = [row for row in blocks["levels"].table.shown("en") if row[0].startswith("Commune")]
    assert row[2:5] == ["nearly 1,000", "0–999", "900–999"]
    assert "nearly 1,000, literal 0–999, by convention 900–999" in blocks["levels"].alt


@pytest.mark.parametrize("language", labels.languages())
def test_every_block_carries_the_mark_with_the_row(language):
    blocks = made(language, statements=nearly)
    mark = labels.say("common.edited", language, rows=ROW)
    assert {name: block.mark for name, block in blocks.items()} == dict.fromkeys(blocks, mark)
    assert all(block.metadata()["texts"]["edited"] == mark for block in blocks.values())
    assert {row[-1] for row in blocks["levels"].table.rows} == {ROW}


@pytest.mark.parametrize("language", labels.languages())
def test_nobody_is_cited_for_words_that_they_did_not_print(language):
    blocks = made(language, statements=nearly)
    del blocks["footer"]
    said = " ".join(
        text for block in blocks.values() for name, text in block.texts().items() if name not in ("edited",)
    ).replace(labels.say("common.edited", language, rows=ROW), "")
    assert "“gần 1.000”" not in said
    assert "hơn 1.000" not in said


def test_a_filter_is_no_edit():
    blocks = made(statements=programme_only)
    assert {block.mark for block in blocks.values()} == {""}
    assert blocks["title"].title.startswith("1,479 attendances")


def test_a_row_of_ones_own_is_an_edit_and_goes_by_the_code_of_its_source():
    blocks = made(statements=one_more)
    assert "of-my-own/x: 12" in blocks["levels"].mark
    assert [row[1] for row in blocks["levels"].table.shown("en") if row[3] == "12"] == ["of-my-own"]


def test_a_row_that_stands_twice_is_an_edit():
    def twice(variables: dict) -> None:
        statements = variables["statements"]
        once = statements[statements["printed"] == "hơn 1.000"]
        variables["statements"] = pd.concat([statements, once], ignore_index=True)

    blocks = made(statements=twice)
    assert {block.edited for block in blocks.values()} == {("hanoi-2023-11-04/commune_secretary: hơn 1.000",)}


@pytest.mark.parametrize("language", labels.languages())
def test_no_text_that_names_the_paper_is_without_the_reservation(language):
    blocks, said = made(language, statements=nearly), labels.say("common.edited_partly", language)
    texts = [
        text for block in blocks.values() for name, text in block.texts().items() if name in ("lede", "subtitle", "alt")
    ]
    assert len(texts) > 5
    assert {text.startswith(said) for text in texts} == {True}
    assert all(said in block.html() for name, block in blocks.items() if name in ("title", "levels", "attendances"))
