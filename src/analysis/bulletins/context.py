"""What a figure counts: its unit, whether it is about training at all, its measure, grade and mode.

A cue is a phrase of the tables; the nearest one wins, where a comma or another figure in between makes the
way longer. A figure without a unit word, or nearer to a cue of something else, is no training figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis import reference
from analysis.bulletins import lexicon
from analysis.bulletins.lexicon import Found
from analysis.bulletins.sentences import Document, Sentence, clause, segment
from analysis.bulletins.spans import Span, spans

# Characters that a comma, or another figure, adds to the distance of a cue.
COMMA = 20
FIGURE = 40
ABOUT_TRAINING = frozenset({"trained", "completed", "enrolled", "training"})
SAYS_MEASURE = frozenset({"trained", "completed", "enrolled", "event"})
OPENING = re.compile(r"khai giảng|khai mạc|nhập học|chiêu sinh")
CLOSING = re.compile(r"bế giảng|bế mạc|tổng kết (?:lớp|khóa)|trao (?:bằng|chứng chỉ|chứng nhận)|tốt nghiệp")
OPENS_CLASSES = re.compile(
    r"(?:mở|tổ chức|khai giảng|bế giảng|chia thành|triển khai|mở thêm|thành|duy trì|thực hiện)\s+(?:được\s+)?$"
)
CONTINUES = re.compile(r"(?:đồng thời|ngoài ra|bên cạnh đó|trong đó|theo đó|cùng với đó|cụ thể|cũng)\b")
_FILLER = re.compile(r"\s*(?:(?:các|em|vị|số|tổng số|nam|nữ|tân)\s+)*")
_OR_BETTER = re.compile(r"\s*trở\s+lên")
_GRADE_JOIN = re.compile(r"\s*(?:,|và|hoặc|-|–|/|\+|&)?\s*(?:loại\s+)?")
_GRADED = re.compile(r"(?:loại|đạt|xếp|kết quả|học lực|tỷ lệ|chiếm|tỉ lệ)\b")
_INTENSIFIES = re.compile(
    r"\s+(?:cao|tốt|nhiều|lớn|rõ|đầy đủ|đông|sớm|hơn|nhất|nhiệm vụ|việc|toàn diện|ấn tượng)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A figure with its unit: ``unit_end`` is where the unit word ends, ``word`` the unit word, folded."""

    span: Span
    unit: str
    word: str
    unit_end: int
    sentence: Sentence

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def is_head_count(self) -> bool:
        """Whether it counts persons or attendances."""
        return self.unit in ("person", "attendance")


@dataclass(frozen=True)
class Judgement:
    """What a candidate says, the cue that said so, and how far that cue was: clause, sentence, text."""

    measure: str
    cue: str
    scope: str
    grade: str = ""
    at_or_above: bool = False


def candidates(doc: Document) -> list[Candidate]:
    """The figures of the text that have a unit and are no date, number of a document, ordinal or place."""
    return [found for span in spans(doc) if (found := _candidate(doc, span))]


def _candidate(doc: Document, span: Span) -> Candidate | None:
    before = lexicon.not_counts("before").ends_at(doc.folded, span.start)
    if before and before.code and span.figure.qualifier in ("exact", "range"):
        return None
    noun_at = _FILLER.match(doc.folded, span.end).end()
    noun = lexicon.units().at(doc.folded, noun_at)
    sentence = doc.sentence_at(span.start)
    if span.figure.is_percent:
        person = noun is not None and noun.code in ("person", "attendance")
        return Candidate(
            span, "percent", noun.phrase if person else "", noun.end if person else span.end, sentence
        )
    if noun is None or noun.end > sentence.end or not _is_count(doc, span, noun):
        return None
    return Candidate(span, noun.code, noun.phrase, noun.end, sentence)


def _is_count(doc: Document, span: Span, noun: Found) -> bool:
    """Whole numbers of a unit, unless the words after say that something else is counted."""
    whole = span.figure.value.denominator == 1 and span.figure.value > 0
    dated = noun.code == "day" and re.match(r"\s*\d", doc.folded[noun.end : noun.end + 4])
    return (
        (whole or noun.code == "day")
        and not dated
        and not lexicon.not_counts("after").at(doc.folded, noun.start)
    )


@dataclass(frozen=True)
class Cue:
    """A cue with its distance from the figure in characters, commas and figures in between added."""

    code: str
    phrase: str
    distance: int


