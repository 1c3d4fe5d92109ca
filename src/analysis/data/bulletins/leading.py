"""The words before a figure that say of whom it is: "đối với cán bộ xã", a label, a tier, a programme, a noun."""

from __future__ import annotations

import re

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.context import Context
from analysis.data.bulletins.naming import is_generic, noun_phrase
from analysis.data.bulletins.phrases import fold

_TOWARDS = re.compile(r"(?<!\w)đối với\s+(?:đội ngũ\s+|các\s+|những\s+)?")
# "Ngạch chuyên viên chính: 120 người"
_LABEL = re.compile(r"(?:^|[.;,(–\n])\s*([^,;.:()\d\n]{3,60}):\s*(?:có\s+)?$")
_TIER = re.compile(r"(?<!\w)cấp\s+(?:trung ương|tỉnh|huyện|xã|thành phố|cơ sở|quận)(?=[^;.]{1,40}$)")
# "trung cấp lý luận chính trị được 58 lớp"
_RUNS_ON = re.compile(r"\s*(?:(?:là|có|được|mở|tổ chức|gồm|với)\s+){0,3}")
_COUNTS = re.compile(r"(?:tổng\s+|sĩ\s+|quân\s+)?số|kết quả|trong đó|cụ thể|thời gian|xếp loại|thành phần")

# "tập huấn nghiệp vụ văn thư 7 lớp": an item of a list that begins with its topic.
_TOPIC = re.compile(
    r"(?:^|[,;:.(–]|\svà)\s*((?:bồi dưỡng|tập huấn|đào tạo|huấn luyện)\s+(?!cho\s)[^,;:.()\d]{6,80}?)"
    r"(?:\s+(?:mở|được|có|tổ chức|là))*\s*$"
)
# "lớp tiếng Khmer có 62 học viên"
_CLASS = re.compile(
    r"(?<!\w)((?:lớp|khóa)\s+(?!học|này|trên|thứ|đầu|mới|trước|sau|khác|tiếp|còn)(?P<name>[^\W\d][^,;:.()\d]{2,60}?))"
    r"\s+(?:có|gồm|với|thu hút)\s+(?:tổng số\s+)?$"
)
_BARE_TOPIC = re.compile(r"(?:bồi dưỡng|tập huấn|đào tạo|huấn luyện)(?:\s+(?:này|trên))?")


def before_class(context: Context) -> str:
    """What is named before a number of classes."""
    return _leading(context) or _programme(context) or _topic(context)


def before_persons(context: Context) -> str:
    """What is named before persons; a noun ("tiến sĩ 3 người") or a programme only where they have no other noun."""
    named = _leading(context)
    if named or context.it.word not in lexicon.unit_words("counter"):
        return named
    return _noun(context) or _programme(context)


def class_named(context: Context) -> str:
    """The class that has the learners of a figure, where it is another than the headline's."""
    doc = context.doc
    match = _CLASS.search(doc.folded[context.since : context.it.start])
    low, high = doc.headline
    if not match or _BARE_TOPIC.fullmatch(match["name"]) or match["name"] in doc.folded[low:high]:
        return ""
    return doc.text[context.since + match.start(1) : context.since + match.end(1)]


def _leading(context: Context) -> str:
    return _towards(context) or _label(context) or _tier(context)


def _towards(context: Context) -> str:
    doc = context.doc
    for match in _TOWARDS.finditer(doc.folded, context.low, context.it.start):
        noun = lexicon.units().at(doc.folded, match.end())
        if noun and noun.code == "person" and noun.end < context.it.start:
            words = noun_phrase(doc, match.end(), context.it.start, noun.end).split(",")[0]
            return "" if is_generic(words) else words
    return ""


def _topic(context: Context) -> str:
    match = _TOPIC.search(context.doc.folded[context.since : context.it.start])
    return context.doc.text[context.since + match.start(1) : context.since + match.end(1)] if match else ""


def _noun(context: Context) -> str:
    doc = context.doc
    noun = lexicon.units().ends_at(doc.folded, context.it.start)
    if noun is None or noun.code != "person" or is_generic(noun.phrase):
        return ""
    start = doc.folded.rfind(noun.phrase, context.low, context.it.start)
    return doc.text[start : start + len(noun.phrase)] if start >= 0 else ""


def _label(context: Context) -> str:
    """The label before a colon that names persons or a programme: "Cao cấp lý luận chính trị: 56 đồng chí"."""
    doc = context.doc
    label = _LABEL.search(doc.folded[context.low : context.it.start])
    if not label:
        return ""
    span = context.low + label.start(1), context.low + label.end(1)
    words = doc.text[slice(*span)].strip()
    if is_generic(words) or _COUNTS.match(fold(words)):
        return ""
    named = any(noun.code == "person" for noun in lexicon.units().within(doc.folded, *span))
    return words if named or next(lexicon.measures("before").within(doc.folded, *span), None) else ""


def _tier(context: Context) -> str:
    match = _TIER.search(context.doc.folded, context.since, context.it.start)
    return context.doc.text[match.start() : match.end()] if match else ""


def _programme(context: Context) -> str:
    """The programme that the unit word goes on with ("58 lớp trung cấp lý luận chính trị") or that leads to the
    figure ("trung cấp lý luận chính trị 58 lớp").
    """
    it, doc = context.it, context.doc
    after = lexicon.programmes().within(doc.folded, it.unit_start, context.reach)
    programme = next((phrase for phrase in after if phrase.start <= it.unit_end + 1), None)
    if programme is None:
        before = list(lexicon.programmes().within(doc.folded, context.since, it.start))[-1:]
        programme = next((one for one in before if _RUNS_ON.fullmatch(doc.folded, one.end, it.start)), None)
    return doc.text[programme.start : programme.end] if programme else ""
