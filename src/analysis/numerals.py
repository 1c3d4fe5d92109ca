"""Vietnamese numerals -> exact numbers: digits with dots and commas, words, and both ("22 nghìn")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from analysis.errors import FigureError

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
        raise FigureError(f'"{text[:LONGEST]}..." is longer than any number that is printed.')
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
    raise FigureError(f'"{text}" is no number. Dots group exactly three digits, or part one or two decimals.')


def _with_comma(text: str, whole: str, part: str, percent: bool) -> Number:
    grouped = _THOUSANDS.fullmatch(whole) is not None
    if not _PLAIN.fullmatch(part) or not (grouped or _PLAIN.fullmatch(whole)):
        raise FigureError(f'"{text}" is no number. One comma parts the decimals; dots group three digits.')
    if len(part) == 3 and not (percent or grouped or int(whole) == 0):
        thousands = f"{int(whole + part):,}".replace(",", ".")
        raise FigureError(
            f'"{text}" is ambiguous: {int(whole + part)}, or {int(whole)} with three decimals. '
            f'Print "{thousands}" for {int(whole + part)}.'
        )
    return Number(Fraction(f"{whole.replace('.', '')}.{part}"), len(part))


def _scaled(number: Number, words: list[str], text: str) -> Number:
    value, decimals, scale = number.value, number.decimals, 1
    for word in words:
        if word == "rưỡi":
            value, decimals = value + Fraction(scale, 2), decimals + 1
        elif word in _FACTORS:
            scale = _FACTORS[word]
            value, decimals = value * scale, max(decimals - len(str(scale)) + 1, 0)
        else:
            raise FigureError(f'"{text}" has a word that is no number: "{word}".')
    return Number(value, decimals)


def from_words(text: str) -> int:
    """The whole number that Vietnamese words spell, up to 999 billion.

    >>> from_words("hai mươi lăm"), from_words("một trăm linh năm"), from_words("nghìn rưỡi")
    (25, 105, 1500)
    """
    words = text.lower().split()
    if not words or not NUMBER_WORDS.issuperset(words):
        strange = next((word for word in words if word not in NUMBER_WORDS), "")
        raise FigureError(
            f'"{text}" holds no number' + (f': "{strange}" is not a number word.' if strange else ".")
        )
    total, group, last = 0, [], 1
    for word in words:
        if word == "rưỡi" and not group and last > 1:
            total += last // 2
        elif word in SCALE_WORDS:
            last = SCALE_WORDS[word]
            total, group = _raised(total, _below_thousand(group, text) if group else int(not total), last), []
        else:
            group.append(word)
    rest = _below_thousand(group, text) if group else 0
    # "một nghìn hai" in speech is 1,200: a lone digit after a scale word counts a tenth of the scale
    if len(group) == 1 and group[0] in DIGIT_WORDS and last > 1:
        rest *= last // 10
    return total + rest


def _raised(total: int, group: int, factor: int) -> int:
    """Units of a greater scale stay; "hai triệu ba trăm nghìn" adds 300,000."""
    return total + group * factor if total >= factor else (total + group) * factor


def _below_thousand(words: list[str], text: str) -> int:
    value, pending = 0, None
    for word in words:
        if word == "mười":
            value, pending = value + 10, None
        elif word in DIGIT_WORDS and pending is None:
            pending = DIGIT_WORDS[word]
        elif word == "trăm" or word in TEN_WORDS:
            factor = 100 if word == "trăm" else 10
            value, pending = value + (1 if pending is None else pending) * factor, None
        elif word == "rưỡi" and pending is None and value >= 100:
            value += 50
        elif word not in LINKS:
            raise FigureError(f'"{text}" is no number in words.')
    return value + (pending or 0)
