"""Printed figures against a register: the verdict goes as far as protected counts allow, and no further."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.charts import lettering
from analysis.data import processed
from analysis.errors import ParameterError
from analysis.measures import audit
from analysis.measures.bounds import claims_of
from analysis.pages import selfcheck
from analysis.pages.tables import Special
from analysis.reports import bulletin_against_register
from analysis.reports.bulletin_against_register import words
from analysis.reports.bulletin_against_register.matches import Matches
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels

HANOI, SYNTHETIC = "hanoi-2023-11-04", "synthetic-hanoi-class-2"


@pytest.fixture(scope="module", params=labels.languages())
def report(request):
    return bulletin_against_register.open_report(HANOI, "all", SYNTHETIC, request.param)


def counted(good: int | None, below: int | None) -> dict[str, pd.DataFrame]:
    """The protected tables of one class of 256, its learners at three grades."""
    row = {"very_good": 152, "good": good, "average": below, "total": 256}
    grades = pd.DataFrame([row], index=["a"]).astype("Int64")
    flow = pd.DataFrame({"graded": [256], "total": [256]}, index=["a"]).astype("Int64")
    awards = pd.DataFrame({"commended": [22], "not_commended": [234], "total": [256]}, index=["a"]).astype("Int64")
    return {"grades": grades, "flow": flow, "awards": awards}


def verdicts(counts: dict[str, pd.DataFrame]) -> dict[str, str]:
    statements = processed.statement_table(HANOI)
    own = statements[statements["class_code"] == "hanoi_class_2"]
    found = Matches(own, counts, {"hanoi_class_2": "a"}, Subject(SYNTHETIC, "en")).all
    return {match.claim.code.removeprefix("class_2_"): match.verdict for match in found}


def test_the_synthetic_register_agrees_as_far_as_anybody_may_know(report):
    found = {match.claim.code: (match.registered, match.verdict, match.alone) for match in report.matches.all}
    assert found == {
        "class_2_completed": ((256, 256), "agrees", "consistent"),
        "class_2_good_or_better": ((152, 256), "open", "consistent"),
        "class_2_very_good_or_excellent": ((152, 152), "agrees", "consistent"),
        "class_2_commended": ((22, 22), "agrees", "consistent"),
    }


def test_the_few_below_good_stay_hidden(report):
    rows = {row[1]: row for row in report.figures().table.rows}
    assert rows["“trên 98%”"][3:5] == (Special.CONFIDENTIAL, (152, 256))
    told = " ".join(text for block in report.blocks() for text in block.texts().values())
    assert "252" not in told


def test_every_number_of_the_page_stands_in_a_table(report):
    page = SimpleNamespace(blocks=[block.metadata() for block in report.blocks()])
    assert selfcheck.unsupported_numbers(page) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_meets_another(report, narrow):
    assert lettering.faults(report.figures().draw(narrow)) == []


def test_the_synthetic_register_is_said_to_be_synthetic(report):
    assert report.notice().kind == "banner"


def test_the_title_says_that_the_register_was_made_to_agree(report):
    name = labels.word("class.hanoi_class_2", report.matches.language)
    assert report.title().lede.startswith(report.matches.say("lede_made", name=name))
    other = Matches(report.matches.statements, report.matches.tables, report.matches.rows, report.matches.about)
    assert words.title(other).lede == report.title().lede.removeprefix(report.matches.say("lede_made", name=name) + " ")


def test_one_verdict_has_one_word():
    """Title, tile, chart, table and reading speak of a figure that stays open in the same words."""
    report = bulletin_against_register.open_report(HANOI, "all", SYNTHETIC, "en")
    said = [text for block in report.blocks() for text in block.texts().values()]
    assert [text for text in said if "cannot be said" in text or "must stay confidential" in text] == []
    assert report.figures().headline == "1 of 4 figures cannot be settled by the published counts"
    assert sum("cannot be settled" in text for text in said) >= 5


def test_a_published_count_settles_the_figure():
    assert verdicts(counted(100, 4))["good_or_better"] == "agrees"
    assert verdicts(counted(80, 24))["good_or_better"] == "contradicts"


def test_a_range_that_misses_the_words_contradicts_though_it_is_hidden():
    table = counted(None, None)
    table["grades"]["average"] = pd.array([None], dtype="Int64")
    table["cuts"] = pd.DataFrame({"very_good_up": [160]}, index=["a"]).astype("Int64")
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
    report = bulletin_against_register.open_report(HANOI, "all", "oulad", "en")
    assert report.title().title == "No printed figure speaks of a class of this register"
    assert (report.tiles(), report.figures()) == (None, None)


def test_a_class_that_is_not_in_both_is_refused():
    with pytest.raises(ParameterError, match='"hanoi_class_2" is not both in hanoi-2023-11-04 and in oulad'):
        bulletin_against_register.open_report(HANOI, "hanoi_class_2", "oulad")


def test_a_convention_that_the_register_contradicts_is_not_applied():
    """100 of 256 are "gần 60%" by the words alone, not by convention."""
    statements = processed.statement_table(HANOI)
    own = statements[statements["class_code"] == "hanoi_class_2"]
    counts = counted(good=152, below=4)
    counts["grades"]["very_good"] = 100
    found = Matches(own, counts, {"hanoi_class_2": "a"}, Subject(SYNTHETIC, "en")).all
    match = next(match for match in found if match.claim.figure.printed == "gần 60%")
    assert (match.verdicts, match.allowed["conventional"]) == (
        {"literal": "agrees", "conventional": "not_applied"}, match.allowed["literal"],
    )  # fmt: skip
