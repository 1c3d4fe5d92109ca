"""One text spelt in several ways -> one text: NFC, folded for headings, canonical for names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The Icelandic eth that old converters leave for the Vietnamese letter, and the spaces of word processors.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "\u00a0": " ", "\u202f": " ", "\u200b": "", "\ufeff": ""})
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SYLLABLE = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text in NFC, with one space where there was any white space, and the right Đ.

    >>> clean("  Ðie\u0302\u0309m\\u00a0 TB ")
    'Điểm TB'
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_LOOKALIKES)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without accents, case and punctuation: what two spellings of one heading share.

    >>> fold("Họ và tên"), fold("HO VA TEN:"), fold("X.Loại")
    ('ho va ten', 'ho va ten', 'x loai')
    """
    letters = unicodedata.normalize("NFD", clean(text).casefold().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def without_brackets(text: str) -> str:
    """The text without what stands in brackets.

    >>> without_brackets("Điểm TB (thang điểm 10)")
    'Điểm TB'
    """
    return " ".join(_BRACKETS.sub(" ", text).split())


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """One spelling of a Vietnamese text: lower case, each tone at the end of its syllable.

    >>> canonical("HÒA") == canonical("hoà"), canonical("hòa") == canonical("hoa")
    (True, False)
    """
    return _SYLLABLE.sub(_tone_last, clean(text).casefold())


def _tone_last(syllable: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", syllable[0])
    tones = "".join(letter for letter in letters if letter in TONES)
    rest = "".join(letter for letter in letters if letter not in TONES)
    return unicodedata.normalize("NFC", rest) + tones
