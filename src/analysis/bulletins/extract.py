"""Text -> the proposed statements, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.bulletins import links, sentences
from analysis.bulletins.context import Candidate, Context, Judgement, candidates, event_measure, judge
from analysis.bulletins.links import Audience, Linked
from analysis.bulletins.sentences import Document, document

STATEMENT_COLUMNS = (
    "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above",
    "unit_code", "printed", "base", "mode_code", "quote", "locator", "note",
)  # fmt: skip
COLUMNS = (*STATEMENT_COLUMNS, "start", "end", "sentence", "confidence", "reason")
SCOPE_CONFIDENCE = {"clause": 0.9, "sentence": 0.7, "text": 0.5}


@dataclass(frozen=True)
class Proposal:
    """A proposed statement: the columns of a statements file, then where the figure stands and why it was read so.

    ``start`` and ``end`` are offsets in the NFC text and span the figure with its qualifier; ``sentence`` counts
    from 1; ``confidence`` lies between 0 and 1, ``reason`` names the words that decided.
    """

    statement_code: str
    class_code: str
    level_code: str
    date: str
    measure_code: str
    grade_code: str
    at_or_above: str
    unit_code: str
    printed: str
    base: str
    mode_code: str
    quote: str
    locator: str
    note: str
    start: int
    end: int
    sentence: int
    confidence: float
    reason: str


def extract(text: str) -> list[Proposal]:
    """The statements that a text proposes, in its order; a text without training figures gives none.

    >>> [row] = extract("Bế giảng lớp bồi dưỡng\\nCó 45 học viên hoàn thành chương trình.")
    >>> row.printed, row.unit_code, row.measure_code, row.locator
    ('45', 'person', 'completed', 'p1')
    """
    doc = document(text)
    rows = _without_repeats(_read(doc), doc)
    linked: list[Linked] = []
    for row in rows:
        base = links.base_of(linked, row, doc)
        whole = linked[base].audience if base is not None else Audience()
        if base is not None and not row.audience.level and whole.level:
            row = replace(row, audience=replace(whole, where="base"))
        linked.append(replace(row, base=base))
    return [_proposal(doc, row, number) for number, row in enumerate(linked, 1)]


def _read(doc: Document) -> list[Linked]:
    found = candidates(doc)
    levels, usual = links.level_spans(doc), event_measure(doc)
    headline_level = links.event_level(doc, levels)
    rows: list[Linked] = []
    for index, it in enumerate(found):
        context = Context(doc, found, index)
        if judged := judge(context, usual):
            rows.append(_linked(doc, context, judged, rows, levels, headline_level))
    return rows


def _linked(doc: Document, context: Context, judged: Judgement, rows, levels, headline_level) -> Linked:
    it = context.it
    who = links.audience(doc, it, context.next_start, levels)
    if not (who.level or who.words) and it.is_head_count:
        last = rows[-1] if rows and rows[-1].it.start >= context.low else None
        if last and last.it.is_head_count and links.AND.fullmatch(doc.folded, last.it.unit_end, it.start):
            who = replace(last.audience, where="list")
        elif headline_level and judged.measure != "graded":
            who = Audience(headline_level, "", "headline")
    return Linked(it, judged, who, context.mode() if it.is_head_count else "")


def _same(one: Linked, other: Linked) -> bool:
    """Whether two figures are one printed twice: value, unit and kind of measure alike."""
    a, b = one.it, other.it
    values = (a.span.figure.value, a.span.figure.upper, a.unit) == (
        b.span.figure.value,
        b.span.figure.upper,
        b.unit,
    )
    kinds = {one.judged.measure, other.judged.measure}
    shares = a.unit == "percent" or kinds & {"graded", "commended"}
    return (
        values
        and (one.judged.grade == other.judged.grade if shares else True)
        and a.sentence is not b.sentence
    )


def _without_repeats(rows: list[Linked], doc: Document) -> list[Linked]:
    """Each figure once: of a repeat in another sentence the surer one stays, the headline's least of all."""
    kept: list[Linked] = []
    for row in rows:
        twin = next((index for index, other in enumerate(kept) if _same(row, other)), None)
        if twin is None:
            kept.append(row)
        elif _sure(row) > _sure(kept[twin]):
            kept[twin] = row
    return sorted(kept, key=lambda row: row.it.start)


def _sure(row: Linked) -> tuple[bool, float]:
    return row.it.sentence.line > 0, SCOPE_CONFIDENCE[row.judged.scope]


def _proposal(doc: Document, row: Linked, number: int) -> Proposal:
    it, judged = row.it, row.judged
    return Proposal(
        statement_code=_code(number),
        class_code="",
        level_code=row.audience.level,
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
        note=row.audience.words,
        start=it.start,
        end=it.span.end,
        sentence=it.sentence.number,
        confidence=_confidence(row),
        reason=_reason(row),
    )


def _code(number: int) -> str:
    return f"s{number:02d}"


def _confidence(row: Linked) -> float:
    sure = SCOPE_CONFIDENCE[row.judged.scope]
    open_share = row.it.unit == "percent" and row.base is None
    return round(sure - (0.2 if open_share else 0), 2)


def _reason(row: Linked) -> str:
    parts = [
        f"unit: {row.it.word or row.it.unit}",
        f"measure: {row.judged.cue or 'event'} ({row.judged.scope})",
    ]
    if row.audience.level:
        parts.append(f"level: {row.audience.where}")
    if row.it.unit == "percent" and row.base is None:
        parts.append("base: not said")
    return "; ".join(parts)