class Context:
    """The surroundings of one candidate between its neighbours."""

    def __init__(self, doc: Document, all_found: list[Candidate], index: int):
        self.doc, self.it = doc, all_found[index]
        self.low, self.high = segment(doc, self.it.start)
        self.others = [
            one.start for one in all_found if one.sentence is self.it.sentence and one is not self.it
        ]
        self.next_start = min((start for start in self.others if start > self.it.start), default=self.high)
        self.last_end = max(
            (one.unit_end for one in all_found[:index] if self.low <= one.start), default=self.low
        )

    def _distance(self, low: int, high: int) -> int:
        between = self.doc.folded[low:high]
        crossed = sum(low <= start < high for start in self.others)
        return high - low + COMMA * len(re.findall(r",(?!\d)|[:()]", between)) + FIGURE * crossed

    def cues(self, low: int, high: int) -> list[Cue]:
        """The cues between two places of the text around the figure, nearest first."""
        text, it = self.doc.folded, self.it
        found = [
            Cue(cue.code, cue.phrase, self._distance(cue.end, it.start))
            for cue in lexicon.measures("before").within(text, low, it.start)
        ]
        found += [
            Cue(cue.code, cue.phrase, self._distance(it.unit_end, cue.start) + 1)
            for cue in lexicon.measures("after").within(text, it.unit_end, high)
        ]
        return sorted(found, key=lambda cue: cue.distance)

    def scopes(self) -> Iterator[tuple[str, list[Cue]]]:
        """The cues of the segment up to the next figure, then those of the sentence."""
        yield "clause", self.cues(self.low, max(min(self.high, self.next_start), self.it.unit_end))
        yield "sentence", self.cues(self.it.sentence.start, self.it.sentence.end)

    def relevance(self) -> tuple[str, list[Cue]] | None:
        """The scope in which the figure is about training, with its cues; None if it is not."""
        learner = self.it.word in lexicon.learners()
        for scope, cues in self.scopes():
            deciding = [cue for cue in cues if cue.code in ABOUT_TRAINING or cue.code == "elsewhere"]
            if deciding:
                fits = deciding[0].code != "elsewhere" or (learner and deciding[0].distance > 12)
                return (scope, cues) if fits else None
        return ("clause", []) if learner else None

    def planned(self) -> Cue | None:
        """The cue that makes the figure a plan, unless a nearer one says that it was done."""
        text, it = self.doc.folded, self.it
        low, high = clause(self.doc, it.start, it.unit_end)
        after = [
            Cue(cue.code, cue.phrase, 0) for cue in lexicon.measures("after").within(text, it.unit_end, high)
        ]
        if future := next((cue for cue in after if cue.code == "planned"), None):
            return future
        state = _plan_state(self.doc, it.sentence.start, it.start)
        if state is None and it.sentence.number > 1 and CONTINUES.match(text, it.sentence.start):
            before = self.doc.sentences[it.sentence.number - 2]
            state = _plan_state(self.doc, before.start, before.end)
        return state if state and state.code == "planned" else None

    def grade(self) -> tuple[str, bool, str] | None:
        """The grades that the figure counts, whether "or better", and their words; None if it has none."""
        text, it = self.doc.folded, self.it
        after = next(_grades(text, it.unit_end, min(self.high, max(self.next_start, it.unit_end))), None)
        before = None
        for before in _grades(text, self.last_end if self.last_end <= it.start else self.low, it.start):
            pass
        for found in self._nearer(before, after):
            if self._is_result(found):
                return found[2], found[3], text[found[0] : found[1]]
        return None

    def _nearer(self, before, after):
        there = []
        if after and not re.search(r",(?!\d)|[:()]", self.doc.folded[self.it.unit_end : after[0]]):
            there.append((after[0] - self.it.unit_end, after))
        if before and not re.search(r",(?!\d)|\(", self.doc.folded[before[1] : self.it.start]):
            there.append((self.it.start - before[1], before))
        return [found for _, found in sorted(there)]

    def _is_result(self, found) -> bool:
        """A grade that was reached: said so (đạt, loại ...), and no condition of entry."""
        text, it = self.doc.folded, self.it
        low, high = clause(self.doc, it.start, it.unit_end)
        low, high = min(low, found[0]), max(high, found[1])
        if any(lexicon.requirements().within(text, low, high)):
            return False
        said = _GRADED.search(text, low, high) is not None
        return said or (it.unit == "percent" and found[0] - it.unit_end < 12)

    def mode(self) -> str:
        """in_country or abroad by the place named after the figure, before the next one; else empty."""
        end = max(min(self.high, self.next_start), self.it.unit_end)
        return next(
            (found.code for found in lexicon.modes().within(self.doc.folded, self.it.unit_end, end)), ""
        )


