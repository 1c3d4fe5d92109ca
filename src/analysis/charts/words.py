"""The words that several charts share: names of levels, printed words in quotes, bounds of counts and shares."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from analysis.charts import lettering
from analysis.data import processed
from analysis.vocabulary import labels

SECTION = "throughput_by_level"


def say(key: str, language: str, **values: object) -> str:
    """The sentence of the report on throughput with this key."""
    return labels.say(f"{SECTION}.{key}", language, **values)


def level(code: str, language: str) -> str:
    """The short name of a level.

    >>> level("city_managed", "en")
    'Officials managed by the City Party Standing Committee'
    """
    return labels.code("level_short", code, language)


def quoted(printed: Iterable[str], source_code: str, language: str) -> str:
    """Printed words of a source, each once; in quotation marks where they were seen in its text. See `labels.joined`.

    >>> quoted(("91", "40", "91"), "hanoi-2023-11-04", "en"), quoted(("2.777",), "hanoi-totals-2018-2022", "en")
    ('“91”, “40”', '2,777')
    """
    return labels.joined(each_quoted(printed, source_code, language))


def each_quoted(printed: Iterable[str], source_code: str, language: str) -> list[str]:
    """The printed words of a source one by one, each once, in quotation marks where they were seen in its text."""
    seen = processed.seen(source_code)
    return [labels.quoted(words, words in seen, language) for words in dict.fromkeys(printed)]


def lines(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The text in lines of at most ``width`` CSS pixels, a word that is wider broken where it must be.

    >>> lines("Cán bộ abcdefghijklmnop", 13, 60)
    ['Cán bộ', 'abcdefg', 'hijklmno', 'p']
    """
    broken = []
    for line in lettering.wrap(text, size, width, bold):
        rest = line
        while rest:
            kept = next((end for end in range(len(rest), 1, -1) if lettering.fits(rest[:end], size, width, bold)), 1)
            broken.append(rest[:kept])
            rest = rest[kept:]
    return broken


def share(low: Fraction, high: Fraction, language: str) -> str:
    """A share between two bounds in words; an end at 0 or 1 bounds nothing and is left out.

    >>> share(Fraction(0), Fraction(353, 1240), "en"), share(Fraction(1001, 2480), Fraction(1), "en")
    ('at most 28.5%', 'at least 40.3%')
    >>> share(Fraction(0), Fraction(1), "en")
    'any share is possible'
    """
    if low == high or 0 < low < high < 1:
        return labels.percent_span(low, high, language)
    if (low, high) == (0, 1):
        return say("any_share", language)
    if low == 0:
        return say("at_most", language, bound=labels.percent(high, language, end="greatest"))
    return say("at_least", language, bound=labels.percent(low, language, end="least"))
