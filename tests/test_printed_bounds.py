"""A printed bound holds the exact one, and is wider by less than one unit of its last digit at each end."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

import grade_pages
import notebook_page
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.charts import words
from analysis.charts.composed import closings
from analysis.lab import frames
from analysis.pages import workbooks
from analysis.pages.page import Page
from analysis.pages.tables import Column, ReportTable, Special, records, to_csv
from analysis.reports.grade_distribution import phrases
from analysis.vocabulary import labels

SHARES = st.fractions(0, 1, max_denominator=10**5)
MEANS = st.fractions(0, 5000, max_denominator=400)
LANGUAGES = st.sampled_from(labels.languages())
BOUNDS = {"least": r"(?:≥|at least|ít nhất)", "greatest": r"(?:≤|at most|nhiều nhất)"}


@cache
def _separators(language: str) -> tuple[str, str]:
    return labels.number(1000, language)[1], labels.number(Fraction(1, 2), language, 1)[1]


def _number(text: str, language: str) -> tuple[Fraction, Fraction]:
    """A printed number and the unit of its last digit."""
    group, point = _separators(language)
    value = Decimal(text.strip().removesuffix("%").replace(group, "").replace(point, "."))
    return Fraction(value), Fraction(10) ** value.as_tuple().exponent


def _numbers(text: str, language: str) -> list[tuple[Fraction, Fraction]]:
    return [_number(found, language) for found in re.findall(r"\d[\d.,]*(?<=\d)", text)]


def _holds(printed: tuple[Fraction, Fraction], exact: Fraction, end: str) -> bool:
    value, unit = printed
    return 0 <= (exact - value if end == "least" else value - exact) < unit


def _rounds_half_up(printed: tuple[Fraction, Fraction], exact: Fraction) -> bool:
    value, unit = printed
    return value - unit / 2 <= exact < value + unit / 2


def _is_true(text: str, ends: tuple[Fraction, Fraction | Special], language: str) -> bool:
    """Whether a printed span says no more than its ends: an exact number rounded half up, two ends outwards."""
    found = _numbers(text, language)
    if isinstance(ends, labels.Either):
        return len(found) == 2 and all(map(_rounds_half_up, found, ends))
    if ends[1] is Special.NO_LIMIT:
        return len(found) == 1 and _holds(found[0], ends[0], "least")
    if ends[0] == ends[1]:
        return len(found) == 1 and _rounds_half_up(found[0], ends[0])
    return len(found) == 2 and all(map(_holds, found, ends, BOUNDS))


@given(SHARES, SHARES, LANGUAGES, st.integers(0, 3))
def test_a_share_is_never_printed_narrower_than_it_is(one, other, language, decimals):
    low, high = sorted((one, other))
    assert _is_true(labels.percent_span(low, high, language, decimals), (low * 100, high * 100), language)
    column = Column("s", "Share", "share_span", decimals)
    shown = ReportTable("C", (column,), (((low, high),),)).shown(language)[0][0]
    assert _is_true(shown, (low * 100, high * 100), language)
    assert _is_true(phrases.between((low, high), language), (low * 100, high * 100), language)


@given(MEANS, MEANS | st.none(), LANGUAGES, st.integers(0, 3))
def test_a_mean_is_never_printed_narrower_than_it_is(one, other, language, decimals):
    if other is None:
        printed = labels.span(one, None, language, decimals)
        assert _holds(_numbers(printed, language)[0], one, "least")
        return
    ends = tuple(sorted((one, other)))
    assert _is_true(labels.span(*ends, language, decimals), ends, language)


@given(SHARES, LANGUAGES)
def test_one_end_says_something_and_nothing_too_sharp(share, language):
    """Neither "at least 0%" nor "at most 100%": the end that bounds nothing is left out."""
    for ends, end in (((Fraction(0), share), "greatest"), ((share, Fraction(1)), "least")):
        if not 0 < share < 1:
            continue
        for text in (words.share(*ends, language), closings._bound(ends, language)):
            assert re.match(BOUNDS[end], text)
            (printed,) = _numbers(text, language)
            assert _holds(printed, share * 100, end)
            assert printed[0] not in (0, 100)


@given(st.fractions(-50, 50, max_denominator=10**4), st.integers(0, 4))
def test_negative_ends_are_rounded_outwards_too(value, decimals):
    unit = Fraction(1, 10**decimals)
    least, greatest = (Fraction(labels.rounded(value, decimals, end)) for end in ("least", "greatest"))
    assert least <= value <= greatest
    assert (value - least < unit, greatest - value < unit) == (True, True)


@settings(deadline=None)
@given(SHARES, SHARES, LANGUAGES)
def test_no_file_holds_a_number_inside_the_bound(one, other, language):
    """In JSON, in the digits of a CSV, in the frames of the short way, and as a workbook shows it."""
    low, high = sorted((one, other))
    table = ReportTable("C", (Column("s", "Share", "share_span"),), (((low, high),),))
    written = list(csv.reader(io.StringIO(to_csv(table, language).decode("utf-8-sig"))))[1]
    in_json = [Fraction(repr(real)) for real in records(table, language)[1][0]]
    for ends in ([Fraction(text) for text in written], in_json):
        assert low == high or (ends[0] <= low, high <= ends[1]) == (True, True)
        assert max(abs(ends[0] - low), abs(ends[1] - high)) < Fraction(1, 10**15)
    cells = frames.of_table(table, language)._repr_html_().partition("<tbody>")[2]
    shown = [_number(text, language) for text in re.findall(r">([\d.,]+%)<", cells)]
    assert low == high or all(map(_holds, shown, (low * 100, high * 100), BOUNDS))


@pytest.mark.parametrize("language", labels.languages())
def test_a_workbook_shows_what_the_page_prints(language):
    """The cell holds the printed number and its format has as many decimals, so that no spreadsheet rounds it again."""
    columns = (Column("n", "Class"), Column("s", "Share", "share_span"), Column("m", "Mean", "span"))
    rows = (
        ("a", (Fraction(1001, 2480), Fraction(2479, 2480)), (Fraction(200, 3), Fraction(203, 3))),
        ("b", (Fraction(1, 3000), Fraction(2, 3)), (Fraction(5, 2), Special.NO_LIMIT)),
    )
    texts = {"headline": "H", "subtitle": "S", "source": "Q"}
    block = {"kind": "table", "language": language, "texts": texts, "table": ReportTable("C", columns, rows).to_json()}
    page = Page("", {}, "Title", "Headline", "Lede", (block,))
    sheet = openpyxl.load_workbook(io.BytesIO(workbooks.document(page, language))).worksheets[-1]
    cells = {row[0].value: row[1:] for row in sheet.iter_rows() if row[0].value in ("a", "b")}
    assert [cell.value for cell in cells["a"]] == [0.403, 0.9996, 66.6, 67.7]
    assert [cell.value for cell in cells["b"]] == [0.0003, 0.667, 2.5, "[n]"]
    assert [cell.number_format for cell in cells["a"]] == ["0.00%", "0.00%", "#,##0.0", "#,##0.0"]


def test_the_bounds_of_the_bulletin_that_were_rounded_inwards():
    """Commune secretaries, City-managed officials, district secretaries; Hà Nội class 2 under both readings."""
    assert [words.share(Fraction(1001, 2480), Fraction(1), language) for language in ("en", "vi")] == [
        "at least 40.3%",
        "ít nhất 40,3%",
    ]
    open_ends = [Fraction(445, 2480), Fraction(197, 2480)]
    assert [words.share(Fraction(0), high, "en") for high in open_ends] == ["at most 18.0%", "at most 8.0%"]
    ends = [
        (Fraction(98, 256), Fraction(1)),
        (Fraction(251, 256), Fraction(253, 256)),
        (Fraction(3, 256), Fraction(5, 256)),
    ]
    printed = ["38.2–100%", "98.0–98.9%", "1.1–2.0%"]
    assert [labels.percent_span(*pair, "en") for pair in ends] == printed


def _hundredfold(ends: tuple[Fraction, Fraction | Special]) -> tuple[Fraction, Fraction | Special]:
    scaled = [end if isinstance(end, Special) else 100 * end for end in ends]
    return labels.Either(*scaled) if isinstance(ends, labels.Either) else tuple(scaled)


REPORTS = {
    "throughput": lambda language: list(notebook_page.blocks("throughput_by_level", language=language).values()),
    "class 2": lambda language: grade_pages.Page("hanoi-2023-11-04", "hanoi_class_2", language=language).blocks(),
    "Hòa Bình": lambda language: grade_pages.Page("published-closings", "hoa_binh_pool", language=language).blocks(),
    "all closings": lambda language: grade_pages.Page(language=language).blocks(),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", labels.languages())
def test_every_bound_on_the_pages_holds_the_exact_one(name, language):
    """Each cell of each table, and each "at least" and "at most" of a share in a sentence, against the exact ends."""
    blocks = REPORTS[name](language)
    tables = [block.table for block in blocks if getattr(block, "table", None) is not None]
    spans = []
    for table in tables:
        for row, shown in zip(table.rows, table.shown(language), strict=True):
            spans += [
                (cell, text)
                for cell, text, column in zip(row, shown, table.columns, strict=True)
                if column.kind == "share_span" and isinstance(cell, tuple)
            ]
    assert [text for ends, text in spans if not _is_true(text, _hundredfold(ends), language)] == []
    scaled = [_hundredfold(ends) for ends, _ in spans]
    exact = {end: {ends[place] for ends in scaled} - {Special.NO_LIMIT} for place, end in enumerate(BOUNDS)}
    for block in blocks:
        for text in block.texts().values():
            for end, before in BOUNDS.items():
                for found in re.findall(before + r" (\d[\d.,]*)%", text):
                    assert any(_holds(_number(found, language), value, end) for value in exact[end]), text
