"""What was probably meant by a text that is no printed figure: "gan 60%" and "nearly 60%" are "gần 60%"."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice, product

from analysis.errors import FigureError
from analysis.vocabulary import numerals, reference
from analysis.vocabulary.prose import refusal

_LONGEST_TEXT = 80  # characters that are looked at
_TRIED = 64  # readings of words that stand for several without their marks ("tu": từ, tư)
_LONGEST = 3  # words of a phrase
_PART = re.compile(r"[<>≤≥]=?|[~≈]|[^\s<>≤≥~≈]+")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
_VIETNAMESE = ("từ", "đến", "tới", "trở lên")


def answered(error: FigureError, text: str, parse: Callable[[str], object]) -> FigureError:
    """The error about a text, with the question whether another was meant that ``parse`` can read, if there is one."""
    guess = meant(text, parse)
    return refusal(FigureError, "meant", reason=error.said, meant=guess) if guess else error


def meant(text: str, parse: Callable[[str], object]) -> str:
    """The figure that a text was probably meant to be; "" where there is none that ``parse`` reads without an error.

    Words without their marks, misspelt ones, and English ones are put into Vietnamese.

    >>> meant("gan 60%", str), meant("xyz", str)
    ('gần 60%', '')
    """
    parts = _PART.findall(unicodedata.normalize("NFC", text[:_LONGEST_TEXT]).lower())
    for words in islice(product(*_alternatives(parts)), _TRIED):
        guess = _spaced(words)
        # "1,000" alone is asked and not guessed: its own error says how to print either number
        if guess.replace(",", ".") != _spaced(parts).replace(",", "."):
            with suppress(FigureError):
                parse(guess)
                return guess
    return ""


def folded(text: str) -> str:
    """The text without accents and case, to compare words that people type.

    >>> folded("Đồng chí")
    'dong chi'
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _alternatives(parts: list[str]) -> Iterator[list[str]]:
    """For each phrase from the left, the longest first, what it may have been meant to be."""
    words, place = _words(), 0
    while place < len(parts):
        for size in range(min(_LONGEST, len(parts) - place), 0, -1):
            phrase = " ".join(parts[place : place + size])
            if found := words.get(folded(phrase)):
                yield [phrase] if phrase in found else found
                break
        else:
            yield _nearest(parts[place])
        place += size


def _nearest(part: str) -> list[str]:
    """What a single part may have been: an English 1,000, a misspelt word, else itself."""
    if _GROUPED.fullmatch(part):
        return [part, part.replace(",", ".")]
    if any(letter.isdigit() for letter in part):
        return [part]
    close = difflib.get_close_matches(folded(part), _words(), n=1, cutoff=0.7)
    return _words()[close[0]] if close else [part]


@cache
def _words() -> dict[str, list[str]]:
    """Words and phrases as they may be typed, without marks -> those of figures."""
    words: dict[str, list[str]] = {}
    known = (
        *reference.aliases("qualifier"),
        *_VIETNAMESE,
        *numerals.DIGIT_WORDS,
        *sorted(numerals.NUMBER_WORDS),
        *reference.aliases("unit"),
    )
    for word in known:
        words.setdefault(folded(word), []).append(word)
    for row in reference.rows("typed_words"):
        for typed in row["typed"].split(";"):
            words.setdefault(folded(typed), []).append(row["meant"])
    return words


def _spaced(parts: list[str] | tuple[str, ...]) -> str:
    return " ".join(parts).replace(" %", "%")
