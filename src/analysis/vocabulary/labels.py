"""Code -> words and number -> text, in a language. No other module knows a language.

Words are rows of reference/labels.csv (one column a language), sentences are entries of
reference/prose.<language>.yml with named places; numbers and dates are babel's, by the language's locale.

An exact number is rounded half up. The end of a bound is rounded outwards, the least value down and the greatest up,
so that what is printed holds what is exact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from math import ceil, floor
from types import MappingProxyType
from typing import Literal, NamedTuple

from analysis.errors import nearest
from analysis.vocabulary import figures, reference
from analysis.vocabulary.prose import LabelError, language_row, languages, says, sentences  # noqa: F401 (words, too)

EN_DASH = "–"
MISSING = "[x]"
CONFIDENTIAL = "[c]"
_DIGITS = 400  # more than any float has
End = Literal["least", "greatest"]


class Either(NamedTuple):
    """Two ends of which one is the number, with none between them."""

    low: int | Fraction
    high: int | Fraction


def _locale(language: str) -> str:
    return language_row(language)["locale"]


def letters(language: str) -> str:
    """The small letters of a language beyond a to z, none for one that has no others.

    >>> "ư" in letters("vi"), letters("en")
    (True, '')
    """
    return language_row(language)["letters"]


@cache
def _words() -> MappingProxyType[str, dict[str, str]]:
    return MappingProxyType({row["key"]: row for row in reference.rows("labels")})


def label_keys() -> tuple[str, ...]:
    """The keys of reference/labels.csv, in its order."""
    return tuple(_words())


def word(key: str, language: str) -> str:
    """The words for a key such as ``grade.good`` or ``level.city_managed``.

    >>> word("grade.very_good", "en"), word("grade.very_good", "vi")
    ('Very good', 'Giỏi')
    """
    _locale(language)
    if key not in _words():
        raise LabelError(f'reference/labels.csv has no key "{key}". {nearest(key, _words())}')
    words = _words()[key].get(language)
    if not words:
        raise LabelError(f'reference/labels.csv has no words for "{key}" in the column {language}. Fill the cell.')
    return words


def quoted(printed: str, seen: bool, language: str) -> str:
    """Printed words in quotation marks if they were seen in the text, whose very words the marks promise; if not, what
    they say, in the language.

    >>> quoted("gần 60%", True, "en"), quoted("gần 60%", False, "en"), quoted("55.70%", False, "vi")
    ('“gần 60%”', 'nearly 60%', '55,70%')
    """
    if seen:
        return f"“{printed}”"
    figure = figures.parse(printed)
    if figure.decimals is None:
        return printed
    ends = (number(value, language, figure.decimals) for value in (figure.value, figure.upper) if value is not None)
    text = EN_DASH.join(ends) + ("%" if figure.is_percent else "")
    return (
        text if figure.qualifier in ("exact", "range") else f"{word(f'qualifier.{figure.qualifier}', language)} {text}"
    )


def inside(text: str) -> str:
    """A text without its capital, to stand inside a sentence.

    >>> inside("Hoàn thành")
    'hoàn thành'
    """
    return text[:1].lower() + text[1:]


def joined(items: Iterable[str]) -> str:
    """Items one after the other, parted by semicolons where one of them holds a comma, as "41,7%" and "1,001" do.

    >>> joined(["48", "36"]), joined(["48", "41,7%"]), joined([])
    ('48, 36', '48; 41,7%', '')
    """
    items = list(items)
    return ("; " if any("," in item for item in items) else ", ").join(items)


def code(kind: str, value: str, language: str) -> str:
    """The words for a code of a kind; a code without words (a class, say) is shown as it is.

    >>> code("unit", "person", "en"), code("class", "some_class_7", "en")
    ('people', 'some_class_7')
    """
    key = f"{kind}.{value}"
    return word(key, language) if key in _words() else value


def say(key: str, language: str, **values: object) -> str:
    """The sentence of a key with its places filled in; whole numbers become text by the locale."""
    known = sentences(language)
    if key not in known:
        raise LabelError(f'reference/prose.{language}.yml has no key "{key}". {nearest(key, known)}')
    texts = {name: number(value, language) if isinstance(value, int) else value for name, value in values.items()}
    return known[key].format(**texts)


def section(name: str) -> Callable[..., str]:
    """What :func:`say` says of one section of the prose, by keys without the name of the section.

    >>> section("common")("undated", "en")
    'undated'
    """
    return lambda key, language, **values: say(f"{name}.{key}", language, **values)


@lru_cache(maxsize=4096)
def number(value: int | Fraction | Decimal | None, language: str, decimals: int = 0, end: End | None = None) -> str:
    """A number as text, rounded to the decimals as by :func:`rounded`, grouped by the locale; ``[x]`` for none.

    >>> number(1000, "vi"), number(1000, "en"), number(Fraction(197, 2), "vi", 1)
    ('1.000', '1,000', '98,5')
    """
    from babel.numbers import format_decimal

    if value is None:
        return MISSING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with localcontext(prec=_DIGITS):
        return format_decimal(rounded(Fraction(value), decimals, end), format=pattern, locale=_locale(language))


@cache
def separators(language: str) -> tuple[str, str]:
    """What a language writes between thousands, and before decimals.

    >>> separators("vi"), separators("en")
    (('.', ','), (',', '.'))
    """
    return number(1000, language)[1], number(Fraction(3, 2), language, 1)[1]


def rounded(value: Fraction, decimals: int, end: End | None = None) -> Decimal:
    """The value rounded exactly: half up by its size, so that a sign changes no digit; as an end of a bound outwards.

    >>> rounded(Fraction(1, 8), 2), rounded(Fraction(-1, 8), 2)
    (Decimal('0.13'), Decimal('-0.13'))
    >>> rounded(Fraction(1, 8), 2, "least"), rounded(Fraction(1, 8), 2, "greatest")
    (Decimal('0.12'), Decimal('0.13'))
    """
    scaled = value * 10**decimals
    if end:
        units = floor(scaled) if end == "least" else ceil(scaled)
    else:
        units = (1 if value >= 0 else -1) * int((abs(scaled) * 2 + 1) // 2)
    return Decimal(units).scaleb(-decimals)


def percent(share: Fraction | None, language: str, decimals: int = 1, sign: str = "%", end: End | None = None) -> str:
    """A share (1 is all) as a percentage; 0 and all are printed without decimals.

    The end of a bound has more decimals where fewer would print 0 or all, which bound nothing.

    >>> percent(Fraction(22, 256), "en", 2), percent(Fraction(1), "vi"), percent(Fraction(1, 3), "vi")
    ('8.59%', '100%', '33,3%')
    >>> percent(Fraction(1001, 2480), "en", end="least"), percent(Fraction(2479, 2480), "en", end="greatest")
    ('40.3%', '99.96%')
    """
    if share is None:
        return MISSING
    return number(Fraction(share) * 100, language, percent_decimals(share, decimals, end), end) + sign


def percent_decimals(share: Fraction, decimals: int, end: End | None = None) -> int:
    """With how many decimals :func:`percent` prints a share.

    >>> percent_decimals(Fraction(1), 1), percent_decimals(Fraction(1, 3000), 1, "least")
    (0, 2)
    """
    if share in (0, 1):
        return 0
    while end and 0 < share < 1 and rounded(Fraction(share) * 100, decimals, end) in (0, 100):
        decimals += 1
    return decimals


def span(
    low: int | Fraction | None, high: int | Fraction | None, language: str, decimals: int = 1, is_either: bool = False
) -> str:
    """A number between two ends: one if they are equal, "1,001 or more" if there is no upper end.

    Of two whole numbers without another between them, and where ``is_either`` rules out any between: "48 or 49". Only
    ends that are not whole have decimals.

    >>> span(48, 49, "en"), span(12, 41, "vi", is_either=True)
    ('48 or 49', '12 hoặc 41')
    >>> span(251, 256, "en"), span(22, 22, "en"), span(1001, None, "en"), span(1001, None, "vi")
    ('251–256', '22', '1,001 or more', 'từ 1.001 trở lên')
    >>> span(Fraction(200, 3), Fraction(203, 3), "en"), span(Fraction(200, 3), Fraction(200, 3), "en")
    ('66.6–67.7', '66.7')
    """
    if low is None:
        return MISSING
    if low == high:
        return shortest(low, language, decimals)
    if is_either or (isinstance(low, int) and isinstance(high, int) and high == low + 1):
        return say("span.either", language, one=shortest(low, language), other=shortest(high, language))
    least = shortest(low, language, decimals, "least")
    if high is None:
        return say("span.or_more", language, low=least)
    return f"{least}{EN_DASH}{shortest(high, language, decimals, 'greatest')}"


def shortest(value: int | Fraction, language: str, decimals: int = 1, end: End | None = None) -> str:
    """A number with decimals only where it is not whole.

    >>> shortest(Fraction(57), "en"), shortest(Fraction(170, 3), "en"), shortest(Fraction(170, 3), "en", end="least")
    ('57', '56.7', '56.6')
    """
    return number(value, language, 0 if value.denominator == 1 else decimals, end)


def percent_span(
    low: Fraction | None, high: Fraction | None, language: str, decimals: int = 1, is_either: bool = False
) -> str:
    """A share between two ends, with one sign; with ``is_either`` one of these two exact shares, and none between.

    >>> percent_span(Fraction(48, 88), Fraction(49, 88), "en", is_either=True)
    '54.5 or 55.7%'
    >>> percent_span(Fraction(0), Fraction(153, 256), "en"), percent_span(Fraction(1001, 2480), Fraction(1), "en")
    ('0–59.8%', '40.3–100%')
    """
    if low is None or high is None:
        return MISSING
    if low == high:
        return percent(low, language, decimals)
    if is_either:
        one, other = percent(low, language, decimals, sign=""), percent(high, language, decimals)
        return say("span.either", language, one=one, other=other)
    least = percent(low, language, decimals, sign="", end="least")
    return f"{least}{EN_DASH}{percent(high, language, decimals, end='greatest')}"


def percent_range(low: Fraction, high: Fraction, language: str) -> str:
    """The least and the greatest of several exact shares, each rounded half up.

    >>> percent_range(Fraction(1, 93), Fraction(76, 77), "en"), percent_range(Fraction(1, 2), Fraction(1, 2), "en")
    ('1.1–98.7%', '50.0%')
    """
    if low == high:
        return percent(low, language)
    return f"{percent(low, language, sign='')}{EN_DASH}{percent(high, language)}"


def imprint(producer: str, day: str, language: str) -> str:
    """Who printed something, and when, as far as that is known.

    >>> imprint("Hànộimới", "2023-11-04", "vi"), imprint("Hànộimới", "", "vi")
    ('Hànộimới, 4/11/2023', 'Hànộimới')
    """
    return ", ".join(filter(None, (producer, date(day, language))))


def date(text: str, language: str) -> str:
    """A date of a statement (YYYY, YYYY-MM or YYYY-MM-DD) in words; empty stays empty.

    >>> date("2023-11-04", "en"), date("2023-11-04", "vi"), date("2022-08", "en"), date("2017", "en")
    ('4 November 2023', '4/11/2023', 'August 2022', '2017')
    """
    from babel.dates import format_date

    parts = [int(part) for part in text.split("-") if part]
    if len(parts) < 2:
        return text
    day = dt.date(*parts, *[1] * (3 - len(parts)))
    form = language_row(language)["day_format" if len(parts) == 3 else "month_format"]
    return format_date(day, format=form, locale=_locale(language))
