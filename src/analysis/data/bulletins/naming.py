"""The words that name an audience: a noun phrase, from its first word to the verb or mark that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.candidates import Candidate
from analysis.data.bulletins.phrases import fold
from analysis.data.bulletins.printed_figures import NUMBER
from analysis.data.bulletins.sentences import Document

MOST_WORDS = 12

_SCHOOL = "".join(rf"(?<!\b{word}\s)" for word in ("tiểu", "trung", "đại", "cao", "khoa", "văn", "tin", "y"))
_COMMA = re.compile(r",\s*")
_STOPS = re.compile(r"[;()<>/\"“”…!?]|[:.](?!\d)|\s[–-]\s")
_LOOSE_ENDS = frozenset({",", "và", "-", "của", "thuộc", "cho", "các", "những"})
_GENERIC = re.compile(
    r"(?:lượt(?:\s+|$))?(?:học viên|đồng chí|đ/c|người học|người|em|chị|anh chị|cán bộ|đại biểu|bạn trẻ|cá nhân)?"
    r"(?:\s+(?:tham|tiêu biểu))?"
)
_VISITS = re.compile(r"lượt\s+")


@dataclass(frozen=True)
class Audience:
    """A level code, or the text's own words, or neither; ``where`` says where it is named."""

    level: str = ""
    words: str = ""
    where: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it says of whom a figure speaks."""
        return bool(self.level or self.words)


def without_visits(words: str) -> str:
    """Words without the "lượt" that counts how often persons came.

    >>> without_visits("lượt cán bộ xã")
    'cán bộ xã'
    """
    visits = _VISITS.match(fold(words))
    return words[visits.end() :] if visits else words


@cache
def _ends() -> re.Pattern[str]:
    """What no list can say: "học" but not "học viên" or "tiểu học", "không hoàn thành", "và 2 tổ", "và gần 2 tổ"."""
    return re.compile(
        rf"(?<!\w)(?:{_SCHOOL}học(?!\s+(?:viên|sinh|giả))|(?:không|chưa)\s+(?!chuyên))(?!\w)|,\s*\d|"
        rf"\s(?:và|hoặc|cùng)\s+(?:\d|{lexicon.qualifiers()}\s+{NUMBER})"
    )


def noun_phrase(doc: Document, start: int, end: int, first: int) -> str:
    """The words between two places up to a stop; verbs and the like stop them only from ``first`` on."""
    ends = [_STOPS.search(doc.folded, max(start, first - 1) if first > start else start, end)]
    ends += [_ends().search(doc.folded, first, end), next(_commas(doc, first, end), None)]
    places = [match.start() for match in ends if match]
    words = lexicon.phrase_ends().within(doc.folded, first, end)
    places += [phrase.start for phrase in words if phrase.code != "never"][:1]
    words = doc.text[start : min(places, default=end)].split()[:MOST_WORDS]
    while words and words[-1].lower() in _LOOSE_ENDS:
        words.pop()
    return " ".join(words).rstrip(" ,;.")


def _commas(doc: Document, start: int, end: int) -> Iterator[re.Match[str]]:
    """The commas after which something else begins: "85 học viên, lớp thứ ba …"."""
    begins = lexicon.phrase_ends("after a comma")
    for comma in _COMMA.finditer(doc.folded, start, end):
        phrase = begins.at(doc.folded, comma.end())
        if phrase and phrase.code != "never":
            yield comma


def is_generic(words: str) -> bool:
    """Whether words say no more of an audience than that it is people: "học viên", "đồng chí".

    >>> is_generic("học viên"), is_generic("học viên cao học")
    (True, False)
    """
    folded = fold(words)
    return folded in lexicon.unit_words("counter") or _GENERIC.fullmatch(folded) is not None


def bare_noun(doc: Document, it: Candidate) -> Audience:
    """The noun of a head count as the last that can be said of its audience: "học viên", "cán bộ"; nothing for
    words that count anybody ("người", "đồng chí").
    """
    if not it.is_head_count or it.word in lexicon.unit_words("counter"):
        return Audience()
    words = without_visits(" ".join(doc.text[it.unit_start : it.unit_end].split()))
    return Audience("", words, "noun")
