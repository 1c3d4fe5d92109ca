"""Of whom a figure speaks: a level by the phrases of reference/levels.csv, else the text's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.bulletins import lexicon
from analysis.bulletins.candidates import Candidate
from analysis.bulletins.context import Context
from analysis.bulletins.naming import Audience, is_generic, noun_phrase
from analysis.bulletins.phrases import Found, fold
from analysis.bulletins.sentences import Document

# "91 … và 40 đồng chí", "120 cán bộ nữ (118 người có mặt": the second figure goes on with the audience of the first.
_GOES_ON = re.compile(r"[^,;]*\s(?:và|cùng)\s|[^,;.()\d]{0,40}\(\s*(?:trong đó\s+)?(?:có\s+)?")
_OF_CLASS = re.compile(r"[^,;.\d]{0,80}(?:\(|/|\s(?:với|gồm|cho|có)\s)[^,;.\d]{0,30}")
_FOR = re.compile(
    r"(?<!\w)cho\s+(?:(?:các\s+)?đối tượng\s+là\s+|đội ngũ\s+|các\s+|những\s+)?"
    r"(?!\d|khoảng|gần|hơn|trên|biết|rằng|hay|thấy|phép|nên|đến|lớp|khóa|nhóm|việc|công tác|năm|mỗi|toàn)"
)
_FOR_SO_MANY = re.compile(r"(?<!\w)cho\s+(?:tổng số\s+)?$")
# "Ngạch chuyên viên chính: 120 người"
_LABEL = re.compile(r"(?:^|[.;,(–\n])\s*([^,;.:()\d\n]{3,60}):\s*(?:có\s+)?$")
_TIER = re.compile(r"(?<!\w)cấp\s+(?:trung ương|tỉnh|huyện|xã|thành phố|cơ sở|quận)(?=[^;.]{1,40}$)")
# "trưởng phòng, chủ tịch, phó bí thư đảng ủy xã": a level that is one of several is not that of the figure.
_AMONG_OTHERS = re.compile(r"[^\W\d][^,;]*,\s*$")
# "trung cấp lý luận chính trị được 58 lớp"
_RUNS_ON = re.compile(r"\s*(?:(?:là|có|được|mở|tổ chức|gồm|với)\s+){0,3}")
_IS = re.compile(r"\s*,?\s*(?:(?:đều|hầu hết|chủ yếu|phần lớn|đa số)\s+)?là\s+(?:các\s+|những\s+)?")
_COUNTS = re.compile(r"(?:tổng\s+|sĩ\s+|quân\s+)?số|kết quả|trong đó|cụ thể|thời gian|xếp loại|thành phần")

Last = tuple[Candidate, Audience] | None


def audience(context: Context, phrases: Sequence[Found], last: Last, of_class: Audience) -> Audience:
    """The audience of a figure: named after it, gone on with from the ``last`` figure, or that of the class that
    the text is about.
    """
    it = context.it
    end = context.high if it.unit == "class" else context.reach
    phrase = next((phrase for phrase in phrases if it.start <= phrase.start < end), None)
    if phrase and not _AMONG_OTHERS.search(context.doc.folded, it.unit_end, phrase.start):
        return Audience(phrase.code, "", "clause")
    if words := context.per_class() or _own_words(context):
        return Audience("", words, "clause")
    if it.is_head_count:
        return _of_persons(context, last, of_class)
    if it.unit == "day":
        return last[1] if last and last[0].start >= context.low and last[1].is_named else of_class
    words = (_label(context) or _tier(context) or _programme(context)) if it.unit == "class" else ""
    return Audience("", words, "before")


def _of_persons(context: Context, last: Last, of_class: Audience) -> Audience:
    """The audience of persons whom their own words leave open: that of the list they stand in, the class's level,
    the words before, the class's words, or those of whom the sentence spoke last ("đào tạo 1.000 cán bộ nữ; đã có
    400 chị hoàn thành").
    """
    it = context.it
    if last and last[0].start >= context.low and _goes_on(context.doc, last[0], it):
        return Audience(last[1].level, last[1].words, "list")
    words = "" if of_class.level else _before(context)
    if words:
        return Audience("", words, "before")
    if of_class.is_named or last is None or it.word not in lexicon.counters():
        return of_class
    spoken_of = last[0].is_head_count and last[0].sentence is it.sentence
    return Audience(last[1].level, last[1].words, "list") if spoken_of else of_class


def _goes_on(doc: Document, last: Candidate, it: Candidate) -> bool:
    between = doc.folded, last.unit_end, it.start
    if last.unit == "class":
        return _OF_CLASS.fullmatch(*between) is not None
    return last.is_head_count and _GOES_ON.fullmatch(*between) is not None


def _own_words(context: Context) -> str:
    """The noun phrase from the unit word on; for a class what stands after "cho"; empty if it says nothing."""
    it, folded = context.it, context.doc.folded
    if not it.word:
        return ""
    if not it.is_head_count and it.unit != "percent":
        found = _FOR.search(folded, it.unit_end, context.reach)
        words = _phrase(context, found.end()) if found and found.end() < context.reach else ""
        return words if words and not is_generic(words) else _of_next(context)
    words = _phrase(context, it.unit_start)
    if not is_generic(words):
        return words
    named = _IS.match(folded, it.unit_end)
    return _phrase(context, named.end()) if named else ""


def _of_next(context: Context) -> str:
    """ "2 lớp cho 214 chi hội trưởng": a class is for those whom the next figure counts."""
    it, doc, following = context.it, context.doc, context.next
    if it.unit != "class" or following is None or not following.is_head_count:
        return ""
    if not _FOR_SO_MANY.search(doc.folded, it.unit_end, following.start):
        return ""
    words = noun_phrase(doc, following.unit_start, context.high, following.unit_end)
    return "" if is_generic(words) else words


def _before(context: Context) -> str:
    """ "bồi dưỡng cho cán bộ đối tượng 3, quân số 71 đồng chí": what the last "cho" of the segment names; else
    the label before a colon, the tier that opened the class, or the programme of people who have no other noun.
    """
    folded, it = context.doc.folded, context.it
    found = [match.end() for match in _FOR.finditer(folded, context.low, it.start)]
    if found and found[-1] < it.start and (words := _phrase(context, found[-1])):
        return words
    named = _label(context) or _tier(context)
    return named or (_programme(context) if it.word in lexicon.counters() else "")


def _label(context: Context) -> str:
    """The label before a colon that names persons or a programme: "Cao cấp lý luận chính trị: 56 đồng chí"."""
    doc = context.doc
    label = _LABEL.search(doc.folded[context.low : context.it.start])
    if not label:
        return ""
    place = context.low + label.start(1), context.low + label.end(1)
    words = doc.text[slice(*place)].strip()
    if is_generic(words) or _COUNTS.match(fold(words)):
        return ""
    named = any(noun.code == "person" for noun in lexicon.units().within(doc.folded, *place))
    return words if named or next(lexicon.measures("before").within(doc.folded, *place), None) else ""


def _tier(context: Context) -> str:
    found = _TIER.search(context.doc.folded, context.since, context.it.start)
    return context.doc.text[found.start() : found.end()] if found else ""


def _programme(context: Context) -> str:
    """The programme that the unit word goes on with ("58 lớp trung cấp lý luận chính trị") or that leads to the
    figure ("trung cấp lý luận chính trị 58 lớp").
    """
    it, doc = context.it, context.doc
    after = lexicon.programmes().within(doc.folded, it.unit_start, context.reach)
    found = next((phrase for phrase in after if phrase.start <= it.unit_end + 1), None)
    if found is None:
        before = list(lexicon.programmes().within(doc.folded, context.since, it.start))[-1:]
        found = next((one for one in before if _RUNS_ON.fullmatch(doc.folded, one.end, it.start)), None)
    return doc.text[found.start : found.end] if found else ""


def _phrase(context: Context, start: int) -> str:
    """The words from a place to the verb or mark that ends the phrase, the next figure at the latest."""
    it = context.it
    end = max(context.reach if start >= it.start else it.start, start)
    first = it.unit_end if start == it.unit_start else start + 1
    return noun_phrase(context.doc, start, end, min(first, end))
