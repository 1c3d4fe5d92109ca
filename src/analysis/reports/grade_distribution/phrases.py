"""Bounds in words: a count between two ends, and the sentence that says it of the learners of a class."""

from __future__ import annotations

import re
from fractions import Fraction

import pandas as pd

from analysis.charts.composed.grades import quantity_name
from analysis.measures.frames import chosen, ends, share_ends, whole
from analysis.measures.grades import BELOW, COMMENDED
from analysis.reports import common
from analysis.vocabulary import labels, reference
from analysis.vocabulary.figures import READINGS

say = labels.section("grade_distribution")
HEADLINE_WORDS = 22
KEY = ["source_code", "class_code"]
Key = tuple[str, str]
_ORIGINAL = re.compile(r" \([^)]*\)")


def names(frame: pd.DataFrame, language: str) -> dict[Key, str]:
    """The name of each class of a frame of grades with its year; of a class in two sources also who printed it."""
    listed = frame[[*KEY, "date"]].drop_duplicates(KEY)
    named = {}
    for (source, code, date), again in zip(
        listed.itertuples(index=False), listed["class_code"].duplicated(keep=False), strict=True
    ):
        parts = date[:4], common.about_source(source, language)["producer"] if again else ""
        name = labels.code("class", code, language)
        named[source, code] = ", ".join([name, *(part for part in parts if part and part not in name)])
    return named


def of_one(bounds: pd.DataFrame) -> bool:
    """Whether a distribution is that of one class."""
    return len(bounds[KEY].drop_duplicates()) == 1


def class_name(bounds: pd.DataFrame, language: str) -> str:
    """The name of the one class of a distribution."""
    return labels.code("class", bounds["class_code"].iloc[0], language)


def read(bounds: pd.DataFrame) -> pd.DataFrame:
    """The rows to show of one class under the reading chosen, by quantity."""
    return chosen(bounds[bounds["is_shown"]]).set_index("quantity", drop=False)


def telling(bounds: pd.DataFrame) -> list[tuple[str, pd.Series, pd.Series]]:
    """Of one class the quantities of which the text says something, each with its literal and its conventional row.

    Where a filter left one reading alone, that is both.
    """
    rows = bounds[bounds["is_telling"]].set_index("quantity", drop=False)
    parts = [part for reading in READINGS if len(part := rows[rows["reading"] == reading])]
    literal, usual = (parts[0], parts[-1]) if parts else (rows, rows)
    both = [quantity for quantity in literal.index if quantity in usual.index]
    return [(quantity, literal.loc[quantity], usual.loc[quantity]) for quantity in both]


def printed_in(source_code: str, class_code: str, date: str, language: str) -> str:
    """Who printed the figures of a class, and when."""
    said = common.publisher(source_code, class_code, language), labels.date(date, language)
    return ", ".join(filter(None, said))


def is_exact(row: pd.Series) -> bool:
    """Whether only one count is left."""
    return form(row) in ("all", "one", "exact")


def settles(row: pd.Series) -> bool:
    """Whether the row says anything of a number: not everything from nobody to all."""
    low, high = ends(row)
    return low is not None and not (low == 0 and high in (None, whole(row["total_high"])))


def bounds_share(row: pd.Series) -> bool:
    """Whether the row says of a share more than that it is one."""
    low, high = share_ends(row, "share_")
    return low is not None and (low, high) != (0, 1)


def form(row: pd.Series) -> str:
    """How a count is bounded: all, one, exact, at_least, at_most or span; empty where nothing is left of it."""
    (low, high), (least, total) = ends(row), ends(row, "total_low", "total_high")
    if low is None:
        return ""
    if low == high:
        return "all" if high == least == total else "one" if high == 1 else "exact"
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
    parts = reference.named_together(quantity).split("+")
    return " + ".join(labels.word(f"graded.{part}", language) for part in parts)


def row_name(quantity: str, language: str) -> str:
    """The name of a chart's row inside a sentence, where single grades stand beside cuts.

    >>> row_name("good", "en"), row_name("very_good+good", "en")
    ('good (khá) alone', 'very good + good')
    """
    return " + ".join(map(labels.inside, quantity_name(quantity, language).split(" + ")))


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
    if form(row) in ("at_least", "at_most"):
        return say(form(row), language, low=low, high=high or 0)
    return count(row, language)


def total(row: pd.Series, language: str) -> str:
    """The learners of the class in words: "256", "88 or 90", "at least 22"."""
    low, high = ends(row, "total_low", "total_high")
    return labels.span(low, high, language) if low is None or high is not None else say("at_least", language, low=low)


def claim(row: pd.Series, language: str, key: str | None = None) -> str:
    """The sentence of a bound, without its capital and its stop: "at most 153 of 256 learners were …"."""
    low, high = ends(row)
    values = {"low": low or 0, "high": high or 0, "total": total(row, language), "count": count(row, language)}
    return say(f"claim_{key or form(row)}", language, phrase=phrase(row["quantity"], language), **values)


def count(row: pd.Series, language: str) -> str:
    """The bound alone: "251 to 256", "48 or 49", "22", "at least 197"."""
    return counted(*ends(row), language, bool(row["is_either"]))


def counted(low: int | None, high: int | None, language: str, is_either: bool = False) -> str:
    """A count between two ends, or one of them."""
    if low is None:
        return labels.MISSING
    if high is None:
        return say("at_least", language, low=low)
    if is_either or high - low < 2:
        return labels.span(low, high, language, is_either=is_either)
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
