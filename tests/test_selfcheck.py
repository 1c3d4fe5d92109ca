"""The self-check: a number that no table supports is found, named and placed; dates and quotes are not numbers."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
import sample_report
from statement_files import ROW, SHARE, put

from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.pages.selfcheck import Stated, stated_numbers, unsupported_numbers


@cache
def made(language):
    return pages.page(sample_report.notebook(language), f"all.{language}", language)


def changed(page, place, text):
    """The page with one sentence of its first chart changed."""
    blocks = list(page.blocks)
    at = next(number for number, block in enumerate(blocks) if block["kind"] == "chart")
    blocks[at] = {**blocks[at], "texts": {**blocks[at]["texts"], place: text}}
    return replace(page, blocks=tuple(blocks))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sample_states_only_what_its_tables_hold(language):
    assert unsupported_numbers(made(language)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "At least 254 of 256", '254 stands in no table: "At least 254 of 256"'),
        ("vi", "Ít nhất 1.002 người", '1002 stands in no table: "Ít nhất 1.002 người"'),
        ("en", "about 60% of them", '60% stands in no table: "about 60% of them"'),
        ("en", "59.8 of them", '59.8 stands in no table: "59.8 of them"'),
    ],
)
def test_a_number_that_no_table_holds_is_named_with_its_place(language, text, expected):
    page = changed(made(language), "headline", text)
    assert [f"chart grades, headline: {expected}"] == unsupported_numbers(page)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 4 November 2023, in August 2022, term 2025–2030, printed “gần 61%”: 0–59.8%, 1,001 or more"),
        ("vi", "Ngày 4/11/2023, tháng 8/2022, tin ghi “gần 61%”: 0–59,8%, từ 1.001 trở lên"),
    ],
)
def test_dates_years_and_printed_words_are_no_claims(language, text):
    assert unsupported_numbers(changed(made(language), "note 1", text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("57.0–59.8%", [("57.0", True), ("59.8", True)]),
        ("54.5 or 55.7%", [("54.5", True), ("55.7", True)]),
        ("48/88", [("48", False), ("88", False)]),
        ("A48, x2", []),
        ("Hà Nội class 2: 251 of 256", [("251", False), ("256", False)]),
        ("class 2", [("2", False)]),
        ("54.5 hoặc 55.7%", [("54.5", False), ("55.7", True)]),
        ("1,001.", [("1001", False)]),
        ("no number", []),
    ],
)
def test_numbers_are_read_in_the_format_of_the_language(text, expected):
    assert [Stated(Decimal(value), percent) for value, percent in expected] == stated_numbers(text, "en")


@pytest.mark.parametrize(
    ("code", "expected"), [("lop 5", []), ("5", ['chart grades, headline: 5 stands in no table: "5: at most 153"'])]
)
def test_the_digits_of_a_class_code_are_no_claim_unless_it_is_a_number(own_folder, code, expected):
    put(own_folder, ROW | {"class_code": code}, SHARE | {"class_code": code})
    assert expected == unsupported_numbers(changed(made("en"), "headline", f"{code}: at most 153"))


def test_both_editions_state_the_same_numbers():
    assert selfcheck.page_numbers(made("vi")) == selfcheck.page_numbers(made("en"))


def worked(*lines):
    """The English page with a working of its first chart."""
    blocks = list(made("en").blocks)
    at = next(number for number, block in enumerate(blocks) if block["kind"] == "chart")
    blocks[at] = {**blocks[at], "working": list(lines)}
    return replace(made("en"), blocks=tuple(blocks))


def test_of_a_working_the_result_is_a_claim_and_no_step_before_it():
    prefix = "“trên 98%” (paragraph 6): 100·k/256 > 98 → k > 250.88 → "
    assert unsupported_numbers(worked(f"{prefix}251–256")) == []
    assert unsupported_numbers(worked(f"{prefix}251–256", f"{prefix}249–256")) == [
        'chart grades, working 2: 249 stands in no table: "249–256"'
    ]
