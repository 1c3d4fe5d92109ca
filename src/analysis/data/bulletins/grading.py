"""The grades that a figure counts: "khá, giỏi", "từ khá trở lên"; and those that are a condition of entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.context import Context
from analysis.data.bulletins.phrases import Occurrence
from analysis.data.bulletins.sentences import clause
from analysis.vocabulary import reference

_OR_BETTER = re.compile(r"\s*trở\s+lên")
_JOIN = re.compile(r"\s*(?:,|và|hoặc|-|–|/|\+|&)?\s*(?:đạt\s+)?(?:loại\s+)?")
# For a count of persons a grade word needs one of these: "22 học viên xuất sắc" are outstanding, not graded.
_SAYS_GRADED = re.compile(r"(?<!\w)(?:loại|đạt|xếp|kết quả|học lực|tỷ lệ|chiếm|tỉ lệ)(?!\w)")
# "Kết quả xếp loại: 14 học viên (4,5%) xuất sắc, 121 học viên giỏi"
_TELLS_GRADES = re.compile(r"(?<!\w)(?:kết quả|xếp loại|phân loại|học lực)(?!\w)")
ADJOINING = 12
_NO_GRADE = re.compile(
    r"\s+(?:cao|tốt|nhiều|lớn|rõ|đầy đủ|đông|sớm|hơn|nhất|nhiệm vụ|việc|toàn diện|ấn tượng|nhanh|chức năng)(?!\w)"
)
_APART = re.compile(r",(?!\d)|[:()]")
# "50 loại khá và 3 học viên…": the second figure has a grade of its own.
_NEXT = re.compile(r"\s*(?:và|cùng)\s+(?:có\s+)?")
# "…loại giỏi, chiếm 25,5%", "…loại giỏi (25,5%)", "giỏi: 20": the grade before still holds.
_STILL = re.compile(
    r"\s*(?:\(|:|[,(]?\s*(?:chiếm|đạt|tương ứng|tương đương|bằng|với|có|là|(?:tỷ|tỉ)\s+lệ))\s*"
    r"(?:(?:tỷ|tỉ)\s+lệ)?\s*"
)


@dataclass(frozen=True)
class Graded:
    """Grade codes, best first, joined by "+"; ``at_or_above`` for "or better"; and where the words stand."""

    codes: str
    at_or_above: bool
    start: int
    end: int


def runs(text: str, low: int, high: int) -> Iterator[Graded]:
    """Runs of grade words in a folded text: "khá, giỏi" is one run, and so is "từ khá trở lên"."""
    position, words = low, lexicon.grades()
    for first in words.within(text, low, high):
        if first.start < position or _NO_GRADE.match(text, first.end):
            continue
        codes, position = [first.code], first.end
        while following := words.at(text, _JOIN.match(text, position).end()):
            if following.end > high:
                break
            codes.append(following.code)
            position = following.end
        better = _OR_BETTER.match(text, position)
        order = list(reference.grades())
        joined = "+".join(sorted(set(codes), key=order.index))
        yield Graded(joined, better is not None, first.start, better.end() if better else position)


def grade_of(context: Context) -> Graded | None:
    """The grades that the figure of a context counts; None if it counts none."""
    text, it = context.doc.folded, context.it
    after = next(runs(text, it.unit_end, context.reach), None)
    before = list(runs(text, context.since, it.start))
    near = []
    aside = after is not None and after.start >= context.onward
    if after and not _APART.search(text, context.onward if aside else it.unit_end, after.start):
        near.append((after.start - it.unit_end, after))
    if before and _reaches(text, before[-1].end, it.start):
        near.append((it.start - before[-1].end, before[-1]))
    for _, graded in sorted(near, key=lambda pair: pair[0]):
        if _is_result(context, graded):
            return graded
    return None


def _reaches(text: str, low: int, high: int) -> bool:
    """Whether a grade before the figure still speaks of it."""
    if _NEXT.fullmatch(text, low, high):
        return False
    return not _APART.search(text, low, high) or _STILL.fullmatch(text, low, high) is not None


def _is_result(context: Context, graded: Graded) -> bool:
    """A grade that was reached: the text says so, and it is no condition of entry."""
    text, it = context.doc.folded, context.it
    low, high = clause(context.doc, it.start, it.unit_end)
    low, high = min(low, graded.start), max(high, graded.end)
    for words in lexicon.requirements().within(text, low, high):
        if _graduated(context, words):
            continue
        if not graded.start <= words.start < graded.end and not graded.start < words.end <= graded.end:
            return False
    if _SAYS_GRADED.search(text, low, high) or graded.codes == "pass":
        return True
    if graded.end < it.start and text[graded.end : it.start].strip() == ":":
        return True
    if graded.start - context.onward >= ADJOINING:
        return False
    stated = graded.start > it.start and _TELLS_GRADES.search(text, context.low, it.start) and not context.commended()
    return it.unit == "percent" or not it.word or bool(stated)


def _graduated(context: Context, words: Occurrence) -> bool:
    """ "100% học viên đã tốt nghiệp loại khá" at a closing is what the learners reached, no condition of entry."""
    it, closing = context.it, context.about.measure == "completed"
    adjoins = words.phrase == "đã tốt nghiệp" and 0 <= words.start - it.unit_end <= 1
    return closing and adjoins and it.word in lexicon.unit_words("training")
