"""Printed figures in a text: qualifier? number scale? (range)? %?, each read by ``analysis.vocabulary.figures``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.sentences import Document
from analysis.errors import FigureError
from analysis.vocabulary import figures

# "6 lớp/412 học viên" has two figures, "12/5" and "/05/2024" none.
_DIGITS = r"(?<!\w)(?<!\d/)(?<![\w][-.,–])\d+(?:[.,]\d+)*"
_ONES = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
# "năm" after mười or mươi is "years" (five is "lăm" there)
_UNITS = r"(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"
_TENS = rf"(?:{_ONES}\s+(?:mươi|chục)(?:\s+{_UNITS})?|mười(?:\s+{_UNITS})?)"
_HUNDREDS = rf"{_ONES}\s+trăm(?:\s+(?:{_TENS}|(?:linh|lẻ)\s+{_ONES}|rưỡi))?"
_GROUP = rf"(?:{_HUNDREDS}|{_TENS}|{_ONES})"
_SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
_WORDS = rf"{_GROUP}(?:\s+{_SCALE}(?:\s+(?:rưỡi|{_GROUP}))?)*"
NUMBER = rf"(?:{_DIGITS}(?:\s+{_SCALE}(?:\s+rưỡi)?)?|{_WORDS})"
_SIGN = r"(?:\s*%|\s+phần\s+trăm)"
_END = r"(?!\w)(?!/(?!\d))(?!/\d+(?:/|[^\W\d]))(?![.,]\d)(?!\s?[-–][^\W\d])"
_COUNT = r"\d{1,3}(?:\.\d{3})+|\d{1,6}"
_PART = re.compile(rf"(?<![\w/.,])({_COUNT})\s?/\s?({_COUNT})(?![\w/.,-]*\d)")
# "lớp ít nhất 54 học viên" is the smallest class, not "at least".
_SUPERLATIVE = re.compile(r"(?:lớp|khóa|đợt|đơn vị|tỉnh|huyện|xã|nơi|năm|tháng)\s+$")
# "2/3" is a share, "70/72" a count out of a count.
SMALL_WHOLE = 10
# A lone "một" is mostly the article, a lone "năm" mostly the year.
_LONE = {
    "một": re.compile(r"(?:mở|tổ chức|khai giảng|bế giảng|được)\s+$"),
    "năm": re.compile(r"(?:có|cho|gồm|mở|với)\s+$"),
}


@dataclass(frozen=True)
class Span:
    """A printed figure and its offsets; ``figure`` is what it says; ``is_part`` that its whole follows (28/30)."""

    start: int
    end: int
    printed: str
    figure: figures.Figure
    is_part: bool = False


@cache
def _expression() -> re.Pattern[str]:
    join = r"(?:\s*[-–—]\s*|\s+(?:đến|tới)\s+)"
    return re.compile(
        rf"(?<!\w)(?P<qualifier>{lexicon.qualifiers()}\s+)?(?P<from>từ\s+)?"
        rf"(?P<low>{NUMBER})(?P<low_sign>{_SIGN})?"
        rf"(?P<rest>{join}(?P<high>{NUMBER}))?(?P<sign>{_SIGN})?{_END}"
        r"(?P<upward>(?<=%)\s+trở\s+lên(?!\w))?"
    )


def spans(doc: Document) -> Iterator[Span]:
    """Every number of the text that reads as a figure, in order; dates and document numbers still among them."""
    for sentence in doc.sentences:
        position = sentence.start
        while match := _expression().search(doc.folded, position, sentence.end):
            position = match.end()
            if span := _part(doc, match) or _span(doc, match):
                position = max(position, span.end)
                yield span


def _part(doc: Document, match: re.Match[str]) -> Span | None:
    """ "70/72 học viên" counts 70; "2/3 học viên" is a share. Dates and places have no unit and fall away later."""
    fraction = _PART.match(doc.folded, match.start())
    part, whole = (int(fraction[group].replace(".", "")) for group in (1, 2)) if fraction else (0, 0)
    if not 0 < part <= whole:
        return None
    end = fraction.end() if whole < SMALL_WHOLE else fraction.end(1)
    printed = doc.text[fraction.start() : end]
    return Span(fraction.start(), end, printed, figures.parse(printed), is_part=True)


def _span(doc: Document, match: re.Match[str]) -> Span | None:
    for start, end in _readings(match):
        qualified = start < match.start("low") and "nhất" in (match["qualifier"] or "")
        if qualified and _SUPERLATIVE.search(doc.folded, max(0, start - 12), start):
            continue
        if (lone := _LONE.get(doc.folded[start:end])) and not lone.search(doc.folded, max(0, start - 12), start):
            return None
        printed = doc.text[start:end]
        try:
            return Span(start, end, printed, figures.parse(printed))
        except FigureError:
            continue
    return None


def _readings(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The whole match first ("từ 40% trở lên"); then without "từ", the second number, a qualifier that misfits."""
    whole = match["rest"] or match["upward"]
    yield match.start("low") if match["from"] and not whole else match.start(), match.end()
    yield match.start("low"), match.end()
    if match["rest"]:
        yield match.start("low"), match.end("low")
        yield match.start("high"), match.end()
