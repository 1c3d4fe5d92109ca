"""Printed figures against a register: the verdict goes as far as protected counts allow, and no further."""

from __future__ import annotations

from types import SimpleNamespace

import notebook_page
import pandas as pd
import pytest
import register_pages
from drawn_texts import faults

from analysis.data import disclosure, processed, register_counts
from analysis.errors import ParameterError
from analysis.measures import audit
from analysis.measures.bounds import claims_of
from analysis.pages import selfcheck
from analysis.pages.tables import Special
from analysis.reports import bulletin_against_register as page
from analysis.reports.bulletin_against_register.figures import say
from analysis.vocabulary import labels

HANOI, SYNTHETIC = "hanoi-2023-11-04", "synthetic-hanoi-class-2"


@pytest.fixture(scope="module", params=labels.languages())
def run(request):
    """The blocks and the variables of the notebook."""
    return notebook_page.run("bulletin_against_register", language=request.param)


@pytest.fixture(scope="module")
def shown(run):
    return {name: block for name, block in run[0].items() if block is not None}


def counted(good: int | None, below: int | None) -> dict[str, pd.DataFrame]:
    """The protected tables of one class of 256, its learners at three grades."""
    row = {"very_good": 152, "good": good, "average": below, "total": 256}
    grades = pd.DataFrame([row], index=[SYNTHETIC]).astype("Int64")
    flow = pd.DataFrame({"graded": [256], "total": [256]}, index=[SYNTHETIC]).astype("Int64")
    awards = pd.DataFrame({"commended": [22], "not_commended": [234], "total": [256]}, index=[SYNTHETIC]).astype(
        "Int64"
    )
    return {"grades": grades, "flow": flow, "awards": awards}


