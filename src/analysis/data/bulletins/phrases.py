"""Tables of phrases and where they stand in a text, whatever its capitals, spaces and places of tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

_NEW_PLACES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_PLACES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_PLACED = dict(zip(_NEW_PLACES, _OLD_PLACES, strict=True))
# Only open syllables are written both ways: "hoà" and "hòa", but "hoàn" alone.
_TONES = re.compile(rf"(?:{'|'.join(_PLACED)})(?!\w)")
_LOOKALIKES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " ", "ð": "đ"})


def fold(text: str) -> str:
    """The text in small letters with tone marks by one rule, character for character as long as before.

    >>> fold("Thành uỷ, KHOÁ học")
    'thành ủy, khóa học'
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return _TONES.sub(lambda match: _PLACED[match[0]], small.translate(_LOOKALIKES))


@lru_cache(maxsize=10_000)
def key(phrase: str) -> str:
    """A phrase as tables hold it: folded, with single spaces, none around commas, slashes and hyphens."""
    return re.sub(r"\s*([,/-])\s*", r"\1", " ".join(fold(phrase).split()))


# How the characters of a phrase may be spaced in a text.
_SPACED = {" ": r"\s+", ",": r"\s*,\s*", "/": r"\s*/\s*", "-": r"\s*-\s*"}


def _pattern(phrases: Iterable[str]) -> str:
    """Phrases as one expression, a tree of their characters, so that no letter of a text is tried for each of them.

    >>> _pattern(["lớp", "lớp học", "khóa"])
    '(?:lớp(?:\\\\s+học)?|khóa)'
    """
    root: dict[str, dict] = {}
    for phrase in phrases:
        node = root
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}
    return _tree(root)


def _tree(node: dict[str, dict]) -> str:
    branches = [_SPACED.get(char, re.escape(char)) + _tree(rest) for char, rest in node.items() if char]
    if len(branches) < 2 and "" not in node:
        return "".join(branches)
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}" if branches else ""


@dataclass(frozen=True)
class Occurrence:
    """A phrase of a table in a text: where it stands, and the code of its row."""

    start: int
    end: int
    phrase: str
    code: str


class Phrases:
    """A table of phrases with codes; where two match at one position, the longer one wins."""

    def __init__(self, codes: Mapping[str, str]):
        self.codes = {key(phrase): code for phrase, code in codes.items()}

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_pattern(self.codes)})(?!\w)")

    def _occurrence(self, match: re.Match[str]) -> Occurrence:
        phrase = key(match[0])
        return Occurrence(match.start(), match.end(), phrase, self.codes[phrase])

    def within(self, folded: str, start: int, end: int) -> Iterator[Occurrence]:
        """Every phrase between two positions of a folded text, in order."""
        return map(self._occurrence, self._expression.finditer(folded, start, end))

    def at(self, folded: str, start: int) -> Occurrence | None:
        """The longest phrase that begins at a position, or None."""
        match = self._expression.match(folded, start)
        return self._occurrence(match) if match else None

    def ends_at(self, folded: str, end: int, reach: int = 40) -> Occurrence | None:
        """The longest phrase that ends at a position (spaces in between do not count), or None."""
        words = folded[max(0, end - reach) : end].split()
        for size in range(min(len(words), 5), 0, -1):
            phrase = " ".join(words[-size:])
            if phrase in self.codes:
                return Occurrence(end - len(phrase), end, phrase, self.codes[phrase])
        return None
