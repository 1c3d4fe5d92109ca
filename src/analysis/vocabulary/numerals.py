"""Vietnamese numerals -> exact numbers: digits with dots and commas, words, and both ("22 nghìn")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from analysis.errors import FigureError
from analysis.vocabulary.prose import refusal

DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
TEN_WORDS = {"mươi": 10, "chục": 10}
SCALE_WORDS = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
LINKS = {"linh", "lẻ"}
_FACTORS = {"chục": 10, "trăm": 100, **SCALE_WORDS}
NUMBER_WORDS = frozenset({*DIGIT_WORDS, *TEN_WORDS, *SCALE_WORDS, *LINKS, "mười", "trăm", "rưỡi"})

LONGEST = 15  # characters: a million millions, grouped; what is longer is an accident
LONGEST_SHOWN = 80
_PLACES = {"trăm": 100, "mười": 10, **TEN_WORDS}
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PLAIN = re.compile(r"\d+")
_DIGITS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True)
class Number:
    """An exact number as printed, and how many decimals it was printed with."""

    value: Fraction
    decimals: int = 0


def read(text: str, percent: bool = False) -> Number:
    """The number that a text of digits, or of words, or of digits and a word of scale, stands for.

    Dots group exactly three digits into thousands, or part one or two decimals; a comma parts decimals.
    A comma and exactly three digits is refused unless a percentage is read or the first group is 0.

    >>> read("1.000"), read("98,50")
    (Number(value=Fraction(1000, 1), decimals=0), Number(value=Fraction(197, 2), decimals=2))
    >>> read("một nghìn hai trăm").value, read("1,2 triệu").value
    (Fraction(1200, 1), Fraction(1200000, 1))
    >>> read("1,000")
    Traceback (most recent call last):
    ...
    analysis.errors.FigureError: "1,000" is ambiguous: 1000, or 1 with three decimals. Print "1.000" for 1000.
    """
    words = text.split()
    if words and _DIGITS.fullmatch(words[0]):
        return _scaled(digits(words[0], percent), words[1:], text)
    return Number(Fraction(from_words(text)))


def digits(text: str, percent: bool = False) -> Number:
    """The number that digits with dots and commas stand for, with the decimals printed."""
    if len(text) > LONGEST:
        raise refusal(FigureError, "endless", text=text[:LONGEST])
    whole, comma, part = text.partition(",")
    if comma:
        return _with_comma(text, whole, part, percent)
    if _PLAIN.fullmatch(text):
        return Number(Fraction(int(text)))
    if _THOUSANDS.fullmatch(text):
        return Number(Fraction(int(text.replace(".", ""))))
    whole, _, part = text.partition(".")
    if _PLAIN.fullmatch(whole) and _PLAIN.fullmatch(part) and len(part) <= 2:
        return Number(Fraction(f"{whole}.{part}"), len(part))
    raise refusal(FigureError, "dots", text=text)


def _with_comma(text: str, whole: str, part: str, percent: bool) -> Number:
    grouped = _THOUSANDS.fullmatch(whole) is not None
    if not _PLAIN.fullmatch(part) or not (grouped or _PLAIN.fullmatch(whole)):
        raise refusal(FigureError, "comma", text=text)
    if len(part) == 3 and not (percent or grouped or int(whole) == 0):
        thousands = f"{int(whole + part):,}".replace(",", ".")
        named = {"text": text, "count": int(whole + part), "whole": int(whole), "thousands": thousands}
        raise refusal(FigureError, "ambiguous", **named)
    return Number(Fraction(f"{whole.replace('.', '')}.{part}"), len(part))


def _scaled(number: Number, words: list[str], text: str) -> Number:
    """The number times its words of scale, each greater than the one before: "3 trăm nghìn tỷ"."""
    value, decimals, scale = number.value, number.decimals, 1
    for position, word in enumerate(words, 1):
        if word == "rưỡi" and position == len(words):
            value, decimals = value + Fraction(scale, 2), decimals + 1
        elif word not in NUMBER_WORDS:
            raise refusal(FigureError, "strange_word", text=_shown(text), word=_shown(word))
        elif _FACTORS.get(word, 0) > scale:
            scale = _FACTORS[word]
            value, decimals = value * scale, max(decimals - len(str(scale)) + 1, 0)
        else:
            raise _no_number(text)
    return Number(value, decimals)


def from_words(text: str) -> int:
    """The whole number that Vietnamese words spell; each rank (hundreds, say) once, so that no run is endless.

    >>> from_words("hai mươi lăm"), from_words("một trăm linh năm"), from_words("nghìn rưỡi")
    (25, 105, 1500)
    >>> from_words("một nghìn một nghìn")
    Traceback (most recent call last):
    ...
    analysis.errors.FigureError: "một nghìn một nghìn" is no number in words.
    """
    words = text.lower().split()
    if not words or not NUMBER_WORDS.issuperset(words):
        strange = next((word for word in words if word not in NUMBER_WORDS), "")
        raise refusal(FigureError, "no_word" if strange else "holds_none", text=_shown(text), word=_shown(strange))
    total, group, last = 0, [], 1
    for word in words:
        if word == "rưỡi" and not group and last > 1:
            total, last = total + last // 2, 1
        elif word in SCALE_WORDS:
            total, group, last = _raised(total, group, last, SCALE_WORDS[word], text), [], SCALE_WORDS[word]
        else:
            group.append(word)
    return total + _rest(total, group, last, text)


def _raised(total: int, group: list[str], last: int, factor: int, text: str) -> int:
    """Units of a greater scale stay: "hai triệu ba trăm nghìn" adds 300,000; those of lesser ones are counted by
    the scale: "hai nghìn tỷ". A scale that is neither new nor lesser ("một nghìn một nghìn") makes no number.
    """
    if last > 1 and not total:
        raise _no_number(text)
    if total < factor:
        return (total + (_below_thousand(group, text) if group else int(not total))) * factor
    if not group or factor >= last:
        raise _no_number(text)
    return total + _below_thousand(group, text) * factor


def _rest(total: int, group: list[str], last: int, text: str) -> int:
    """What follows the last scale: "một nghìn hai" in speech is 1,200, a lone digit counts a tenth of the scale."""
    if not group:
        return 0
    if total and last == 1:
        raise _no_number(text)
    rest = _below_thousand(group, text)
    return rest * (last // 10) if len(group) == 1 and group[0] in DIGIT_WORDS and last > 1 else rest


def _below_thousand(words: list[str], text: str) -> int:
    """Hundreds, tens and ones, each once and in this order."""
    if words[-1] in LINKS:
        raise _no_number(text)
    value, digit, last = 0, None, 1000
    for word in words:
        factor = _PLACES.get(word, last)
        if word in DIGIT_WORDS and digit is None and last > 1:
            digit = DIGIT_WORDS[word]
        elif factor < last and not (word == "mười" and digit is not None):
            value, digit, last = value + (1 if digit is None else digit) * factor, None, factor
        elif word == "rưỡi" and digit is None and last == 100:
            value, last = value + 50, 1
        elif word in LINKS and digit is None and last > 10:
            last = 10
        else:
            raise _no_number(text)
    return value + (digit or 0)


def _no_number(text: str) -> FigureError:
    return refusal(FigureError, "no_words", text=_shown(text))


def _shown(text: str) -> str:
    """A text as a message prints it: an endless one is cut off."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
