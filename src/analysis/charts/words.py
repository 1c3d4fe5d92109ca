"""The words that several charts share: names of levels, printed words in quotes, bounds of counts and shares."""

from __future__ import annotations

from fractions import Fraction

from analysis.measures.frames import split
from analysis.vocabulary import labels

say = labels.section("throughput_by_level")


def level(code: str, language: str) -> str:
    """The short name of a level.

    >>> level("city_managed", "en")
    'Officials managed by the City Party Standing Committee'
    """
    return labels.code("level_short", code, language)


def cited(cell: str, language: str) -> str:
    """The words of a cell that ``measures.frames.cited`` made, in a sentence: each as :func:`each_cited` writes it.

    >>> cited("“91” · “40”", "en"), cited("2.777", "en")
    ('“91”, “40”', '2,777')
    """
    return labels.joined(each_cited(cell, language))


def each_cited(cell: str, language: str) -> list[str]:
    """The words of such a cell, each once: as printed in quotation marks, others with the digits of the language."""
    words = dict.fromkeys(split(cell))
    return [labels.quoted(word.strip("“”"), word.startswith("“"), language) for word in words]


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
