"""Each figure once: what is printed again, in the headline or in another sentence, is one row with its repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.data.bulletins.bases import Row
from analysis.data.bulletins.candidates import Candidate
from analysis.data.bulletins.judging import SCOPE_CONFIDENCE

# A figure below this is too common to be recognised by its number alone.
SMALL = 10


def echoes(unread: list[Candidate], rows: list[Row]) -> Iterator[Row]:
    """Rows for figures of the headline that say nothing by themselves, but that the body prints as a row."""
    said: dict[tuple, Row] = {}
    for row in rows:
        said.setdefault(_number(row.it), row)
    for it in unread:
        row = said.get(_number(it))
        if row and it.sentence.line == 0 and it.span.figure.value >= SMALL:
            yield replace(row, it=it)


def once(rows: list[Row]) -> list[Row]:
    """Each figure once, in order: of those printed again the surest stays, the headline's last of all."""
    alike: dict[tuple, list[int]] = {}
    for index, row in enumerate(rows):
        alike.setdefault(_kind(row), []).append(index)
    groups = (group for twins in alike.values() for group in _groups(rows, twins))
    stays = {index: best for group in groups for index, best in _stays(rows, group)}
    kept = sorted(set(stays.values()), key=lambda index: rows[index].it.start)
    order = {index: number for number, index in enumerate(kept)}
    again: dict[int, list[tuple[int, int]]] = {index: [] for index in kept}
    for index, best in sorted(stays.items()):
        if index != best:
            again[best].append((rows[index].it.start, rows[index].it.span.end))
    return [
        replace(rows[best], base=_moved(rows, best, stays, order), repeats=tuple(sorted(again[best]))) for best in kept
    ]


def _groups(rows: list[Row], twins: list[int]) -> Iterator[list[int]]:
    """Alike figures, those who enrolled apart where the text says of as many that they completed."""
    said = {index: rows[index].judged for index in twins if rows[index].judged.scope == "clause"}
    enrolled = [index for index, judged in said.items() if judged.measure == "enrolled" and not judged.of]
    if enrolled and any(judged.measure == "completed" for judged in said.values()):
        yield enrolled
        yield [index for index in twins if index not in enrolled]
    else:
        yield twins


def _stays(rows: list[Row], twins: list[int]) -> Iterator[tuple[int, int]]:
    """The index of each row of one kind and of the row that stays for it; those beside the surest one stay too."""
    best = max(twins, key=lambda index: _sureness(rows[index]))
    for index in twins:
        yield index, index if rows[index].it.sentence is rows[best].it.sentence else best


def _moved(rows: list[Row], best: int, stays: dict[int, int], order: dict[int, int]) -> int | None:
    """The index of the whole among the rows that stay; none where a figure would be part of itself."""
    base = rows[best].base
    if base is None or stays[base] == best:
        return None
    greater = rows[base].it.span.figure.value > rows[best].it.span.figure.value
    earlier = stays[base] < best
    return order[stays[base]] if greater or earlier or rows[best].it.unit == "percent" else None


def _kind(row: Row) -> tuple:
    """What two rows that print one figure twice have in common; a small one names the same persons too."""
    judged = row.judged
    kind = judged.measure if judged.measure in ("graded", "commended") else ""
    word = row.it.word if row.it.span.figure.value < SMALL else ""
    return *_number(row.it), row.it.span.figure.qualifier, kind, judged.grade, judged.of, word


def _number(it: Candidate) -> tuple:
    return it.span.figure.value, it.span.figure.upper, it.unit


def _sureness(row: Row) -> tuple[bool, float]:
    return row.it.sentence.line > 0, SCOPE_CONFIDENCE[row.judged.scope]