def matches(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The printed figures of Hà Nội class 2 beside these tables, the literal reading by statement."""
    statements = processed.statements(HANOI)
    counts = register_pages.published({f"{name}_by_class": table for name, table in tables.items()}, SYNTHETIC)
    return audit.matches(statements, page.registered(statements, counts))


def verdicts(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    literal = matches(tables).query("reading == 'literal'")
    codes = literal["statement_code"].str.removeprefix("class_2_")
    return dict(zip(codes, literal["verdict"], strict=True))


def test_the_synthetic_register_agrees_as_far_as_anybody_may_know(run):
    literal = run[1]["matches"].query("reading == 'literal'")
    columns = ["statement_code", "registered_low", "registered_high", "verdict", "alone"]
    assert literal[columns].to_numpy().tolist() == [
        ["class_2_completed", 256, 256, "agrees", "consistent"],
        ["class_2_good_or_better", 152, 256, "open", "consistent"],
        ["class_2_very_good_or_excellent", 152, 152, "agrees", "consistent"],
        ["class_2_commended", 22, 22, "agrees", "consistent"],
    ]


def test_the_few_below_good_stay_hidden(shown):
    rows = {row[1]: row for row in shown["figures"].table.rows}
    assert rows["“trên 98%”"][3:5] == (Special.CONFIDENTIAL, (152, 256))
    told = " ".join(text for block in shown.values() for text in block.texts().values())
    assert "252" not in told


def test_every_number_of_the_page_stands_in_a_table(shown):
    assert selfcheck.unsupported_numbers(SimpleNamespace(blocks=[block.metadata() for block in shown.values()])) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_meets_another(shown, narrow):
    assert faults(shown["figures"].draw(narrow)) == []


def test_the_synthetic_register_is_said_to_be_synthetic(shown):
    assert shown["notice"].kind == "banner"


def test_the_title_says_that_the_register_was_made_to_agree(run):
    blocks, variables = run
    language = blocks["title"].language
    made = say("lede_made", language, name=labels.word("class.hanoi_class_2", language))
    assert blocks["title"].lede.startswith(made)
    other = variables["matches"].assign(is_made_to_agree=False)
    said = page.title(other, variables["printed"], variables["about"], language)
    assert said.lede == blocks["title"].lede.removeprefix(f"{made} ")


def test_one_verdict_has_one_word():
    """Title, tile, chart, table and reading speak of a figure that stays open in the same words."""
    shown = notebook_page.blocks("bulletin_against_register", language="en")
    said = [text for block in shown.values() for text in block.texts().values()]
    assert [text for text in said if "cannot be said" in text or "must stay confidential" in text] == []
    assert shown["figures"].headline == "1 of 4 figures cannot be settled by the published counts"
    assert sum("cannot be settled" in text for text in said) >= 5


def test_a_published_count_settles_the_figure():
    assert verdicts(counted(100, 4))["good_or_better"] == "agrees"
    assert verdicts(counted(80, 24))["good_or_better"] == "contradicts"


def test_a_range_that_misses_the_words_contradicts_though_it_is_hidden():
    table = counted(None, None)
    table["grades"]["average"] = pd.array([None], dtype="Int64")
    table["cuts"] = pd.DataFrame({"very_good_up": [160]}, index=[SYNTHETIC]).astype("Int64")
    table["grades"]["very_good"] = pd.array([None], dtype="Int64")
    assert verdicts(table)["very_good_or_excellent"] == "contradicts"


def test_what_a_register_does_not_count_cannot_be_settled():
    table = counted(100, 4)
    del table["awards"]
    assert verdicts(table)["commended"] == "open"


def test_a_share_of_an_unpublished_base_cannot_be_settled():
    table = counted(100, 4)
    table["flow"] = table["flow"].astype("Int64").mask(table["flow"] > 0)
    assert verdicts(table)["good_or_better"] == "open"


def test_the_learners_that_a_share_allows():
    share = next(
        claim for claim in claims_of(processed.statement_table(HANOI)) if claim.code == "class_2_good_or_better"
    )
    assert [audit.allowed(share, 256, reading) for reading in ("literal", "conventional")] == [(251, 256), (251, 253)]
    assert audit.allowed(share, None, "literal") is None


def test_a_register_of_no_printed_class_is_said_to_be_one():
    shown = notebook_page.blocks("bulletin_against_register", register="oulad", language="en")
    assert shown["title"].title == "No printed figure speaks of a class of this register"
    assert list(shown) == ["title", "notice", "reading", "footer"]


def test_a_class_that_is_not_in_both_is_refused():
    with pytest.raises(ParameterError, match='"hanoi_class_2" is not both in hanoi-2023-11-04 and in oulad'):
        page.registered(processed.statements(HANOI), register_counts.published("oulad"), "hanoi_class_2")


def test_a_convention_that_the_register_contradicts_is_not_applied():
    """100 of 256 are "gần 60%" by the words alone, not by convention."""
    counts = counted(good=152, below=4)
    counts["grades"]["very_good"] = 100
    rows = matches(counts).query("printed == 'gần 60%'").set_index("reading")
    assert rows["verdict"].to_dict() == {"literal": "agrees", "conventional": "not_applied"}
    assert rows.loc["conventional", ["low", "high"]].tolist() == rows.loc["literal", ["low", "high"]].tolist()


def test_a_changed_count_moves_the_verdict_and_marks_the_page():
    def fewer(variables: dict) -> None:
        counts = variables["counts"]
        more = (counts["table"] == "grades") & counts["column"].isin(["excellent", "total"])
        more |= (counts["table"] == "cuts") & (counts["column"] == "very_good_up")
        counts.loc[more & (counts["dimension"] == "class"), "count"] += 8

    before = notebook_page.blocks("bulletin_against_register", language="en")
    after, _ = notebook_page.run("bulletin_against_register", {"c2": fewer}, language="en")
    assert (after["tiles"].tiles[-1].number, after["tiles"].tiles[-1].what) == ("1", "contradicts the register")
    assert after["title"].title.endswith("1 of 4 printed figures contradicts the register")
    assert after["figures"].table.rows[2][-4] == "contradicts"
    assert str(after["figures"].drawings) != str(before["figures"].drawings)
    marked = {name for name, block in after.items() if block is not None and block.edited}
    assert marked == {"title", "tiles", "figures", "reading", "footer"}


@pytest.mark.parametrize(
    ("where", "count", "told"),
    [
        ("row == @row and column == 'excellent'", 39,
         "table grades of {}, column excellent: the counts do not add up.\n"
         "table cuts of {}, row {row}, column very_good_up: what is published contradicts it."),
        ("table == 'cuts' and column == 'very_good_up'", 160,
         "table cuts of {}, row {row}, column very_good_up: what is published contradicts it."),
        ("table == 'grades' and column == 'total'", 100,
         "table grades of {}: what is published contradicts itself: no whole numbers fit all of it."),
    ],
)  # fmt: skip
def test_counts_that_do_not_add_up_are_refused_by_register_table_and_row(where, count, told):
    def torn(variables: dict) -> None:
        counts = variables["counts"]
        counts.loc[counts.query(where, local_dict={"row": SYNTHETIC}).index, "count"] = count

    with pytest.raises(disclosure.DisclosureError) as raised:
        notebook_page.run("bulletin_against_register", {"c2": torn}, language="en")
    assert str(raised.value) == told.format(*[f"register {SYNTHETIC}"] * 2, row=SYNTHETIC)


def test_a_changed_word_is_cited_from_nobody():
    def changed(variables: dict) -> None:
        statements = variables["statements"]
        statements.loc[statements["printed"] == "gần 60%", "printed"] = "gần 90%"

    after, _ = notebook_page.run("bulletin_against_register", {"c2": changed}, language="en")
    assert after["figures"].table.rows[2][1] == "nearly 90%"
    assert "90%" not in str(after["figures"].sources[0])
    assert after["title"].edited == ("hanoi-2023-11-04/class_2_very_good_or_excellent: gần 90%",)


def test_a_figure_that_an_edit_takes_out_of_its_class_leaves_the_mark():
    def moved(variables: dict) -> None:
        statements = variables["statements"]
        statements.loc[statements["printed"] == "gần 60%", "class_code"] = "another"

    after, _ = notebook_page.run("bulletin_against_register", {"c2": moved}, language="en")
    row = (f"{HANOI}/class_2_very_good_or_excellent: gần 60%",)
    assert [after[name].edited for name in ("title", "tiles", "figures", "footer")] == [row] * 4
