"""Bounds in words: a count between two ends, and the sentence that says it of the learners of a class."""

from __future__ import annotations

import re
from fractions import Fraction

import pandas as pd

from analysis.charts.composed.grades import quantity_name
from analysis.measures.grades import BELOW, COMMENDED
from analysis.vocabulary import labels

SECTION = "grade_distribution"
HEADLINE_WORDS = 22
_ORIGINAL = re.compile(r" \([^)]*\)")


def say(key: str, language: str, **values: object) -> str:
    """A sentence of this report."""
    return labels.say(f"{SECTION}.{key}", language, **values)


def whole(value: object) -> int | None:
    """A cell of a frame as a whole number, None where it is missing."""
    return None if pd.isna(value) else int(value)


def ends(row: pd.Series) -> tuple[int | None, int | None]:
    """The least and the greatest count of a row."""
    return whole(row["low"]), whole(row["high"])


def is_exact(row: pd.Series) -> bool:
    """Whether only one count is left."""
    low, high = ends(row)
    return low is not None and low == high


def settles(row: pd.Series) -> bool:
    """Whether the row says anything at all: not everything from nobody to all."""
    low, high = ends(row)
    return low is not None and not (low == 0 and (high is None or high == whole(row["total_high"])))


def bounds_share(row: pd.Series) -> bool:
    """Whether the row says of a share more than that it is one."""
    ends = row["share_low"], row["share_high"]
    return not pd.isna(ends[0]) and ends != (0, 1)


def kind(row: pd.Series) -> str:
    """How a count is bounded: all, one, exact, at_least, at_most or span."""
    (low, high), total = ends(row), whole(row["total_high"])
    if low == high:
        if high == whole(row["total_low"]) == total:
            return "all"
        return "one" if high == 1 else "exact"
    if high is None or high == total:
        return "at_least"
    return "at_most" if low == 0 else "span"


def phrase(quantity: str, language: str) -> str:
    """What a learner was: "graded good (khá) or better", "commended".

    >>> phrase("good_up", "en"), phrase("very_good+good", "vi")
    ('graded good (khá) or better', 'xếp loại giỏi + khá')
    """
    if quantity in (BELOW, COMMENDED):
        return labels.word(f"phrase.{quantity}", language)
    return say("graded", language, grade=noun(quantity, language))


def noun(quantity: str, language: str) -> str:
    """The quantity inside a sentence.

    >>> noun("good_up", "en"), noun("good", "vi")
    ('good (khá) or better', 'khá')
    """
    return " + ".join(labels.word(f"graded.{part}", language) for part in quantity.split("+"))


def row_name(quantity: str, language: str) -> str:
    """The name of a chart's row inside a sentence, where single grades stand beside cuts.

    >>> row_name("good", "en")
    'good (khá) alone'
    """
    return inside(quantity_name(quantity, language))


def inside(text: str) -> str:
    """A text without its capital, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def plain(text: str) -> str:
    """A text without the Vietnamese word behind a grade.

    >>> plain("Good (khá) or better")
    'Good or better'
    """
    return _ORIGINAL.sub("", text)


def brief(*texts: str) -> str:
    """The first of several headlines that keeps to the words a headline may have, else the last."""
    short = [plain(text) for text in texts]
    return next((text for text in short if len(text.split()) <= HEADLINE_WORDS), short[-1])


def bound(row: pd.Series, language: str) -> str:
    """The bound of a row in a title: "at least 251", "at most 153", "22"."""
    low, high = ends(row)
    form = kind(row)
    if form in ("at_least", "at_most"):
        return say(form, language, low=low, high=high or 0)
    return count(row, language)


def total(row: pd.Series, language: str) -> str:
    """The learners of the class in words: "256", "88 or 90", "at least 22"."""
    low, high = whole(row["total_low"]), whole(row["total_high"])
    return labels.span(low, high, language) if low is None or high is not None else say("at_least", language, low=low)


def claim(row: pd.Series, language: str, form: str | None = None) -> str:
    """The sentence of a bound, without its capital and its stop: "at most 153 of 256 learners were …"."""
    low, high = ends(row)
    values = {"low": low or 0, "high": high or 0, "total": total(row, language), "count": count(row, language)}
    return say(f"claim_{form or kind(row)}", language, phrase=phrase(row["quantity"], language), **values)


def count(row: pd.Series, language: str) -> str:
    """The bound alone: "251 to 256", "48 or 49", "22", "at least 197"."""
    low, high = ends(row)
    if low is None:
        return labels.MISSING
    if high is None:
        return say("at_least", language, low=low)
    if row.get("is_either") or high - low < 2:
        return labels.span(low, high, language, is_either=bool(row.get("is_either")))
    return say("to", language, low=low, high=high)


def between(ends: tuple[Fraction, Fraction], language: str) -> str:
    """A share between two ends in a sentence: "98.0% to 100%"; of two that are all that is left, "54.5% or 55.7%"."""
    low, high = ends
    if low == high:
        return labels.percent(low, language)
    if isinstance(ends, labels.Either):
        one, other = (labels.percent(end, language) for end in ends)
        return labels.say("span.either", language, one=one, other=other)
    one, other = labels.percent(low, language, end="least"), labels.percent(high, language, end="greatest")
    return say("to", language, low=one, high=other)


def listed(items: list[str], language: str) -> str:
    """Items in a sentence, the last joined by "and"; the others as by `labels.joined`.

    >>> listed(["a", "b", "c"], "en"), listed(["a"], "en")
    ('a, b and c', 'a')
    """
    if len(items) < 2:
        return "".join(items)
    return say("and", language, first=labels.joined(items[:-1]), last=items[-1])


def sentence(text: str) -> str:
    """The text with a capital at its start.

    >>> sentence("at most 153")
    'At most 153'
    """
    return text[:1].upper() + text[1:]


def span_words(low: int | None, high: int | None, language: str) -> str:
    """A count between two ends in a sentence: "at most 153", "144 to 151"."""
    if low == 0 and high:
        return say("at_most", language, high=high)
    return count(pd.Series({"low": low, "high": high}), language)
