"""A printed figure ("gần 60%") -> what it says: its exact value, its qualifier, its bounds under a reading.

The bounds follow one table: ``literal`` keeps only what the words make certain, ``conventional`` what a
reader takes them to mean. A qualified figure gets no rounding added; an exact percentage is the hull of the
roundings that may have produced it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from analysis.errors import FigureError
from analysis.vocabulary import choices, numerals, reference, suggestions
from analysis.vocabulary.choices import BASES, READINGS, Basis, Reading  # noqa: F401 (the bases are figures', too)
from analysis.vocabulary.prose import refusal

Rounding = Literal["half_up", "truncated"]
Tolerance = Fraction | float | str
Ends = tuple[int | None, int | None]
Relation = Literal["agree", "refine", "contradict"]
ROUNDINGS: tuple[Rounding, ...] = ("half_up", "truncated")

# What a reader takes "hơn" and "gần" to mean: a tenth of a count; a point or three of a percentage.
COUNT_WIDTH = Fraction(1, 10)
PERCENT_WIDTH = {"more_than": Fraction(1), "nearly": Fraction(3), "about": Fraction(3)}

_RANGE = re.compile(r"(?:từ\s+)?(?P<low>.+?)\s*(?:-|–|—|\bđến\b|\btới\b)\s*(?P<high>.+)")
_AT_LEAST = re.compile(r"(?:từ\s+)?(?P<rest>.+?)\s+trở\s+lên")
_VULGAR = re.compile(r"(?P<top>\d{1,9})\s*/\s*(?P<bottom>\d{1,9})")
_PERCENT = re.compile(r"\s*(?:%|phần trăm)$")


@dataclass(frozen=True)
class Bounds:
    """An interval of exact numbers; ``low`` or ``high`` is None where there is no end."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    def __contains__(self, value: Fraction | int) -> bool:
        """Whether the value lies in the interval.

        >>> 60 in parse("gần 60%").bounds(), 59 in parse("gần 60%").bounds()
        (False, True)
        """
        low, high = self._ends()
        return low <= (value, 0) <= high

    def meets(self, other: Bounds) -> bool:
        """Whether some number lies in both intervals, neither of which is empty.

        >>> parse("hơn 90").bounds().meets(parse("90").bounds())
        False
        """
        (low, high), (other_low, other_high) = self._ends(), other._ends()
        return max(low, other_low) <= min(high, other_high)

    def within(self, other: Bounds) -> bool:
        """Whether the other interval holds every number of this one.

        >>> parse("81").bounds().within(parse("hơn 80").bounds())
        True
        """
        (low, high), (other_low, other_high) = self._ends(), other._ends()
        return other_low <= low and high <= other_high

    def relation(self, other: Bounds) -> Relation:
        """How two figures of one thing stand to each other, by what each leaves possible; neither is empty.

        "agree": they leave the same; "refine": both can be true and one says more, or each does at one end;
        "contradict": no number satisfies both.

        >>> [parse("hơn 80").bounds().relation(parse(text).bounds()) for text in ("trên 80", "81", "khoảng 79", "79")]
        ['agree', 'refine', 'refine', 'contradict']
        """
        if self == other:
            return "agree"
        return "refine" if self.meets(other) else "contradict"

    def _ends(self) -> tuple[tuple[Fraction | float, int], tuple[Fraction | float, int]]:
        """Both ends, to be compared: an open end lies just inside its number."""
        low = (-math.inf, 0) if self.low is None else (self.low, int(not self.low_closed))
        high = (math.inf, 0) if self.high is None else (self.high, -int(not self.high_closed))
        return low, high

    def scaled(self, factor: Fraction) -> Bounds:
        """The interval with both ends multiplied by a number above zero."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Bounds(low, high, self.low_closed, self.high_closed)

    def whole(self) -> Ends:
        """The least and the greatest whole number inside; the least above the greatest where no number is.

        >>> parse("hơn 1.000").bounds("conventional").whole()
        (1001, 1099)
        """
        low, high = self.low, self.high
        least = None if low is None else math.ceil(low) + (not self.low_closed and low == math.ceil(low))
        most = None if high is None else math.floor(high) - (not self.high_closed and high == math.floor(high))
        return least, most

    def _cut(self, most: Fraction | None) -> Bounds:
        """The part of the interval from 0 to ``most`` (None for no end); an end that the cut makes is closed."""
        below = self.low is None or self.low < 0
        low, low_closed = (Fraction(0), True) if below else (self.low, self.low_closed)
        beyond = most is not None and (self.high is None or self.high > most)
        high, high_closed = (most, True) if beyond else (self.high, self.high_closed)
        return Bounds(low, high, low_closed, high_closed)


@dataclass(frozen=True)
class Figure:
    """A figure as printed. ``value`` is exact; ``upper`` is the greater number of a range, else None.

    ``decimals`` counts the decimals printed, None for a fraction such as 2/3; ``unit`` is "percent", the code
    of a unit word that was printed, or None.
    """

    printed: str
    value: Fraction
    qualifier: str
    decimals: int | None
    unit: str | None = None
    upper: Fraction | None = None

    @property
    def is_percent(self) -> bool:
        """Whether the figure is a share of a base."""
        return self.unit == "percent"

    def bounds(
        self, reading: Reading = "literal", tolerance: Tolerance = 1, rounding: Iterable[Rounding] = ROUNDINGS
    ) -> Bounds:
        """The numbers that the figure leaves possible: percentages between 0 and 100, counts from 0 on.

        ``tolerance``, above 0, multiplies the widths of the conventional reading.

        >>> parse("gần 60%").bounds("conventional")
        Bounds(low=Fraction(57, 1), high=Fraction(60, 1), low_closed=True, high_closed=False)
        """
        if reading not in READINGS:
            choices.fitting("reading", reading)
        widths = factor(tolerance)
        if self.qualifier == "exact":
            bounds = self._exact(reading, _roundings(rounding))
        elif reading == "literal":
            bounds = self._literal()
        else:
            bounds = self._conventional(widths)
        return bounds._cut(Fraction(100) if self.is_percent else None)

    def whole(self, reading: Reading, tolerance: Tolerance = 1, total: int | None = None) -> Ends:
        """The ends of the whole numbers that a count leaves, or a share of a total above 0; None for no end.

        A convention that leaves no whole number is not applied: the words are then read literally.

        >>> parse("gần 60%").whole("conventional", total=256), parse("hơn 5").whole("conventional")
        ((146, 153), (6, None))
        """
        factor = Fraction(1) if total is None else Fraction(total, 100)
        least, most = self.bounds(reading, tolerance).scaled(factor).whole()
        is_empty = None not in (least, most) and least > most
        return self.whole("literal", total=total) if is_empty and reading != "literal" else (least, most)

    def _exact(self, reading: Reading, rounding: frozenset[str]) -> Bounds:
        value = self.value
        whole = reading == "conventional" and value in (0, 100)
        if not self.is_percent or self.decimals is None or whole:
            return Bounds(value, value)
        unit = Fraction(1, 10**self.decimals)
        low = value - unit / 2 if "half_up" in rounding else value
        high = value + unit if "truncated" in rounding else value + unit / 2
        return Bounds(low, high, True, False)

    def _literal(self) -> Bounds:
        """What is certain; an "about" says nothing for certain."""
        zero, x = Fraction(0), self.value
        return {
            "more_than": Bounds(x, None, low_closed=False),
            "nearly": Bounds(zero, x, high_closed=False),
            "about": Bounds(zero, None),
            "at_least": Bounds(x, None),
            "at_most": Bounds(zero, x),
            "less_than": Bounds(zero, x, high_closed=False),
            "range": Bounds(x, self.upper),
        }[self.qualifier]

    def _conventional(self, tolerance: Fraction) -> Bounds:
        x, end = self.value, self.value if self.upper is None else self.upper
        if self.qualifier not in PERCENT_WIDTH:
            return self._literal()
        below, above = self._width(x) * tolerance, self._width(end) * tolerance
        return {
            "more_than": Bounds(x, x + above, False, False),
            "nearly": Bounds(x - below, x, True, False),
            "about": Bounds(x - below, end + above),
        }[self.qualifier]

    def _width(self, x: Fraction) -> Fraction:
        return PERCENT_WIDTH[self.qualifier] if self.is_percent else x * COUNT_WIDTH


def factor(tolerance: Tolerance) -> Fraction:
    """The tolerance exactly; ParameterError for one that is no number above 0."""
    if isinstance(tolerance, Fraction) and tolerance > 0:
        return tolerance
    return Fraction(str(choices.fitting("tolerance", tolerance)))


def _roundings(rounding: Iterable[Rounding]) -> frozenset[str]:
    names = frozenset((rounding,) if isinstance(rounding, str) else rounding)
    if not names or not names.issubset(ROUNDINGS):
        raise FigureError(f"rounding is {sorted(names)}: choose half_up, truncated or both.")
    return names


@cache
def parse(text: str) -> Figure:
    """The figure that a printed text stands for.

    NFC and NFD read the same. A text that is ambiguous ("1,000") or says nothing ("hơn 100%") is refused with
    a :class:`~analysis.errors.FigureError` that says why.

    >>> figure = parse("trên 98%")
    >>> figure.value, figure.qualifier, figure.decimals, figure.unit
    (Fraction(98, 1), 'more_than', 0, 'percent')
    >>> parse("từ 60 - 65%").qualifier, parse("trên dưới 200").qualifier, parse("từ 50 người trở lên").unit
    ('range', 'about', 'person')
    """
    if not isinstance(text, str):
        raise refusal(FigureError, "no_text", type=type(text).__name__, value=repr(text))
    try:
        return _parsed(text)
    except FigureError as error:
        raise suggestions.answered(error, text, _parsed) from None


def _parsed(text: str) -> Figure:
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if not clean:
        raise refusal(FigureError, "empty")
    qualifier, rest = _qualifier(clean.lower())
    rest, unit = _unit(rest)
    figure = _ranged(clean, qualifier, rest, unit) or _single(clean, qualifier, rest, unit)
    _refuse_meaningless(figure)
    return figure


def _qualifier(text: str) -> tuple[str, str]:
    """The code of the longest qualifier that starts the text, and the rest."""
    if match := _AT_LEAST.fullmatch(text):
        return "at_least", match["rest"]
    for word, code in sorted(reference.aliases("qualifier").items(), key=lambda item: -len(item[0])):
        if text.startswith(word + " ") or re.match(re.escape(word) + r"(?=\d)", text):
            return code, text[len(word) :].strip()
    return "exact", text


def _unit(text: str) -> tuple[str, str | None]:
    if match := _PERCENT.search(text):
        return text[: match.start()], "percent"
    for word, code in sorted(reference.aliases("unit").items(), key=lambda item: -len(item[0])):
        if text.endswith(" " + word):
            return text[: -len(word)].strip(), code
    return text, None


def _ranged(printed: str, qualifier: str, text: str, unit: str | None) -> Figure | None:
    """A range ("60-65%", "từ 60% đến 65%"), possibly an approximate one; None if there is only one number."""
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    if qualifier not in ("exact", "about"):
        raise refusal(FigureError, "qualified_range", printed=printed)
    percent = unit == "percent"
    low, high = (_number(printed, _PERCENT.sub("", match[end]), percent) for end in ("low", "high"))
    if low.value >= high.value:
        raise refusal(FigureError, "no_rise", printed=printed)
    decimals = max(low.decimals, high.decimals)
    return Figure(printed, low.value, "range" if qualifier == "exact" else qualifier, decimals, unit, high.value)


def _single(printed: str, qualifier: str, text: str, unit: str | None) -> Figure:
    if match := _VULGAR.fullmatch(text):
        top, bottom = int(match["top"]), int(match["bottom"])
        if not 0 < top <= bottom:
            raise refusal(FigureError, "no_part", printed=printed, top=top, bottom=bottom)
        return Figure(printed, Fraction(100 * top, bottom), qualifier, None, "percent")
    number = _number(printed, text, unit == "percent")
    return Figure(printed, number.value, qualifier, number.decimals, unit)


def _number(printed: str, text: str, percent: bool) -> numerals.Number:
    if not any(character.isalnum() for character in text):
        raise refusal(FigureError, "no_number", printed=printed)
    try:
        return numerals.read(text, percent)
    except FigureError as error:
        whole = text == printed.lower()
        raise (error if whole else refusal(FigureError, "unread", printed=printed, reason=error.said)) from None


def _refuse_meaningless(figure: Figure) -> None:
    """A figure that would say nothing, or that no count and no share can be."""
    if figure.is_percent and max(figure.value, figure.upper or 0) > 100:
        raise refusal(FigureError, "above_all", printed=figure.printed)
    if figure.is_percent and figure.qualifier == "more_than" and figure.value == 100:
        raise refusal(FigureError, "over_all", printed=figure.printed)
    if figure.qualifier in ("nearly", "less_than") and figure.value == 0:
        raise refusal(FigureError, "under_none", printed=figure.printed)
