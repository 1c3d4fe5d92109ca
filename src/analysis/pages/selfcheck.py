"""Before a report is published: does every number that its sentences state stand in one of its tables?

Numbers are compared as a reader sees them, in the format of the page's language and at the decimals printed.
Dates, years, printed words in curly quotes and names ("Hà Nội class 2", "lop-2") are no statements of the report, and
neither is what a block declares in ``numbers``: parameters, and the numbers of an example. Of the working of a number
only the result is one: the steps before it follow from the words and the base that they begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.data import inventory
from analysis.pages.tables import ReportTable
from analysis.vocabulary import labels, workings

if TYPE_CHECKING:
    from analysis.pages.page import Page

# The foot and the source line quote and cite; they claim nothing.
_NO_CLAIM_KINDS = ("footer",)
_NO_CLAIM_TEXTS = ("source",)
_QUOTED = re.compile(r"“[^”]*”")
_NAME = re.compile(r"\b[^\W\d]\w*(?:-\w+)+")
_YEAR = r"(?:19|20)\d\d"
_NUMERIC_DATE = re.compile(rf"\b\d{{1,2}}/\d{{1,2}}/{_YEAR}\b|\b\d{{1,2}}/{_YEAR}\b")
_NAMED = ("class.", "register.", "scale.", "report.")  # what the labels give a name of its own
_DIGIT_AND_LETTER = re.compile(r"(?=.*\d).*[^\W\d_]")
# The sentences that join the two ends of a span, in every language.
_JOINS = {"grade_distribution.to": ("low", "high"), "grade_distribution.and": ("first", "last"),
          "span.either": ("one", "other")}  # fmt: skip
_YEARS = re.compile(rf"(?<![\w.,]){_YEAR}(?![\w%]|[.,]\d)")


@dataclass(frozen=True)
class Stated:
    """A number as a text states it, and whether it is a percentage."""

    value: Decimal
    percent: bool


def unsupported_numbers(page: Page) -> list[str]:
    """A sentence for every number of the page's prose that stands in none of its tables; empty if all do."""
    tables = [ReportTable.from_json(block["table"]) for block in page.blocks if "table" in block]
    language = page.blocks[0]["language"]
    supported = {number for table in tables for number in table_numbers(table, language)}
    codes = _any_of(inventory.class_codes())
    return [
        f'{_name(block)}, {name}: {number.value}{"%" if number.percent else ""} stands in no table: "{text}"'
        for block in page.blocks
        for name, text in _claims(block)
        for number in stated_numbers(codes.sub(" ", text), language)
        if number not in supported and not _is_declared(number, block)
    ]


def stated_numbers(text: str, language: str) -> list[Stated]:
    """The numbers that a text states, without dates, years, names and printed words in quotes.

    The first number of a span that ends in a percentage is one too.

    >>> stated_numbers("57.0–59.8% of 1,001 on 4 November 2023, printed as “gần 60%”", "en")
    [Stated(value=Decimal('57.0'), percent=True), Stated(value=Decimal('59.8'), percent=True), \
Stated(value=Decimal('1001'), percent=False)]
    >>> stated_numbers("98,5% của 1.001 người, ngày 4/11/2023", "vi")
    [Stated(value=Decimal('98.5'), percent=True), Stated(value=Decimal('1001'), percent=False)]
    >>> stated_numbers("all 12 of lop-2-2023", "en")
    [Stated(value=Decimal('12'), percent=False)]
    >>> stated_numbers("Hà Nội class 2: all 256", "en")
    [Stated(value=Decimal('256'), percent=False)]
    """
    for pattern in (_QUOTED, _names(language), _NAME, _NUMERIC_DATE, _dates(language), _YEARS):
        text = pattern.sub(" ", text)
    group, point = labels.separators(language)
    return [
        Stated(Decimal(match["digits"].replace(group, "").replace(point, ".")), match["percent"] is not None)
        for match in _numbers(language).finditer(text)
    ]


def table_numbers(table: ReportTable, language: str) -> Iterator[Stated]:
    """The numbers that a table shows in its caption, its headings and its cells, but for printed words in quotes."""
    for text in (table.caption, *(column.label for column in table.columns)):
        yield from stated_numbers(text, language)
    for row in table.shown(language):
        for cell in row:
            yield from stated_numbers(cell, language)


def page_numbers(page: Page) -> dict[str, list[Stated]]:
    """The numbers of each sentence and each table of a page, by block and name; the same in every edition."""
    stated = {}
    for position, block in enumerate(page.blocks):
        for name, text in _claims(block):
            stated[f"{position} {name}"] = sorted_numbers(stated_numbers(text, block["language"]))
        if "table" in block:
            numbers = table_numbers(ReportTable.from_json(block["table"]), block["language"])
            stated[f"{position} table"] = sorted_numbers(numbers)
    return stated


def sorted_numbers(numbers: Iterator[Stated] | list[Stated]) -> list[Stated]:
    """Numbers in ascending order, since languages put them in different places of a sentence."""
    return sorted(numbers, key=lambda number: (number.percent, number.value))


def _claims(block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if block["kind"] not in _NO_CLAIM_KINDS:
        yield from ((name, text) for name, text in block["texts"].items() if name not in _NO_CLAIM_TEXTS)
    yield from ((f"working {at}", workings.result(line)) for at, line in enumerate(block.get("working", ()), start=1))


def _is_declared(number: Stated, block: Mapping[str, Any]) -> bool:
    return any(Fraction(value) == Fraction(number.value) for value in block["given"] if _is_number(value))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:/\d+|\.\d+)?", text))


def _name(block: Mapping[str, Any]) -> str:
    return f"{block['kind']} {block['key']}" if "key" in block else block["kind"]


@cache
def _names(language: str) -> re.Pattern[str]:
    """The names with digits among the labels."""
    return _any_of(labels.word(key, language) for key in labels.label_keys() if key.startswith(_NAMED))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names that hold digits and letters, the longest first; a name of digits alone is read as a number."""
    numbered = sorted(filter(_DIGIT_AND_LETTER.match, names), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, numbered))})(?!\w)" if numbered else r"(?!)")


@cache
def _numbers(language: str) -> re.Pattern[str]:
    group, point = (re.escape(sign) for sign in labels.separators(language))
    digits = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{point}\d+)?"
    second = rf"\s*(?:–|-|{'|'.join(_joins(language))})\s*{digits}\s*%"
    return re.compile(rf"(?<![\w])(?P<digits>{digits})(?P<percent>\s*%|(?={second}))?(?![\w])")


def _joins(language: str) -> list[str]:
    """The words between the two ends of a span: "to", "and", "or"."""
    sentences = (labels.say(key, language, **dict.fromkeys(ends, "|")) for key, ends in _JOINS.items())
    return [re.escape(word) for sentence in sentences if (word := sentence.split("|")[1].strip())]


@cache
def _dates(language: str) -> re.Pattern[str]:
    """Dates in words, as :func:`analysis.vocabulary.labels.date` writes them: each month with a day, a year or both."""
    months = [f"2023-{month:02}" for month in range(1, 13)]
    days = [re.escape(labels.date(f"{month}-04", language)).replace("4", r"\d{1,2}", 1) for month in months]
    written = "|".join([*days, *(re.escape(labels.date(month, language)) for month in months)])
    return re.compile(r"\b(?:" + written.replace("2023", _YEAR) + r")\b")
