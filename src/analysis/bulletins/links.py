"""Of whom, and of which base: levels by the phrases of reference/levels.csv, bases across clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.bulletins import lexicon
from analysis.bulletins.context import Candidate, Judgement
from analysis.bulletins.sentences import Document, segment

AUDIENCE_WORDS = 12
# How many lines back a share may look for its whole.
BASE_LINES = 1
WHOLE = frozenset({"enrolled", "completed", "trained"})
AND = re.compile(r"[^,;]*\s(?:và|cùng)\s")
_AUDIENCE_ENDS = re.compile(
    r"(?<!\w)(?:đã|được|sẽ|tham gia|tham dự|tham|theo học|hoàn thành|đạt|có|trong|tại|ở|đi|về|với|vào|từ|đến|năm|"
    r"nhiệm kỳ|học tập|học|là|đều|nhận|tập huấn|bồi dưỡng|đào tạo|để|do|thuộc diện|lần|khóa|này|nằm|và \d+)(?!\w)"
)
_STOPS = re.compile(r"[;:.()\"“”…!?](?!\d)|\s[–-]\s|\d")
_FOR = re.compile(r"\s*(?:[^,;.\d]{0,60}?\s)?(?:dành\s+)?cho\s+(?:đối tượng là\s+|đối tượng\s+là\s+)?")
_GENERIC = frozenset(
    {"học viên", "đồng chí", "đ/c", "người", "em", "lượt", "lượt người", "lượt học viên", "lượt đồng chí"}
)


@dataclass(frozen=True)
class Audience:
    """Of whom a figure speaks: a level code, or the text's own words, or neither; and where that was said."""

    level: str = ""
    words: str = ""
    where: str = ""


def level_spans(doc: Document) -> list[lexicon.Found]:
    """The phrases of the text that name a level, in order; a level of another place than the text's is none."""
    needs = lexicon.level_places()
    return [
        found
        for found in lexicon.levels().within(doc.folded, 0, len(doc.folded))
        if needs.get(found.code, "") in doc.folded
    ]


def event_level(doc: Document, levels: list[lexicon.Found]) -> str:
    """The level of the class that the text is about: the only one that its headline names; else empty."""
    low, high = doc.headline
    codes = {found.code for found in levels if low <= found.start < high}
    return codes.pop() if len(codes) == 1 else ""


def audience(doc: Document, it: Candidate, next_start: int, levels: list[lexicon.Found]) -> Audience:
    """The level or the own words that follow the figure within its segment, before the next figure."""
    _, high = segment(doc, it.start)
    end = high if it.unit == "class" else max(min(high, next_start), it.unit_end)
    for found in levels:
        if it.start <= found.start < end:
            return Audience(found.code, "", "clause")
    return Audience("", _own_words(doc, it, high), "clause")


def _own_words(doc: Document, it: Candidate, high: int) -> str:
    """The noun phrase from the unit word on; for a class what stands after "cho"; empty if it says nothing."""
    if it.unit in ("class", "day", "award"):
        found = _FOR.match(doc.folded, it.unit_end, high)
        if not found:
            return ""
        start = found.end()
    elif not it.word:
        return ""
    else:
        start = it.unit_end - len(it.word)
    stops = [
        mark.start()
        for mark in (
            _STOPS.search(doc.folded, start, high),
            _AUDIENCE_ENDS.search(doc.folded, start + 1, high),
        )
        if mark
    ]
    words = doc.text[start : min(stops, default=high)].split()[:AUDIENCE_WORDS]
    while words and words[-1] in {",", "và", "-", "của", "thuộc", "cho"}:
        words.pop()
    phrase = " ".join(words).rstrip(" ,;.")
    return "" if lexicon.fold(phrase) in _GENERIC else phrase


@dataclass(frozen=True)
class Linked:
    """A candidate with its judgement and audience, and the index of its base among the rows, or None."""

    it: Candidate
    judged: Judgement
    audience: Audience
    mode: str
    base: int | None = None


def base_of(rows: list[Linked], row: Linked, doc: Document) -> int | None:
    """The index of the row that holds the whole of which this row is a part; None where the text says none."""
    if row.judged.measure in ("graded", "commended") or row.it.unit == "percent":
        return _whole_before(rows, row, doc)
    if row.judged.measure == "completed" and row.audience.level:
        return _admitted(rows, row)
    return None


def _whole_before(rows: list[Linked], row: Linked, doc: Document) -> int | None:
    """The nearest count of learners before: in the sentence, else the only one of the nearest sentence back."""
    wholes = [
        (index, other)
        for index, other in enumerate(rows)
        if other.it.start < row.it.start
        and other.it.is_head_count
        and other.judged.measure in WHOLE
        and row.it.sentence.line - other.it.sentence.line <= BASE_LINES
    ]
    if not wholes:
        return None
    last = wholes[-1][1].it.sentence
    nearest = [(index, other) for index, other in wholes if other.it.sentence is last]
    if last is row.it.sentence or len(nearest) == 1:
        return _if_it_holds(nearest[-1], row)
    return None


def _if_it_holds(whole: tuple[int, Linked], row: Linked) -> int | None:
    index, other = whole
    fits = row.it.unit == "percent" or row.it.span.figure.value <= other.it.span.figure.value
    return index if fits else None


def _admitted(rows: list[Linked], row: Linked) -> int | None:
    """Those who completed are part of an earlier, greater count of the same level."""
    for index, other in enumerate(rows):
        same = other.audience.level == row.audience.level and other.it.unit == row.it.unit == "person"
        if same and other.judged.measure in ("trained", "enrolled") and other.it.start < row.it.start:
            if other.it.span.figure.value > row.it.span.figure.value:
                return index
    return None
