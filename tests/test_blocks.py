"""Blocks: what they show, in which language they mark words, and that they are the same on every run."""

from fractions import Fraction

import pytest
import sample_report
from statement_frames import frame

from analysis.pages.blocks import Banner, Prose, ReadingKey, SourceNote, Title, inline
from analysis.pages.blocks.base import METADATA_KEY
from analysis.pages.selfcheck import stated_numbers
from analysis.pages.templating import lead
from analysis.reports.common import reading_key
from analysis.vocabulary import labels


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_block_shows_the_same_bytes_on_every_run(language):
    first, second = ([block._repr_mimebundle_() for block in sample_report.blocks(language)] for _ in range(2))
    assert first == second


def test_a_block_gives_a_fragment_a_short_text_and_metadata():
    data, metadata = Title("en", "The finding", "What it rests on")._repr_mimebundle_()
    assert {"text/html", "text/plain"} == set(data)
    assert "<h1>The finding</h1>" in data["text/html"]
    expected = {
        "kind": "title",
        "language": "en",
        "texts": {"title": "The finding", "lede": "What it rests on"},
        "given": [],
    }
    assert {METADATA_KEY: expected} == metadata


@pytest.mark.parametrize("heading", ["This register is synthetic", "Các con số đã công bố mâu thuẫn nhau"])
def test_a_banner_is_announced_by_its_heading(heading):
    fragment = Banner("en", heading, ("A sentence.",))._repr_mimebundle_()[0]["text/html"]
    assert f'<section class="banner" aria-label="{heading}">' in fragment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good (khá) or", 'good (<span lang="vi">khá</span>) or'),
        ("Hà Nội class 2", '<span lang="vi">Hà Nội</span> class 2'),
        ("“hơn 1.000”, “22”", '“<span lang="vi">hơn 1.000</span>”, “22”'),
        ("“Of these” leaves", "“Of these” leaves"),
        ("“trong đó” leaves", '“<span lang="vi">trong đó</span>” leaves'),
        ("An Lão, 2016", '<span lang="vi">An Lão</span>, 2016'),
        ("TP.HCM, Quận 1, 2004", '<span lang="vi">TP.HCM, Quận 1</span>, 2004'),
        ("of “Synthetic register, Hà Nội class 2”", 'of “Synthetic register, <span lang="vi">Hà Nội</span> class 2”'),
        ("TP.HCM <b>&", "TP.HCM &lt;b&gt;&amp;"),
        ("", ""),
    ],
)
def test_vietnamese_words_are_marked_in_an_edition_of_another_language(text, expected):
    assert expected == str(inline(text, "en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("élèves très bien (khá)", 'élèves très bien (<span lang="vi">khá</span>)'),
        ("classe à Hà Nội", 'classe à <span lang="vi">Hà Nội</span>'),
        ("École Nguyễn Ái Quốc", 'École <span lang="vi">Nguyễn Ái Quốc</span>'),
        ("“trên 98%” des élèves", '“<span lang="vi">trên 98%</span>” des élèves'),
    ],
)
def test_a_letter_that_the_language_has_makes_no_word_vietnamese(monkeypatch, text, expected):
    french = {"vi": labels.letters("vi"), "fr": "àâæçéèêëîïôœùûüÿ"}
    monkeypatch.setattr(labels, "letters", french.get)
    assert expected == str(inline(text, "fr"))


def test_a_vietnamese_edition_marks_nothing():
    assert str(inline("“trên 98%” khá", "vi")) == "“trên 98%” khá"


def test_the_first_sentence_of_a_note_is_strong_when_another_follows():
    assert [str(lead(text, "en")) for text in ("One. Two.", "One")] == ["<b>One.</b> Two.", "One"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '" onload="x', "</svg><script>"])
def test_no_text_becomes_markup(text):
    html = Prose("en", text, (text,)).html() + Title("vi", text, text).html()
    assert "<script" not in html
    assert 'onload="x' not in html.replace("&#34; onload=&#34;x", "")


NEARLY = ("gần 60%", "“gần 60%”"), ("trên 98%", "“trên 98%”")


def test_the_key_calls_the_conventional_reading_an_assumption():
    assert ReadingKey("en", NEARLY).texts() == {
        "literal": "Only what the words guarantee: “gần 60%” is under 60%, “trên 98%” is over 98%.",
        "conventional": "We take “gần 60%” as 57% to under 60%, “trên 98%” as over 98% and under 99%.",
    }
    assert ReadingKey("vi", NEARLY).texts() == {
        "literal": "Chỉ lấy điều câu chữ bảo đảm: “gần 60%” là dưới 60%, “trên 98%” là lớn hơn 98%.",
        "conventional": "Chúng tôi hiểu “gần 60%” là từ 57% đến dưới 60%, “trên 98%” là lớn hơn 98% và dưới 99%.",
    }
    assert "<b>By convention: our assumption.</b>" in ReadingKey("en", NEARLY).html()


def test_the_key_to_the_readings_follows_the_tolerance():
    text = ReadingKey("en", NEARLY, 2).texts()["conventional"]
    assert text == "We take “gần 60%” as 54% to under 60%, “trên 98%” as over 98% and under 100%."


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("tolerance", [1, "1.001", 1.25, "0.3333", Fraction(1, 3), 7])
def test_the_key_gives_the_numbers_that_it_states(tolerance, language):
    key = ReadingKey(language, (*NEARLY, ("khoảng 300", "khoảng 300")), tolerance)
    stated = [number for text in key.texts().values() for number in stated_numbers(text, language)]
    assert len(stated) >= 6
    assert {Fraction(number.value) for number in stated} <= set(map(Fraction, key.numbers))


def _printed(*rows):
    """Statements of a word each, with its quote."""
    return frame(*({"printed": words, "quote": quote, "statement_code": words} for words, quote in rows))


def test_the_key_takes_its_words_from_the_statements_and_quotes_only_those_seen():
    rows = [("91", "91 đồng chí"), ("hơn 1.000", ""), ("trên 98%", "trên 98% học viên"), ("hơn 3.000", "hơn 3.000")]
    key = reading_key(_printed(*rows), 1, "en")
    assert key.texts()["literal"] == (
        "Only what the words guarantee: more than 1,000 is over 1,000; “trên 98%” is over 98%."
    )


def test_there_is_no_key_where_no_word_is_read_in_two_ways():
    printed = ["91", "25,5%", "ít nhất 40", "dưới 60%", "60-65%", "hơn 5"]
    assert reading_key(_printed(*((words, "") for words in printed)), 1, "vi") is None


def test_the_key_explains_a_share_of_none():
    key = reading_key(_printed(("0%", "")), 1, "en")
    assert list(key.texts().values()) == ["Only what the words guarantee: 0% is under 1%.", "We take 0% as exactly 0%."]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023-11-04", "Closing (4 November 2023), Hànộimới. Licence: facts only."),
        ("", "Closing, Hànộimới. Licence: facts only."),
    ],
)
def test_a_source_is_named_with_date_and_licence(date, expected):
    assert expected == SourceNote("Closing", "Hànộimới", "facts only.", date).sentence("en")
