"""Figures with a unit: what is left when dates, numbers of documents, ordinals and places are put aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.phrases import Occurrence
from analysis.data.bulletins.printed_figures import Span, spans
from analysis.data.bulletins.sentences import Document, Sentence

# A class, a course, a year is numbered low; "lớp 35 học viên" is a class of 35.
GREATEST_ORDINAL = 30

_FILLER = re.compile(
    r"(?:\s?/\s?\d[\d.]*)?\s*(?:\(\s*\d[\d.,]*\s*%\s*\)\s*)?(?P<words>(?:(?:các|em|vị|số|tổng số|nam|nữ|tân|cả)\s+)*)"
)
_NUMBER_FOLLOWS = re.compile(r"\s*\d")
# "Trong hai ngày 21 và 22-7" lasts two days; "8 giờ 30 ngày 12-5" does not.
LASTING = re.compile(
    r"(?<!\w)(?:trong|thời gian|thời lượng|sau|qua|kéo dài|diễn ra)\s*:?\s*(?:vòng\s+|thời gian\s+)?(?:là\s+)?$"
)
# The suffixes and heads of names of professions: "hòa giải viên", "dược sĩ", "nhà thiên văn".
_PROFESSION = re.compile(
    r"(?:[^\W\d]+\s+(?:viên|sĩ|sỹ|sư|trưởng)|[^\W\d]+\s+[^\W\d]+\s+viên|(?:nhà|thợ|chủ|phó|trưởng)\s+[^\W\d]+)(?!\w)"
)
_NO_PROFESSION = re.compile(
    r"(?:và|hoặc|cùng|đến) |công viên|nhà (?:trường|máy|ở|văn hóa|nước|thầu|ga)|chủ (?:đề|trương)|thị trường"
)
_POPULATION = re.compile(r"trong\s+(?:tổng\s+)?số\s+[^,;.]{0,60}\slà\s+$")
_LABEL = re.compile(r"(?<!\w)số\s+(?:các\s+)?([^\W\d][^,;.:\d]{1,50})(?::|\slà)\s*$")
_PAST = re.compile(r"(?:đã\s+|được\s+)*")
_GRADE_FOLLOWS = re.compile(r"\s*(?:xếp\s+|đạt\s+)?loại\s+")
_GRADE_PRECEDES = re.compile(
    r"(?:loại\s+)?(?:xuất sắc|giỏi|trung bình khá|khá|trung bình|đạt yêu cầu)\s*(?P<says>:|có|là)?\s*$"
)
# "xuất sắc 5, giỏi 30": a bare number after a bare grade ends there.
_ENDS_THERE = re.compile(r"\s*(?:[,;.)(]|$|và\s)(?!\d)")
_LOOKS_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Candidate:
    """A figure with its unit: ``word`` is the unit word, folded, from ``unit_start`` to ``unit_end``."""

    span: Span
    unit: str
    word: str
    unit_start: int
    unit_end: int
    sentence: Sentence

    @property
    def start(self) -> int:
        """Where the printed figure starts."""
        return self.span.start

    @property
    def is_head_count(self) -> bool:
        """Whether it counts persons or attendances."""
        return self.unit in ("person", "attendance")


def candidates(doc: Document) -> list[Candidate]:
    """The figures of the text that have a unit and are no date, number of a document, ordinal or place."""
    return [candidate for span in spans(doc) if (candidate := _candidate(doc, span))]


def _candidate(doc: Document, span: Span) -> Candidate | None:
    sentence = doc.sentence_at(span.start)
    noun = _noun(doc, span)
    if noun and noun.end > sentence.end:
        noun = None
    if span.figure.is_percent:
        return _share(span, noun, sentence)
    if _is_named(doc, span, noun):
        return None
    if noun is None:
        implied = _implies_learners(doc, span, sentence)
        return Candidate(span, "person", "", span.end, span.end, sentence) if implied else None
    if not _is_count(doc, span, noun):
        return None
    return Candidate(span, noun.code, noun.phrase, noun.start, noun.end, sentence)


def _share(span: Span, noun: Occurrence | None, sentence: Sentence) -> Candidate:
    if noun and noun.code in ("person", "attendance"):
        return Candidate(span, "percent", noun.phrase, noun.start, noun.end, sentence)
    return Candidate(span, "percent", "", span.end, span.end, sentence)


def _noun(doc: Document, span: Span) -> Occurrence | None:
    """The unit word that follows the figure, from the table or by the form of names of professions."""
    filler = _FILLER.match(doc.folded, span.end)
    start = filler.end()
    # "12 em học sinh" counts pupils, "12 em xếp loại giỏi" counts "em".
    unit = lexicon.units().at(doc.folded, start) or lexicon.units().at(doc.folded, filler.start("words"))
    if unit:
        return unit
    if label := _labelled(doc, span):
        return label
    match = _PROFESSION.match(doc.folded, start)
    if match and not _NO_PROFESSION.match(doc.folded, start):
        return Occurrence(start, match.end(), match[0], "person")
    return None


def _labelled(doc: Document, span: Span) -> Occurrence | None:
    """ "Số học viên: 96", "số lớp là 12", "số đã hoàn thành khóa học là 281": the unit stands in a label before."""
    label = _LABEL.search(doc.folded, max(doc.sentence_at(span.start).start, span.start - 70), span.start)
    if not label:
        return None
    if unit := lexicon.units().at(doc.folded, label.start(1)):
        return Occurrence(span.end, span.end, unit.phrase, unit.code)
    start = _PAST.match(doc.folded, label.start(1)).end()
    verb = lexicon.measures("before").at(doc.folded, start)
    return Occurrence(span.end, span.end, "người", "person") if verb and verb.code in lexicon.LEARNERS else None


def _is_named(doc: Document, span: Span, noun: Occurrence | None) -> bool:
    """Whether the word before makes the number a name (a date, an ordinal, a document, a place), or the
    number of those of whom only some are meant ("trong tổng số 350.000 giáo viên").
    """
    before = lexicon.not_counts("before").ends_at(doc.folded, span.start)
    population = (before and before.code == "population") or _POPULATION.search(
        doc.folded, max(0, span.start - 70), span.start
    )
    if population:
        return noun is None or noun.phrase not in lexicon.unit_words("training")
    if before is None or not before.code:
        return False
    if before.code == "difference":
        return True
    if span.figure.qualifier not in ("exact", "range"):
        return False
    return before.code != "ordinal" or span.figure.value <= GREATEST_ORDINAL


def _is_count(doc: Document, span: Span, noun: Occurrence) -> bool:
    """Whole numbers of a unit, unless the words after say that something else is counted."""
    whole = span.figure.value.denominator == 1 and span.figure.value > 0
    dated = noun.code == "day" and _NUMBER_FOLLOWS.match(doc.folded, noun.end)
    if dated and LASTING.search(doc.folded, max(0, span.start - 40), span.start):
        dated = None
    other = lexicon.not_counts("after").at(doc.folded, noun.start)
    return (whole or noun.code == "day") and not dated and not (other and other.code)


def _implies_learners(doc: Document, span: Span, sentence: Sentence) -> bool:
    """ "5 học viên xuất sắc, 20 loại giỏi" and "loại giỏi: 20" leave the unit word out."""
    if span.figure.value.denominator != 1:
        return False
    follows = _GRADE_FOLLOWS.match(doc.folded, span.end)
    if follows and lexicon.grades().at(doc.folded, follows.end()):
        return True
    before = _GRADE_PRECEDES.search(doc.folded, max(sentence.start, span.start - 40), span.start)
    if before is None or _LOOKS_LIKE_A_YEAR.fullmatch(span.printed):
        return False
    return bool(before["says"]) or _ENDS_THERE.match(doc.folded, span.end) is not None
