"""Text -> the proposed statements, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.bulletins import sentences
from analysis.bulletins.audience import audience, level_phrases, mode, of_headline
from analysis.bulletins.bases import Row, base_of
from analysis.bulletins.candidates import Candidate, candidates
from analysis.bulletins.context import Context, CueIndex, event
from analysis.bulletins.judging import judge
from analysis.bulletins.parts import beside, part_of
from analysis.bulletins.sentences import Document, document

STATEMENT_COLUMNS = (
    "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above",
    "unit_code", "printed", "base", "mode_code", "quote", "locator", "note",
)  # fmt: skip
COLUMNS = (*STATEMENT_COLUMNS, "start", "end", "sentence", "confidence", "reason", "repeats")

SCOPE_CONFIDENCE = {"clause": 0.9, "sentence": 0.7, "whole": 0.7, "text": 0.5}
NO_BASE = 0.2
# A figure below this in a headline is too common to be known again in the body.
SMALL = 10


@dataclass(frozen=True)
class Proposal:
    """A proposed statement: the columns of a statements file, then where it stands and why it was read so.

    ``start`` and ``end`` are offsets in the NFC text and span the figure with its qualifier; ``sentence`` counts
    from 1; ``confidence`` lies between 0 and 1, ``reason`` names the words that decided; ``repeats`` lists
    the places ("start-end", parted by spaces) where the text prints the same figure again.
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
    repeats: str = ""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the figure stands and where it is printed again."""
        again = (place.split("-") for place in self.repeats.split())
        return ((self.start, self.end), *((int(low), int(high)) for low, high in again))


def extract(text: str) -> list[Proposal]:
    """The statements that a text proposes, in its order; a text without training figures gives none.

    >>> [row] = extract("Bế giảng lớp bồi dưỡng\\nCó 45 học viên hoàn thành chương trình.")
    >>> row.printed, row.unit_code, row.measure_code, row.locator
    ('45', 'person', 'completed', 'p1')
    """
    doc = document(text)
    rows = _once(_linked(doc, _read(doc)))
    return [_proposal(doc, row, number) for number, row in enumerate(rows, 1)]


def _linked(doc: Document, read: list[Row]) -> list[Row]:
    """The rows, each with the place of its whole among them, whose audience it takes over if it names none.

    A share beside a count says of which whole the count is a part.
    """
    rows: list[Row] = []
    for row in read:
        base = base_of(doc, rows, row)
        if base is not None and row.judged.of == "beside":
            rows[-1] = replace(rows[-1], base=base)
        who = row.audience
        if base is not None and not who.level:
            whole = rows[base].audience
            if whole.level or (whole.words and who.where == "headline"):
                who = replace(whole, where="base")
        rows.append(replace(row, base=base, audience=who))
    return rows


def _read(doc: Document) -> list[Row]:
    found = candidates(doc)
    if not found:
        return []
    about, phrases, cues = event(doc), level_phrases(doc), CueIndex(doc)
    headline = of_headline(doc, phrases)
    rows: list[Row] = []
    unread: list[Candidate] = []
    last: tuple | None = None
    for index, it in enumerate(found):
        context = Context(doc, found, index, about, cues)
        if judged := beside(context, rows) or judge(context) or part_of(context, rows):
            who = audience(context, phrases, last, headline)
            rows.append(Row(it, judged, who, mode(context)))
            last = it, who
        else:
            unread.append(it)
    return [*_echoes(unread, rows), *rows]


def _echoes(unread: list[Candidate], rows: list[Row]) -> Iterator[Row]:
    """Figures of the headline that say nothing by themselves, but that the body prints as a row."""
    for it in unread:
        said = next((row for row in rows if it.sentence.line == 0 and _figure(row.it) == _figure(it)), None)
        if said and it.span.figure.value >= SMALL:
            yield replace(said, it=it)


def _once(rows: list[Row]) -> list[Row]:
    """Each figure once, in order: of those printed again the surest stays, the headline's last of all."""
    alike: dict[tuple, list[int]] = {}
    for place, row in enumerate(rows):
        alike.setdefault(_kind(row), []).append(place)
    stays = {place: best for twins in alike.values() for place, best in _stays(rows, twins)}
    kept = sorted(set(stays.values()), key=lambda place: rows[place].it.start)
    order = {place: number for number, place in enumerate(kept)}
    return [
        replace(rows[best], base=_moved(rows, best, stays, order), repeats=_repeats(rows, best, stays))
        for best in kept
    ]


def _stays(rows: list[Row], twins: list[int]) -> Iterator[tuple[int, int]]:
    """Each place of one kind with the one that stays for it; those of the surest one's own sentence stay."""
    best = max(twins, key=lambda place: _sureness(rows[place]))
    for place in twins:
        yield place, place if rows[place].it.sentence is rows[best].it.sentence else best


def _repeats(rows: list[Row], best: int, stays: dict[int, int]) -> tuple[tuple[int, int], ...]:
    again = (rows[place].it for place, kept in stays.items() if kept == best != place)
    return tuple(sorted((it.start, it.span.end) for it in again))


def _moved(rows: list[Row], best: int, stays: dict[int, int], order: dict[int, int]) -> int | None:
    """The place of the whole among the rows that stay; none where a figure would be part of itself."""
    base = rows[best].base
    if base is None or stays[base] == best:
        return None
    greater = rows[base].it.span.figure.value > rows[best].it.span.figure.value
    earlier = stays[base] < best
    return order[stays[base]] if greater or earlier or rows[best].it.unit == "percent" else None


def _kind(row: Row) -> tuple:
    """What two rows that print one figure twice have in common."""
    kind = row.judged.measure if row.judged.measure in ("graded", "commended") else ""
    return *_figure(row.it), kind, row.judged.grade


def _figure(it: Candidate) -> tuple:
    figure = it.span.figure
    return figure.value, figure.upper, figure.qualifier, it.unit


def _sureness(row: Row) -> tuple[bool, float]:
    return row.it.sentence.line > 0, SCOPE_CONFIDENCE[row.judged.scope]


def _proposal(doc: Document, row: Row, number: int) -> Proposal:
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
        repeats=" ".join(f"{low}-{high}" for low, high in row.repeats),
    )


def _code(number: int) -> str:
    return f"s{number:02d}"


def _confidence(row: Row) -> float:
    sure = SCOPE_CONFIDENCE[row.judged.scope]
    open_share = row.it.unit == "percent" and row.base is None
    return round(sure - (NO_BASE if open_share else 0), 2)


def _reason(row: Row) -> str:
    parts = [
        f"unit: {row.it.word or row.it.unit}",
        f"measure: {row.judged.cue or 'event'} ({row.judged.scope})",
    ]
    if row.audience.level:
        parts.append(f"level: {row.audience.where}")
    if row.it.unit == "percent" and row.base is None:
        parts.append("base: not said")
    return "; ".join(parts)
