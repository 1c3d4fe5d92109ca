"""Text -> the proposed statements, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from analysis.data.bulletins import sentences
from analysis.data.bulletins.audience import audience
from analysis.data.bulletins.bases import Row, base_of
from analysis.data.bulletins.candidates import Candidate, candidates
from analysis.data.bulletins.context import Context
from analysis.data.bulletins.cues import CueIndex
from analysis.data.bulletins.judging import SCOPE_CONFIDENCE, judge
from analysis.data.bulletins.modes import mode
from analysis.data.bulletins.naming import Audience, bare_noun
from analysis.data.bulletins.parts import beside, part_of
from analysis.data.bulletins.repeats import echoes, once
from analysis.data.bulletins.sentences import Document, document
from analysis.data.bulletins.topic import event, level_phrases, of_class
from analysis.data.statement_columns import Cells

NO_BASE = 0.2


@dataclass(frozen=True)
class Proposal(Cells):
    """A proposed statement: the columns of a statements file, then where it stands and why it was read so.

    ``start`` and ``end`` are offsets in the NFC text and span the figure with its qualifier; ``sentence`` counts
    from 1; ``confidence`` lies between 0 and 1, ``reason`` names the words that decided; ``repeats`` lists
    the places ("start-end", parted by spaces) where the text prints the same figure again.
    """

    start: int
    end: int
    sentence: int
    confidence: float
    reason: str
    repeats: str = ""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the figure stands and where it is printed again."""
        again = (span.split("-") for span in self.repeats.split())
        return ((self.start, self.end), *((int(low), int(high)) for low, high in again))


COLUMNS = tuple(field.name for field in fields(Proposal))


def extract(text: str) -> list[Proposal]:
    """The statements that a text proposes, in its order; a text without training figures gives none.

    >>> [row] = extract("Bế giảng lớp bồi dưỡng\\nCó 45 học viên hoàn thành chương trình.")
    >>> row.printed, row.unit_code, row.measure_code, row.locator
    ('45', 'person', 'completed', 'p1')
    """
    doc = document(text)
    rows = once(_linked(doc, _read(doc)))
    return [_proposal(doc, row, number) for number, row in enumerate(rows, 1)]


def _linked(doc: Document, read: list[Row]) -> list[Row]:
    """The rows, each with the index of its whole among them and its audience; a share beside a count says of which
    whole the count is a part.
    """
    rows: list[Row] = []
    for row in read:
        base = base_of(doc, rows, row)
        if row.judged.of == "beside" and rows:
            rows[-1] = replace(rows[-1], base=base)
        who = row.audience if base is None else _taken_over(row, rows[base].audience)
        rows.append(replace(row, base=base, audience=who))
    return rows


def _taken_over(row: Row, whole: Audience) -> Audience:
    """The audience of a part: its own level, else that of its whole; words of the whole, where its own are none
    or those of the text at large.
    """
    who = row.audience
    if who.level:
        return who
    counts = row.it.is_head_count and row.judged.measure != "graded"
    open_to_words = who.where in ("headline", "lead") or (counts and not who.words)
    return replace(whole, where="base") if whole.level or (whole.words and open_to_words) else who


def _read(doc: Document) -> list[Row]:
    figures = candidates(doc)
    if not figures:
        return []
    about, phrases, cues = event(doc), level_phrases(doc), CueIndex(doc)
    class_of = of_class(doc, phrases)
    rows: list[Row] = []
    unread: list[Candidate] = []
    last: tuple | None = None
    for index, it in enumerate(figures):
        context = Context(doc, figures, index, about, cues)
        if judged := beside(context, rows) or judge(context) or part_of(context, rows):
            who = audience(context, phrases, last, class_of)
            rows.append(Row(it, judged, who, mode(context)))
            last = it, who
        else:
            unread.append(it)
    return [*echoes(unread, rows), *rows]


def _proposal(doc: Document, row: Row, number: int) -> Proposal:
    it, judged = row.it, row.judged
    who = row.audience if row.audience.is_named or judged.measure == "graded" else bare_noun(doc, it)
    return Proposal(
        statement_code=_code(number),
        class_code="",
        level_code=who.level,
        date="",
        measure_code=judged.measure,
        grade_code=judged.grade,
        at_or_above=str(judged.at_or_above).lower() if judged.grade else "",
        unit_code=it.unit,
        printed=it.span.printed,
        base="" if row.base is None else _code(row.base + 1),
        mode_code=row.mode,
        quote=sentences.quote(doc, it.start, it.span.end),
        locator=sentences.locator(it.sentence),
        note=who.words,
        start=it.start,
        end=it.span.end,
        sentence=it.sentence.number,
        confidence=_confidence(row),
        reason=_reason(row),
        repeats=" ".join(f"{low}-{high}" for low, high in row.repeats),
    )


def _code(number: int) -> str:
    return f"s{number:02d}"


def _confidence(row: Row) -> float:
    sure = SCOPE_CONFIDENCE[row.judged.scope]
    open_share = row.it.unit == "percent" and row.base is None
    return round(sure - (NO_BASE if open_share else 0), 2)


def _reason(row: Row) -> str:
    parts = [f"unit: {row.it.word or row.it.unit}", f"measure: {row.judged.cue or 'event'} ({row.judged.scope})"]
    if row.audience.level:
        parts.append(f"level: {row.audience.where}")
    if row.it.unit == "percent" and row.base is None:
        parts.append("base: not said")
    return "; ".join(parts)
