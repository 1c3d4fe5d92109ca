"""Of whom a figure speaks: a level by the phrases of reference/levels.csv, else the text's own words; and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.bulletins import lexicon
from analysis.bulletins.candidates import Candidate
from analysis.bulletins.context import Context
from analysis.bulletins.lexicon import Found
from analysis.bulletins.sentences import Document

MOST_WORDS = 12
# How near, in characters, a place before the figure and its preposition must stand.
NEAR = 30

# "91 … và 40 đồng chí": the second figure goes on with the audience of the first.
_CONTINUES_LIST = re.compile(r"[^,;]*\s(?:và|cùng)\s")
# What no list can say: "học" but not "học viên", "không hoàn thành", "và 2 tổ".
_ENDS = re.compile(
    r"(?<!\w)(?:học(?!\s+(?:viên|sinh|giả))|(?:không|chưa)\s+(?!chuyên))(?!\w)|,\s*\d|"
    r"\s(?:và|hoặc|cùng)\s+(?:\d|hơn|gần|trên|khoảng)"
)
_COMMA = re.compile(r",\s*")
_STOPS = re.compile(r"[;()<>/\"“”…!?]|[:.](?!\d)|\s[–-]\s")
_FOR = re.compile(
    r"(?<!\w)cho\s+(?:(?:các\s+)?đối tượng\s+là\s+|đội ngũ\s+|các\s+|những\s+)?"
    r"(?!\d|khoảng|gần|hơn|trên|biết|rằng|hay|thấy|phép|nên|đến|lớp|khóa|nhóm|việc|công tác|năm|mỗi|toàn)"
)
# "Ngạch chuyên viên chính: 120 người"
_LABEL = re.compile(r"(?:^|[.;,(–\n])\s*([^,;.:()\d\n]{3,60}):\s*(?:có\s+)?$")
_TIER = re.compile(r"(?<!\w)cấp\s+(?:trung ương|tỉnh|huyện|xã|thành phố|cơ sở|quận)(?=[^;.]{1,40}$)")
_OF_CLASS = re.compile(r"[^,;.\d]{0,80}(?:\(|/|\s(?:với|gồm|cho|có)\s)[^,;.\d]{0,30}")
_TO_WHOM = re.compile(r"(?<!\w)(?:dành cho|cho|bồi dưỡng|tập huấn|đào tạo)\s+(?:đội ngũ\s+|các\s+)?")
_TARGET = re.compile(r"(?<!\w)đối tượng\s+\d(?!\w)")
_IS = re.compile(r"\s*,?\s*(?:đều\s+|hầu hết\s+)?là\s+(?:các\s+|những\s+)?")
_GENERIC = re.compile(
    r"(?:lượt(?:\s+|$))?(?:học viên|đồng chí|đ/c|người|em|chị|anh chị|cán bộ|đại biểu|bạn trẻ|cá nhân)?"
    r"(?:\s+(?:tham|tiêu biểu))?"
)
_COUNTS = re.compile(r"(?:tổng\s+|sĩ\s+|quân\s+)?số|kết quả|trong đó|cụ thể|thời gian|xếp loại|thành phần")
_LOOSE_ENDS = frozenset({",", "và", "-", "của", "thuộc", "cho", "các", "những"})
_TO_A_PLACE = re.compile(r"(?<!\w)(?:ở|tại|sang|đi|qua|ra)\s+(?:[^\W\d]+\s+){0,2}$")


@dataclass(frozen=True)
class Audience:
    """A level code, or the text's own words, or neither; ``where`` says how it was found."""

    level: str = ""
    words: str = ""
    where: str = ""


def level_phrases(doc: Document) -> list[Found]:
    """The phrases of the text that name a level, in order; a level of a place that the text never names is none."""
    needs = lexicon.level_places()
    found = lexicon.levels().within(doc.folded, 0, len(doc.folded))
    return [phrase for phrase in found if needs.get(phrase.code, "") in doc.folded]


def of_headline(doc: Document, phrases: Sequence[Found]) -> Audience:
    """The audience of the class that the text is about, as its headline names it: the only level, else words."""
    low, high = doc.headline
    codes = {phrase.code for phrase in phrases if low <= phrase.start < high}
    if codes:
        return Audience(codes.pop(), "", "headline") if len(codes) == 1 else Audience()
    if target := _TARGET.search(doc.folded, low, high):
        return Audience("", doc.text[target.start() : target.end()], "headline")
    for found in _TO_WHOM.finditer(doc.folded, low, high):
        noun = lexicon.units().at(doc.folded, found.end())
        if noun and noun.code == "person":
            words = _cut(doc, found.end(), high, noun.end)
            return Audience() if _GENERIC.fullmatch(lexicon.fold(words)) else Audience("", words, "headline")
    return Audience()


