"""Each notebook in both languages: the same numbers everywhere, and no Vietnamese label in the English page."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

import pytest

from analysis import paths
from analysis.batch.kernels import forked_kernels
from analysis.batch.kernels.execution import execute
from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.vocabulary import labels

REPORTS = ("throughput_by_level", "grade_distribution", "publication_audit")


@pytest.fixture(scope="module", autouse=True)
def _kernels():
    with forked_kernels():
        yield


@cache
def _page(report: str, language: str) -> pages.Page:
    notebook = execute(paths.NOTEBOOKS / f"{report}.ipynb", {"language": language}, paths.NOTEBOOKS, 120)
    return pages.page(notebook, "all", language)


@pytest.mark.parametrize("report", REPORTS)
def test_both_editions_state_the_same_numbers(report):
    assert selfcheck.page_numbers(_page(report, "en")) == selfcheck.page_numbers(_page(report, "vi"))


@pytest.mark.parametrize("report", REPORTS)
def test_every_number_of_the_prose_stands_in_a_table(report):
    assert selfcheck.unsupported_numbers(_page(report, "en")) == []
    assert selfcheck.unsupported_numbers(_page(report, "vi")) == []


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize("report", REPORTS)
def test_every_chart_says_when_its_figures_are_from(report, language):
    told = [block["texts"]["subtitle"] for block in _page(report, language).blocks if block["kind"] == "chart"]
    assert [text for text in told if not re.search(r"\b(19|20)\d\d\b", text)] == []


@pytest.mark.parametrize("report", REPORTS)
def test_no_vietnamese_label_is_in_the_english_edition(report):
    headings = [
        column["label"]
        for block in _page(report, "en").blocks
        if "table" in block
        for column in block["table"]["columns"]
    ]
    told = [text for block in _page(report, "en").blocks for name, text in block["texts"].items() if name != "source"]
    vietnamese = {
        labels.word(key, "vi") for key in labels.label_keys() if labels.word(key, "vi") != labels.word(key, "en")
    } - {labels.word(key, "en") for key in labels.label_keys()}
    plain = [re.sub(r"“[^”]*”|\([^)]*\)", "", text) for text in (*headings, *told)]
    assert [text for text in plain if text.strip() in vietnamese] == []


@pytest.mark.parametrize("report", REPORTS)
def test_the_language_of_the_page_is_declared(report):
    assert re.search(r'<html lang="en"', _page(report, "en").html)
    assert re.search(r'<html lang="vi"', _page(report, "vi").html)


def test_the_figures_of_the_bulletin_stand_in_both_editions():
    for language in labels.languages():
        page = _page("grade_distribution", language).html
        assert all(figure in page for figure in ("251–256", "251–253", "146–153", "98–256", "98–107"))
        flow = _page("throughput_by_level", language).html
        shares = [labels.number(number, language, 1) for number in (Fraction(403, 10), Fraction(285, 10))]
        assert all(f"{share}%" in flow for share in shares)
