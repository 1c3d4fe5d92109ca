"""What a figure counts: its measure and grade, or that it is no figure of training."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.candidates import LASTING
from analysis.data.bulletins.context import NEAR, Context
from analysis.data.bulletins.grading import Graded, grade_of

_OPENS_CLASSES = re.compile(
    r"(?:mở|mở thêm|tổ chức|khai giảng|bế giảng|chia thành|chia làm|triển khai|duy trì|thực hiện|phối hợp)"
    r"\s+(?:được\s+|thành công\s+)?$"
)
# "Tỷ lệ tốt nghiệp đạt 98,7%": a share of learners without a word for them.
_RATE = re.compile(r"(?:tỷ|tỉ)\s+lệ\s+(?:học viên\s+)?(tốt nghiệp|hoàn thành)[^,;%]{0,25}$")
# "30% học viên là nữ"
_SAID_OF_LEARNERS = re.compile(r"\s+(?:đều\s+)?là\s")
_MEASURE_OF_THING = {"class": "classes", "day": "days", "award": "commended"}
# How sure a reading is by where the words that decided stand.
SCOPE_CONFIDENCE = {"clause": 0.9, "sentence": 0.7, "whole": 0.7, "text": 0.5}
SAYS_MEASURE = lexicon.LEARNERS | {"withdrawn", "event"}


@dataclass(frozen=True)
class Judgement:
    """What a candidate says, the cue that said so, and how far it was: clause, sentence, text; or "whole" for a
    part that is counted as its whole is. ``of`` says that a figure is no count of its own: a share of a plan, a
    share beside a count, learners who have withdrawn, the size of a class.
    """

    measure: str
    cue: str
    scope: str
    grade: str = ""
    at_or_above: bool = False
    of: str = ""


def judge(context: Context) -> Judgement | None:
    """What the candidate counts, or None when it is no figure of training."""
    it, scope = context.it, context.relevance()
    if it.unit in _MEASURE_OF_THING:
        return _thing(context, scope)
    if graded := grade_of(context):
        return _graded(context, graded, scope)
    if it.unit == "percent":
        return _share(context, scope)
    if (cue := context.commended()) and (scope or context.about.is_training):
        return Judgement("commended", cue, "clause")
    return _people(context, scope) if scope and it.word else None


def _thing(context: Context, scope: str) -> Judgement | None:
    unit = context.it.unit
    if unit == "class" and not scope:
        opened = _OPENS_CLASSES.search(context.doc.folded, context.low, context.it.start)
        scope = "clause" if opened else ""
    if unit == "class" and not scope and _has_learners(context):
        scope = "text"
    if unit == "day" and not scope and _lasts(context):
        scope = "text"
    if unit == "award" and context.about.is_training:
        scope = scope or "text"
    if not scope:
        return None
    if unit == "class" and (plan := context.planned()):
        return Judgement("planned", plan, scope)
    return Judgement(_MEASURE_OF_THING[unit], context.it.word, scope)


def _has_learners(context: Context) -> bool:
    """ "126 lớp/8.910 lượt người" in a text about training."""
    following = context.next
    counted = following is not None and following.is_head_count
    return context.about.is_training and counted and following.start - context.it.unit_end < NEAR


def _lasts(context: Context) -> bool:
    """ "Trong 2 ngày, các đại biểu được nghe…" in a text about training says how long the class lasted."""
    lasting = LASTING.search(context.doc.folded, context.low, context.it.start)
    return context.about.is_training and not context.is_elsewhere and lasting is not None


def _graded(context: Context, graded: Graded, scope: str) -> Judgement | None:
    if context.is_elsewhere or not (scope or context.about.is_training):
        return None
    words = context.doc.folded[graded.start : graded.end]
    measure = "planned" if context.planned() else "graded"
    return Judgement(measure, words, "clause", graded.codes, graded.at_or_above)


def _share(context: Context, scope: str) -> Judgement | None:
    """A share of persons, of whom the text must say what they did."""
    if not context.it.word:
        rate = _RATE.search(context.doc.folded, context.since, context.it.start)
        return Judgement("completed", rate[1], "clause") if rate else None
    if not scope:
        return None
    judged = _people(context, scope)
    said = context.it.word in lexicon.unit_words("training") and _SAID_OF_LEARNERS.match(
        context.doc.folded, context.it.unit_end
    )
    return judged if judged.cue or said else None


def _people(context: Context, scope: str) -> Judgement:
    if plan := context.planned():
        return Judgement("planned", plan, scope)
    if each := context.per_class():
        return Judgement("trained", each, scope, of="class")
    for cue in context.measure_cues():
        if cue.code in SAYS_MEASURE:
            if cue.code == "withdrawn":
                return Judgement("enrolled", cue.phrase, scope, of=cue.code)
            measure = context.event_measure() if cue.code == "event" else cue.code
            return Judgement(measure, cue.phrase, scope)
    return Judgement(context.event_measure(), "", "text")