def audience(
    context: Context, phrases: Sequence[Found], last: tuple[Candidate, Audience] | None, headline: Audience
) -> Audience:
    """The audience of a figure: named after it, gone on with from the ``last`` figure, or that of the headline."""
    it, doc = context.it, context.doc
    end = context.high if it.unit == "class" else context.reach
    if phrase := next((phrase for phrase in phrases if it.start <= phrase.start < end), None):
        return Audience(phrase.code, "", "clause")
    if words := context.per_class() or _own_words(context):
        return Audience("", words, "clause")
    if not it.is_head_count:
        return Audience("", _label(context) or _tier(context), "before") if it.unit == "class" else Audience()
    if last and last[0].start >= context.low and _goes_on(doc, last[0], it):
        return Audience(last[1].level, last[1].words, "list")
    return _general(context, headline)


def _general(context: Context, headline: Audience) -> Audience:
    """The audience of persons whom their own words leave open: the headline's level, the words before, or the
    headline's words.
    """
    words = "" if headline.level else _before(context)
    return Audience("", words, "before") if words else headline


def _goes_on(doc: Document, last: Candidate, it: Candidate) -> bool:
    if last.unit == "class":
        return _OF_CLASS.fullmatch(doc.folded, last.unit_end, it.start) is not None
    return last.is_head_count and _CONTINUES_LIST.fullmatch(doc.folded, last.unit_end, it.start) is not None


def _own_words(context: Context) -> str:
    """The noun phrase from the unit word on; for a class what stands after "cho"; empty if it says nothing."""
    it, folded = context.it, context.doc.folded
    if not it.word:
        return ""
    if not it.is_head_count and it.unit != "percent":
        found = _FOR.search(folded, it.unit_end, context.reach)
        return _phrase(context, found.end()) if found and found.end() < context.reach else ""
    words = _phrase(context, it.unit_start)
    if not _GENERIC.fullmatch(lexicon.fold(words)):
        return words
    named = _IS.match(folded, it.unit_end)
    return _phrase(context, named.end()) if named else ""


def _before(context: Context) -> str:
    """ "bồi dưỡng cho cán bộ đối tượng 3, quân số 71 đồng chí": what the last "cho" of the segment names; else
    the label before a colon, else the tier that opened the class.
    """
    folded, it = context.doc.folded, context.it
    found = [match.end() for match in _FOR.finditer(folded, context.low, it.start)]
    if found and found[-1] < it.start and (words := _phrase(context, found[-1])):
        return words
    return _label(context) or _tier(context)


def _label(context: Context) -> str:
    """The label before a colon that names persons or a programme: "Cao cấp lý luận chính trị: 56 đồng chí"."""
    doc = context.doc
    label = _LABEL.search(doc.folded[context.low : context.it.start])
    if not label:
        return ""
    place = context.low + label.start(1), context.low + label.end(1)
    words = doc.text[slice(*place)].strip()
    if _GENERIC.fullmatch(lexicon.fold(words)) or _COUNTS.match(lexicon.fold(words)):
        return ""
    named = any(noun.code == "person" for noun in lexicon.units().within(doc.folded, *place))
    return words if named or next(lexicon.measures("before").within(doc.folded, *place), None) else ""


def _tier(context: Context) -> str:
    found = _TIER.search(context.doc.folded, context.since, context.it.start)
    return context.doc.text[found.start() : found.end()] if found else ""


def _phrase(context: Context, start: int) -> str:
    """The words from a place to the verb or mark that ends the phrase, the next figure at the latest."""
    it = context.it
    end = max(context.reach if start >= it.start else it.start, start)
    first = it.unit_end if start == it.unit_start else start + 1
    return _cut(context.doc, start, end, min(first, end))


def _cut(doc: Document, start: int, end: int, first: int) -> str:
    """The words between two places up to a stop; verbs and the like stop them only from ``first`` on."""
    ends = [_STOPS.search(doc.folded, max(start, first - 1) if first > start else start, end)]
    ends += [_ENDS.search(doc.folded, first, end), next(_commas(doc, first, end), None)]
    places = [found.start() for found in ends if found]
    places += [found.start for found in lexicon.phrase_ends().within(doc.folded, first, end)][:1]
    words = doc.text[start : min(places, default=end)].split()[:MOST_WORDS]
    while words and words[-1].lower() in _LOOSE_ENDS:
        words.pop()
    return " ".join(words).rstrip(" ,;.")


def _commas(doc: Document, start: int, end: int) -> Iterator[re.Match[str]]:
    """The commas after which something else begins: "85 học viên, lớp thứ ba …"."""
    begins = lexicon.phrase_ends("after a comma")
    return (comma for comma in _COMMA.finditer(doc.folded, start, end) if begins.at(doc.folded, comma.end()))


def mode(context: Context) -> str:
    """in_country or abroad by the place that the clauses of the figure name; else empty."""
    it, folded = context.it, context.doc.folded
    if not it.is_head_count:
        return ""
    after = lexicon.modes().within(folded, it.unit_end, context.reach)
    before = lexicon.modes().within(folded, max(context.since, it.start - NEAR), it.start)
    for found in (*after, *before):
        named = "nước" in found.phrase or _TO_A_PLACE.search(folded, max(0, found.start - NEAR), found.start)
        if named:
            return found.code
    return ""
