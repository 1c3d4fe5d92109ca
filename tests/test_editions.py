"""Every report in both languages: block by block the same numbers, qualifiers and caveats, and no Vietnamese label in
the English page."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

import editions
import notebook_page
import pytest

from analysis import paths
from analysis.batch.kernels import forked_kernels
from analysis.batch.kernels.execution import execute
from analysis.pages import page as pages
from analysis.pages import ranges, selfcheck
from analysis.pages.blocks import TableBlock
from analysis.vocabulary import labels

REPORTS = ("throughput_by_level", "grade_distribution", "publication_audit")
BULLETIN, REGISTER = "hanoi-2023-11-04", "synthetic-hanoi-class-2"
LEVELS = ("city_committee", "city_managed", "district_secretary", "district_standing", "commune_secretary")
CLASSES = (
    "hanoi_class_2", "tien_giang_a48", "cho_gao_2017", "thai_nguyen_2014", "phuoc_son", "an_lao_2016", "high_pool_2",
    "ha_nam_2018", "hung_yen_2017", "hoa_binh_pool", "district_1_2004", "tien_giang_2017_dn",
)  # fmt: skip
OPENED = {
    **{f"throughput {level}": ("throughput_by_level", {"level_code": level}) for level in ("all", *LEVELS)},
    "throughput by convention": ("throughput_by_level", {"reading": "conventional"}),
    "throughput of all sources": ("throughput_by_level", {"source": "all"}),
    **{f"grades {code}": ("grade_distribution", {"source": "all", "class_code": code}) for code in ("all", *CLASSES)},
    "grades by convention": ("grade_distribution", {"source": "all", "class_code": "hanoi_class_2",
                                                    "reading": "conventional"}),
    "audit": ("publication_audit", {"source": "all"}),
    "audit of one source": ("publication_audit", {"source": BULLETIN}),
    **{f"overview {name}": ("register_overview", {"register": name}) for name in (REGISTER, "oulad")},
    **{f"register grades {name}": ("register_grades", {"register": name}) for name in (REGISTER, "oulad")},
    "comparison": ("class_comparison", {"register": "oulad"}),
    "bulletin": ("bulletin_against_register", {"source": "all", "register": REGISTER}),
    "form 10": ("form_10", {"register": REGISTER}),
}  # fmt: skip


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
        page = _page("grade_distribution", language).html.replace(ranges.DASH, "–")
        assert all(figure in page for figure in ("251–256", "251–253", "146–153", "98–256", "98–107"))
        flow = _page("throughput_by_level", language).html.replace(ranges.DASH, "–")
        shares = [labels.number(number, language, 1) for number in (Fraction(403, 10), Fraction(285, 10))]
        assert all(share in flow for share in (f"{shares[0]}–100%", f"{shares[1]}%"))


@cache
def _blocks(case: str, language: str) -> list:
    notebook, chosen = OPENED[case]
    return list(notebook_page.blocks(notebook, **chosen, language=language).values())


@pytest.mark.parametrize("case", OPENED)
def test_both_editions_state_the_same_block_by_block(case):
    both = [_blocks(case, language) for language in ("en", "vi")]
    assert [block.name for block in both[0]] == [block.name for block in both[1]]
    pairs = zip(*([block.metadata() for block in blocks] for blocks in both), strict=True)
    assert [told for one, other in pairs for told in editions.differences(one, other)] == []


@pytest.mark.parametrize("case", OPENED)
def test_both_editions_have_the_same_caveats_and_places(case):
    assert _known(case, "en") == _known(case, "vi")


def _known(case: str, language: str) -> list[tuple[int, int]]:
    """How many titles and caveats, and how many places in a text, stand under each table and source of the foot."""
    *blocks, foot = _blocks(case, language)
    lines = [line for block in blocks if isinstance(block, TableBlock) for line in block.sources]
    noted = [(len(line.phrases), len(line.places)) for line in lines if not isinstance(line, str)]
    return noted + [(len(source.caveats), 0) for source in foot.sources]


@pytest.mark.parametrize(
    ("english", "vietnamese", "parted"),
    [
        ("What may not be concluded", "Không được kết luận gì", "nothing, nobody, only in vi"),
        (
            "At most 189 completed the other class, if “445” counts learners admitted",
            "Lớp còn lại có nhiều nhất 189 người, nếu “445” là số học viên nhập học",
            "what completed, only in en",
        ),
        ("At most 189 completed", "Ít nhất 189 người hoàn thành", "a least number, only in vi"),
        ("At most 189 completed", "189 người hoàn thành", "a greatest number, only in en"),
        ("Exactly 189, if all completed", "Đúng 189, tất cả đã hoàn thành", "a condition, only in en"),
        ("1,001 or more people", "từ 1.010 người trở lên", "numbers"),
        ("40.3% of 2,480", "40,4% của 2.480", "numbers"),
        ("Very good (giỏi) or better", "Giỏi", "or better, only in en"),
    ],
)
def test_a_translation_that_says_something_else_is_named(english, vietnamese, parted):
    one, other = (
        {"kind": "prose", "language": language, "texts": {"heading": text}}
        for language, text in (("en", english), ("vi", vietnamese))
    )
    assert f"prose, heading: {parted}\n  {english}\n  {vietnamese}" in editions.differences(one, other)
    assert editions.differences(one, one) == []