def _plan_state(doc: Document, low: int, high: int) -> Cue | None:
    state = None
    for found in lexicon.measures("before").within(doc.folded, low, high):
        if found.code in ("planned", "done"):
            state = Cue(found.code, found.phrase, high - found.end)
    return state


def _grades(text: str, low: int, high: int) -> Iterator[tuple[int, int, str, bool]]:
    """Runs of grade words ("khá, giỏi", "từ khá trở lên"): start, end, codes best first, or better."""
    place, words = low, lexicon.grades()
    for first in words.within(text, low, high):
        if first.start < place or _INTENSIFIES.match(text, first.end):
            continue
        codes, place = [first.code], first.end
        while following := words.at(text, _GRADE_JOIN.match(text, place).end()):
            if following.end > high or following.start == place:
                break
            codes.append(following.code)
            place = following.end
        better = _OR_BETTER.match(text, place)
        order = list(reference.grades())
        joined = "+".join(sorted(set(codes), key=order.index))
        yield first.start, better.end() if better else place, joined, better is not None


def event_measure(doc: Document) -> str:
    """What a figure without a cue of its own means: enrolled at an opening, completed at a closing."""
    lead = doc.folded[: doc.headline[1]], doc.folded[: doc.headline[1] + 600]
    for part in lead:
        closing, opening = CLOSING.search(part), OPENING.search(part)
        if closing or opening:
            return "enrolled" if opening and not closing else "completed"
    return "trained"


def judge(context: Context, usual: str) -> Judgement | None:
    """What the candidate counts, or None when it is no figure of training."""
    it = context.it
    if it.unit == "percent":
        return _judge_percent(context, usual)
    relevant = context.relevance()
    if (
        it.unit == "class"
        and not relevant
        and OPENS_CLASSES.search(context.doc.folded, context.low, it.start)
    ):
        relevant = ("clause", [])
    if not relevant:
        return None
    scope, cues = relevant
    if it.is_head_count:
        if found := context.grade():
            return Judgement("graded", found[2], "clause", found[0], found[1])
        if cue := _commended(context):
            return Judgement("commended", cue, "clause")
    if it.unit in ("class", "day", "award"):
        return _judge_thing(context, scope)
    return _judge_people(context, scope, cues, usual)


def _judge_thing(context: Context, scope: str) -> Judgement:
    unit = context.it.unit
    if unit == "class" and (plan := context.planned()):
        return Judgement("planned", plan.phrase, scope)
    measure = {"class": "classes", "day": "days", "award": "commended"}[unit]
    return Judgement(measure, context.it.word, scope)


def _judge_people(context: Context, scope: str, cues: list[Cue], usual: str) -> Judgement:
    if plan := context.planned():
        return Judgement("planned", plan.phrase, scope)
    for cue in cues:
        if cue.code in SAYS_MEASURE:
            return Judgement(usual if cue.code == "event" else cue.code, cue.phrase, scope)
    return Judgement(usual, "", "text")


def _judge_percent(context: Context, usual: str) -> Judgement | None:
    relevant = context.relevance()
    if found := context.grade():
        cues = context.cues(context.low, context.high)
        other = next((cue for cue in cues if cue.code in ABOUT_TRAINING or cue.code == "elsewhere"), None)
        if other and other.code == "elsewhere":
            return None
        return Judgement("graded", found[2], "clause", found[0], found[1])
    if not context.it.word or not relevant:
        return None
    judged = _judge_people(context, *relevant, usual)
    return judged if judged.cue else None


def _commended(context: Context) -> str:
    """The words of praise that follow the figure before the next one, or that end just before it."""
    text, it = context.doc.folded, context.it
    end = max(min(context.high, context.next_start), it.unit_end)
    for found in lexicon.measures("after").within(text, it.unit_end, end):
        if found.code == "commended":
            return found.phrase
    for found in lexicon.measures("before").within(text, max(context.last_end, context.low), it.start):
        if found.code == "commended" and it.start - found.end < 15:
            return found.phrase
    return ""
