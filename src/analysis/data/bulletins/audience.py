"""Of whom a figure speaks: a level by the phrases of reference/levels.csv, else the text's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.candidates import Candidate
from analysis.data.bulletins.context import Context
from analysis.data.bulletins.leading import before_class, before_persons, class_named
from analysis.data.bulletins.naming import Audience, is_generic, noun_phrase, without_visits
from analysis.data.bulletins.phrases import Occurrence
from analysis.data.bulletins.sentences import Document

# "91 … và 40 đồng chí", "120 cán bộ nữ (118 người có mặt": the second figure goes on with the audience of the first.
_GOES_ON = re.compile(r"[^,;]*\s(?:và|cùng)\s|[^,;.()\d]{0,40}\(\s*(?:trong đó\s+)?(?:có\s+)?")
_OF_CLASS = re.compile(r"[^,;.\d]{0,80}(?:\(|/|\s(?:với|gồm|cho|có)\s)[^,;.\d]{0,30}")
# "ngạch chuyên viên 9 lớp, 612 học viên"
_AFTER_CLASS = re.compile(r"[^,;.\d]{0,40},\s*(?:(?:với|gồm|có|cho|thu hút)\s+)?(?:tổng\s+(?:số\s+)?)?")
_OF_THE = re.compile(r"\s*(?:các\s+)?")
_FOR_SO_MANY = re.compile(r"(?<!\w)cho\s+(?:tổng số\s+)?$")
# "trưởng phòng, chủ tịch, phó bí thư đảng ủy xã": a level that is one of several is not that of the figure.
_AMONG_OTHERS = re.compile(r"[^\W\d][^,;]*,\s*$")
# "gần 100 đồng chí thuộc các tổ chức cơ sở Đảng": where they come from is not their post.
_FROM = re.compile(r",|\s(?:thuộc|của)\s")
_IS = re.compile(r"\s*,?\s*(?:(?:đều|hầu hết|chủ yếu|phần lớn|đa số)\s+)?là\s+(?:các\s+|những\s+)?")
Last = tuple[Candidate, Audience] | None


@cache
def _for() -> re.Pattern[str]:
    """The "cho" before persons: "cho đội ngũ cán bộ xã", but not "cho gần 50" or "cho biết"."""
    return re.compile(
        r"(?<!\w)cho\s+(?:(?:các\s+)?đối tượng\s+là\s+|đội ngũ\s+|các\s+|những\s+)?"
        rf"(?!\d|{lexicon.qualifiers()}|biết|rằng|hay|thấy|phép|nên|đến|lớp|khóa|nhóm|việc|công tác|năm|mỗi|toàn)"
    )


def audience(context: Context, phrases: Sequence[Occurrence], last: Last, of_class: Audience) -> Audience:
    """The audience of a figure: named after it, gone on with from the ``last`` figure, or that of the class that
    the text is about.
    """
    it = context.it
    end = context.high if it.unit == "class" else context.reach
    phrase = next((phrase for phrase in phrases if it.start <= phrase.start < end), None)
    if phrase and not _AMONG_OTHERS.search(context.doc.folded, it.unit_end, phrase.start):
        return Audience(phrase.code, "", "clause")
    if words := context.per_class() or _following_words(context):
        return Audience("", words, "clause")
    if it.is_head_count:
        return _of_persons(context, last, of_class)
    if it.unit == "day":
        return last[1] if last and last[0].start >= context.low and last[1].is_named else of_class
    words = before_class(context) if it.unit == "class" else ""
    return Audience("", words, "before")


def _of_persons(context: Context, last: Last, of_class: Audience) -> Audience:
    """The audience of persons whom their own words leave open: that of the list they stand in, the class's level,
    the words before, the class's words, or those of whom the sentence spoke last ("đào tạo 1.000 cán bộ nữ; đã có
    400 chị hoàn thành").
    """
    it = context.it
    if last and last[0].start >= context.low and _goes_on(context.doc, *last, it):
        return Audience(last[1].level, last[1].words, "list")
    words = "" if of_class.level else _before(context)
    if words:
        return Audience("", words, "before")
    if of_class.words and (words := class_named(context)):
        return Audience("", words, "before")
    if of_class.is_named or last is None or it.word not in lexicon.unit_words("counter"):
        return of_class
    spoken_of = last[0].is_head_count and last[0].sentence is it.sentence
    return Audience(last[1].level, last[1].words, "list") if spoken_of else of_class


def _goes_on(doc: Document, last: Candidate, of_last: Audience, it: Candidate) -> bool:
    between = doc.folded, last.unit_end, it.start
    if last.unit == "class":
        return bool(_OF_CLASS.fullmatch(*between) or (of_last.is_named and _AFTER_CLASS.fullmatch(*between)))
    return last.is_head_count and _GOES_ON.fullmatch(*between) is not None


def _following_words(context: Context) -> str:
    """The noun phrase from the unit word on; for a class what stands after "cho"; empty if it says nothing."""
    it, folded = context.it, context.doc.folded
    if not it.word:
        return ""
    if not it.is_head_count and it.unit != "percent":
        match = _for().search(folded, it.unit_end, context.reach)
        words = _phrase(context, match.end()) if match and match.end() < context.reach else ""
        return words if words and not is_generic(words) else _of_persons_named(context)
    words = without_visits(_phrase(context, it.unit_start))
    if it.word in lexicon.unit_words("counter"):
        words = _FROM.split(words)[0]
    if not is_generic(words):
        return words
    named = _IS.match(folded, it.unit_end)
    return _phrase(context, named.end()) if named else ""


def _of_persons_named(context: Context) -> str:
    """ "2 lớp bồi dưỡng bí thư chi bộ", "2 lớp cho 214 chi hội trưởng": the persons that a number of classes names."""
    it, doc, following = context.it, context.doc, context.next
    if it.unit != "class":
        return ""
    if following and following.is_head_count and _FOR_SO_MANY.search(doc.folded, it.unit_end, following.start):
        words = noun_phrase(doc, following.unit_start, context.high, following.unit_end)
    else:
        noun = lexicon.units().at(doc.folded, _OF_THE.match(doc.folded, it.unit_end).end())
        if noun is None or noun.code != "person":
            return ""
        words = noun_phrase(doc, noun.start, context.reach, noun.end)
    words = without_visits(words)
    return "" if is_generic(words) else words


def _before(context: Context) -> str:
    """ "bồi dưỡng cho cán bộ đối tượng 3, quân số 71 đồng chí": what the last "cho" of the segment names; else
    what else is named before.
    """
    folded, it = context.doc.folded, context.it
    ends = [match.end() for match in _for().finditer(folded, context.low, it.start)]
    if ends and ends[-1] < it.start and (words := _phrase(context, ends[-1])):
        return words
    return before_persons(context)


def _phrase(context: Context, start: int) -> str:
    """The words from a position to the verb or mark that ends the phrase, the next figure at the latest."""
    it = context.it
    end = max(context.reach if start >= it.start else it.start, start)
    first = it.unit_end if start == it.unit_start else start + 1
    return noun_phrase(context.doc, start, end, min(first, end))
