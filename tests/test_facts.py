"""The facts of a report in the index: what a title states of itself, and the figures that its page is found by."""

from __future__ import annotations

import pandas as pd
import pytest
import sample_report

from analysis.batch import record, render
from analysis.pages import facts, page
from analysis.pages.facts import Facts
from analysis.reports import common

WHOLE = Facts("Hà Nội", ("2022", "2023-11-04"), (1001, None), True, True)


def test_facts_come_back_as_they_were_written():
    assert Facts.from_json(WHOLE.as_dict()) == WHOLE
    assert (Facts().as_dict(), Facts.from_json({})) == ({}, Facts())


WRONG = {
    "a place that is no text": {"place": 5},
    "a day that is none": {"dates": ["today"]},
    "days that are no list": {"dates": 5},
    "a size that is a text": {"size": ["1", "2"]},
    "a size of one end": {"size": [1]},
    "a word for yes": {"is_contradicted": "yes"},
    "another fact": {"colour": "red"},
}


@pytest.mark.parametrize("case", WRONG)
def test_facts_that_no_report_has_stated_are_refused(case):
    with pytest.raises((TypeError, ValueError)):
        Facts.from_json(WRONG[case])


def test_the_figures_of_a_page_are_written_alike_in_every_language():
    found = {language: facts.figures(blocks(language), language).split() for language in ("en", "vi")}
    assert {"251", "256", "59.8%", "1001", "98%"} <= set(found["en"]) & set(found["vi"])
    assert not any("," in figure for figures in found.values() for figure in figures)


def test_of_very_many_figures_the_first_are_kept_whole():
    block = {"kind": "title", "texts": {"title": " ".join(map(str, range(100_000, 101_000)))}}
    found = facts.figures([block], "en")
    assert (len(found), found[-7:]) == (1498, " 100213")


def blocks(language):
    return [block.metadata() for block in sample_report.blocks(language)]


def test_the_record_of_a_page_holds_its_facts_and_figures(tmp_path):
    made = page.page(sample_report.notebook("en"), "all.en", "en")
    opening = render._opening(made)
    assert Facts.from_json(opening["facts"]) == sample_report.FACTS
    assert opening["figures"].startswith(" 251 256 ")
    known = record.read(tmp_path)
    known.append(record.MADE, "sample/all.en.html", asked={}, reads={}, files={}, **opening)
    told = record.read(tmp_path).states["sample/all.en.html"].made
    assert Facts.from_json(told["facts"]) == sample_report.FACTS


ROWS = {"hanoi-2023-11-04": ("", ""), "published-closings": ("hung_yen_2017", "2017")}


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["hanoi-2023-11-04"], Facts("Hà Nội", ("2023-11-04",))),
        (["published-closings"], Facts("Hưng Yên", ("2017",))),
        (list(ROWS), Facts("", ("2017", "2023-11-04"))),
        ([], Facts()),
    ],
)
def test_a_report_names_a_place_where_its_sources_are_of_one_and_the_first_and_the_last_day(sources, expected):
    rows = [(code, *ROWS[code]) for code in sources]
    frame = pd.DataFrame(rows, columns=["source_code", "class_code", "date"])
    assert common.facts(frame, "en", (None, None)) == expected
