"""The surroundings of a figure: the cues before and after it, and how far they are.

A cue is a phrase of the tables. The nearest one decides, where a comma or another figure in between makes
the way longer; after "cho" the verb of training before it decides, whatever its topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.candidates import Candidate
from analysis.data.bulletins.cues import ABOUT_TRAINING, CueIndex
from analysis.data.bulletins.phrases import Occurrence
from analysis.data.bulletins.sentences import Document, Sentence, clause, segment
from analysis.data.bulletins.topic import Event

# Characters that a comma, or another figure, adds to the distance of a cue.
COMMA = 20
FIGURE = 40
# How near, in characters, a lone "sẽ" must follow a figure to speak of it.
NEAR = 25
# How far, in characters, a lone "sẽ" reaches to a figure after it.
FAR = 80
DECIDING = ABOUT_TRAINING | {"elsewhere"}

_EACH_BEFORE = re.compile(
    r"(?<!\w)(?:mỗi\s+(?:lớp|khóa|đợt|đoàn|nhóm)|(?:lớp|khóa)\s+(?:đông|ít|nhiều)\s+nhất)(?=[^,;.\d]{0,20}$)"
)
_EACH_AFTER = re.compile(r"\s*/\s*(?:lớp|khóa|đợt)(?!\w)")
_PLAN_IN_BRACKETS = re.compile(r"(?:kế hoạch|chỉ tiêu)[^,;.()\d]{0,20}\(\s*$")
_ASIDE = re.compile(
    r"[^,;.()\d]{0,20}(?:\(\s*|,\s*(?=chiếm|đạt))(?:(?:chiếm|đạt)\s+)?(?:(?:tỷ|tỉ)\s+lệ\s+)?\d[\d.,]*\s*%(?:\s*\)|\s*,)"
)
# "để có việc làm", "chưa có việc làm" say nothing of an outcome.
_WISHED = re.compile(r"(?<!\w)(?:để|giúp|nhằm|chưa|không|sẽ)\s+(?:\w+\s+){0,2}$")
# "khen thưởng 04 tập thể và 12 cá nhân"
_GROUPS = re.compile(r"[^\d,;.]{0,15}\d+\s+(?:tập thể|tổ|đơn vị|nhóm|chi đoàn|lớp)[^\d;.]{0,20}\s*(?:và|,|cùng)\s*")
_RECEIVES = re.compile(r"(?<!\w)(?:được|nhận|đón nhận)(?!\w)")
_PARTS = re.compile(r",(?!\d)|[:()]")
_CONTINUES = re.compile(r"(?:đồng thời|ngoài ra|bên cạnh đó|trong đó|theo đó|cùng với đó|cụ thể|cũng)\b")


@cache
def _for() -> re.Pattern[str]:
    """The words before a figure that make it an object: "cho 50 cán bộ", "với hơn 50 cán bộ"."""
    return re.compile(rf"(?<!\w)(?:cho|với)\s+(?:(?:các|{lexicon.qualifiers()}|số|tổng số)\s+)?$")


@dataclass(frozen=True)
class Cue:
    """A cue with its distance from the figure in characters, commas and figures in between added."""

    code: str
    phrase: str
    distance: int


class Context:
    """What surrounds one candidate: its segment, its neighbours and the cues in between."""

    def __init__(self, doc: Document, candidates: Sequence[Candidate], index: int, about: Event, cues: CueIndex):
        self._cues = cues
        self.doc, self.it, self.about = doc, candidates[index], about
        self.low, self.high = segment(doc, self.it.start)
        near = [one for one in candidates[max(0, index - 20) : index + 20] if one.sentence is self.it.sentence]
        self._others = [one.start for one in near if one is not self.it]
        aside = _ASIDE.match(doc.folded, self.it.unit_end, self.high) if self.it.is_head_count else None
        #: where the words after the figure begin: "14 học viên (4,5%) xuất sắc" goes on after the share
        self.onward = aside.end() if aside else self.it.unit_end
        following = [start for start in self._others if start >= self.onward]
        #: where what follows the figure ends: at the next figure, or at the end of the segment
        self.reach = max(min([self.high, *following]), self.onward)
        #: the next figure of the sentence, or None
        self.next = next((one for one in near if one.start >= self.it.unit_end), None)
        before = [one for one in near if self.low <= one.start < self.it.start]
        #: the figure before in the segment, or None
        self.last = before[-1] if before else None
        #: where what precedes the figure begins: after the last figure of the segment
        self.since = min(self.last.unit_end if self.last else self.low, self.it.start)

    def _distance(self, low: int, high: int) -> int:
        crossed = sum(low <= start < high for start in self._others)
        return high - low + COMMA * len(_PARTS.findall(self.doc.folded, low, high)) + FIGURE * crossed

    def _before(self, low: int) -> list[Cue]:
        cues = self._cues.before(low, self.it.start)
        return [Cue(cue.code, cue.phrase, self._distance(cue.end, self.it.start)) for cue in cues]

    def _after(self, high: int) -> list[Cue]:
        end = self.it.unit_end
        cues = self._cues.after(end, high)
        return [Cue(cue.code, cue.phrase, self._distance(end, cue.start) + 1) for cue in cues]

    def cues(self, low: int, high: int) -> list[Cue]:
        """The cues between two positions of the text around the figure, nearest first."""
        return sorted(self._before(low) + self._after(high), key=lambda cue: cue.distance)

    @cached_property
    def near(self) -> list[Cue]:
        """The cues of the segment up to the next figure, nearest first."""
        return self.cues(self.low, self.reach)

    @cached_property
    def is_elsewhere(self) -> bool:
        """Whether the nearest cue of the segment that decides says that the figure is not about training."""
        return next((cue.code for cue in self.near if cue.code in DECIDING), "") == "elsewhere"

    def relevance(self) -> str:
        """How far one must look to see that the figure is about training: clause, sentence, text; else empty."""
        if self._is_object_of_training():
            return "clause"
        if self.is_afterwards():
            return ""
        if self.it.word in lexicon.unit_words("training"):
            return "clause"
        wanted = DECIDING - {"training"} if self.it.word in lexicon.unit_words("pupil") else DECIDING
        for scope, cues in self._scopes():
            deciding = next((cue for cue in cues if cue.code in wanted), None)
            if deciding:
                return "" if deciding.code == "elsewhere" else scope
        takes_part = any(cue.code == "event" for cue in self.near) or self._follows_class()
        return "text" if takes_part and self.about.is_training else ""

    def _follows_class(self) -> bool:
        """Whether the figure tells the learners of the class before: "9 lớp có 626 người"."""
        last = self.last
        return last is not None and last.unit == "class" and self.it.start - last.unit_end < NEAR

    def _scopes(self) -> Iterator[tuple[str, list[Cue]]]:
        yield "clause", self.near
        sentence = self.it.sentence
        yield "sentence", self.cues(sentence.start, self.high)
        if (before := self._continued()) is not None:
            yield "sentence", self.cues(before.start, sentence.start)

    def _continued(self) -> Sentence | None:
        """The sentence before, where this one goes on with it ("Trong đó, …"); else None."""
        sentence = self.it.sentence
        goes_on = sentence.number > 1 and _CONTINUES.match(self.doc.folded, sentence.start)
        return self.doc.sentences[sentence.number - 2] if goes_on else None

    def _is_object_of_training(self) -> bool:
        """ "tập huấn kỹ năng tư vấn cho 50 cán bộ": the verb before "cho" outweighs the words of its topic."""
        if not _for().search(self.doc.folded, self.since, self.it.start):
            return False
        follows_class = self.last is not None and self.last.unit == "class"
        return follows_class or any(cue.code in lexicon.LEARNERS for cue in self._before(self.since))

    def is_afterwards(self) -> bool:
        """Whether the figure counts an outcome of the trained: "312 người có việc làm sau đào tạo"."""
        it, folded = self.it, self.doc.folded
        low, high = clause(self.doc, it.start, it.unit_end)
        cues = self._cues.before(max(low, self.since), it.start)
        cues += self._cues.after(it.unit_end, min(high, self.reach))
        return any(
            cue.code == "afterwards" and not _WISHED.search(folded, max(0, cue.start - 20), cue.start) for cue in cues
        )

    def measure_cues(self) -> list[Cue]:
        """The cues for the measure, nearest first, those of the segment before those of the sentence."""
        near = sorted(self.near, key=lambda cue: cue.distance + (NEAR if cue.code == "event" else 0))
        return near + self.cues(self.it.sentence.start, self.high)

    def planned(self) -> str:
        """The words that make the figure a plan, unless nearer ones say that it was done; else empty."""
        if self.it.span.is_part:
            return ""
        if in_brackets := _PLAN_IN_BRACKETS.search(self.doc.folded, self.it.sentence.start, self.it.start):
            return in_brackets[0].split("(")[0].strip()
        _, high = clause(self.doc, self.it.start, self.it.unit_end)
        after = [] if self._is_admitted() else self._cues.after(self.it.unit_end, self.reach)
        for cue in after:
            near = cue.start < min(high, self.it.unit_end + NEAR)
            if cue.code == "planned" and (near or " " in cue.phrase):
                done = self._plan_state(self.it.unit_end, cue.start)
                return cue.phrase if not done or done[0] != "done" else ""
        sentence = self.it.sentence
        state = self._plan_state(sentence.start, self.it.start)
        if state is None and (before := self._continued()) is not None:
            state = self._plan_state(before.start, before.end)
        return state[1] if state and state[0] == "planned" else ""

    def _is_admitted(self) -> bool:
        """ "80 học viên sẽ được bồi dưỡng" where a class opens: what they will do is to come, they are there."""
        return self.about.measure == "enrolled" and self.it.word in lexicon.unit_words("training")

    def event_measure(self) -> str:
        """The measure of the text's event; trained where the sentence turns to another class or a longer time."""
        low, high = self.it.sentence.start, self.it.start
        turned = next(lexicon.other_classes().within(self.doc.folded, low, high), None)
        return "trained" if turned else self.about.measure

    def per_class(self) -> str:
        """ "mỗi lớp" where the figure says how many each class has; else empty."""
        doc, it = self.doc, self.it
        if match := _EACH_BEFORE.search(doc.folded, self.since, it.start):
            return doc.folded[match.start() : match.end()]
        return "mỗi lớp" if it.is_head_count and _EACH_AFTER.match(doc.folded, it.unit_end) else ""

    def commended(self) -> str:
        """The words of praise that follow the figure before the next one, or that end just before it."""
        text, it = self.doc.folded, self.it
        for cue in self._cues.after(it.unit_end, self.reach):
            if cue.code == "commended" and _RECEIVES.search(text, it.unit_end, cue.end):
                return cue.phrase
        for cue in self._cues.before(self.low, it.start):
            between = text[cue.end : it.start]
            awarded = between.strip().startswith("cho") or (len(between) < 60 and between.rstrip().endswith(" cho"))
            if cue.code == "commended" and (len(between) < 15 or awarded or _GROUPS.fullmatch(between)):
                return cue.phrase
        return ""

    def _plan_state(self, low: int, high: int) -> tuple[str, str] | None:
        """The code and the words of the last cue that says planned or done; None if there is none.

        "được" after a verb is done only where the plan's own figure stands before it: "chỉ tiêu 300 người, bồi
        dưỡng được 287", but "mục tiêu đến năm 2027 đào tạo được 1.000".
        """
        state = None
        for cue in self._cues.plans(low, high):
            if self._is_spent(cue):
                continue
            if cue.code != "reached":
                state = cue
            elif state and any(state.end <= start < cue.start for start in self._others):
                state = replace(cue, code="done")
        return (state.code, state.phrase) if state else None

    def _is_spent(self, cue: Occurrence) -> bool:
        """Whether a "sẽ" of the sentence is too far before the figure to be its verb."""
        within = self.it.sentence.start <= cue.start < self.it.start
        return cue.phrase == "sẽ" and within and self._distance(cue.end, self.it.start) > FAR
