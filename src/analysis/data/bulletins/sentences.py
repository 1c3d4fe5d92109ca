"""A text cut into lines, sentences and clauses, each with its offsets in the NFC text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.data.bulletins.phrases import fold

QUOTE_WORDS = 12
FEW_WORDS = 6
# A sentence longer than this is a table or a stray export; it is cut so that the time stays linear.
LONGEST_SENTENCE = 2000

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# Looked at behind the full stop, so that only full stops are looked at.
_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in ("TP", "TS", "GS", "ThS", "Ths", "BS", "PGS", "St", "[A-ZĐ]"))
_STOP = re.compile(rf"(?=[.!?…\s])(?:(?:\.{_ABBREVIATED}|[!?…])[\"”’)]*\s+(?=[\"“‘(–-]?\s*([^\W_]|[\"“]))|\s\.\s+)")
_CLAUSE = re.compile(r"[,:](?=\s|$)|\.(?=\s*$)|[;()\[\]\"“”‘’…!?<>]|\s[–-]\s(?!\d)")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Sentence:
    """A sentence: its number from 1, the number of its line (0 the headline), and its offsets."""

    number: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A text in NFC, its folded twin of the same length, and its sentences."""

    text: str
    folded: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a position of the text."""
        return self.sentences[max(bisect_right(self._starts, position) - 1, 0)]

    @cached_property
    def headline(self) -> tuple[int, int]:
        """Where the first line stands."""
        lines = [sentence for sentence in self.sentences if sentence.line == 0]
        return (lines[0].start, lines[-1].end) if lines else (0, 0)


def document(text: str) -> Document:
    """The text, brought to NFC, with its sentences; an empty text has none.

    >>> [sentence.line for sentence in document("Bế giảng lớp\\n\\nCó 5 học viên. Sau đó nghỉ.").sentences]
    [0, 1, 1]
    """
    clean = unicodedata.normalize("NFC", text)
    spans = list(_sentences(clean))
    numbered = (Sentence(number, *span) for number, span in enumerate(spans, 1))
    return Document(clean, fold(clean), tuple(numbered))


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    lines = (match for match in _LINE.finditer(text) if not match[0].isspace())
    for number, line in enumerate(lines):
        start = line.start()
        stops = (stop for stop in _STOP.finditer(text, *line.span()) if not (stop[1] or "").islower())
        for stop in [*stops, None]:
            end = stop.end() if stop else line.end()
            for cut in range(start, end, LONGEST_SENTENCE):
                yield number, cut, min(cut + LONGEST_SENTENCE, end)
            start = end


def clause(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The clause around a figure: up to the nearest , ; : . ( ) dash or quotation mark, within its sentence."""
    sentence = doc.sentence_at(start)
    low = sentence.start
    for mark in _CLAUSE.finditer(doc.text, sentence.start, start):
        low = mark.end()
    mark = _CLAUSE.search(doc.text, end, sentence.end)
    return low, mark.start() if mark else sentence.end


def segment(doc: Document, start: int) -> tuple[int, int]:
    """The part of the sentence between semicolons around a position."""
    sentence = doc.sentence_at(start)
    low = doc.text.rfind(";", sentence.start, start) + 1 or sentence.start
    high = doc.text.find(";", start, sentence.end)
    return low, sentence.end if high < 0 else high


def quote(doc: Document, start: int, end: int) -> str:
    """The words of the figure's clause from the figure on, 12 at most; where these are fewer than six, the
    last 12 words of the clause instead. Copied from the text as they stand.
    """
    low, high = clause(doc, start, end)
    words = [word.span() for word in _WORD.finditer(doc.text, start, high)][:QUOTE_WORDS]
    if len(words) < FEW_WORDS:
        words = [word.span() for word in _WORD.finditer(doc.text, low, high)][-QUOTE_WORDS:]
        words = [word for word in words if word[0] <= start] and words
    return doc.text[words[0][0] : words[-1][1]] if words else doc.text[start:end]


def locator(sentence: Sentence) -> str:
    """p0 for the headline, then the non-empty lines from 1."""
    return f"p{sentence.line}"
