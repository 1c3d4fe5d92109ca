"""Which row holds the whole of which another is a part, across clauses and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.bulletins.audience import Audience
from analysis.bulletins.candidates import Candidate
from analysis.bulletins.judging import Judgement

# How many lines back a share may look for its whole.
LINES_BACK = 1
# How many rows back a whole is looked for, so that the time stays linear.
ROWS_BACK = 60
WHOLES = frozenset({"enrolled", "completed", "trained"})


@dataclass(frozen=True)
class Row:
    """A figure with what it counts and of whom; ``base`` is the place of its whole among the rows, or None."""

    it: Candidate
    judged: Judgement
    audience: Audience
    mode: str
    repeats: tuple[tuple[int, int], ...] = ()
    base: int | None = None


def base_of(rows: Sequence[Row], row: Row) -> int | None:
    """The place of the row that holds the whole; None where the text says none or leaves it open."""
    if row.judged.measure in ("graded", "commended") or row.it.unit == "percent":
        return _whole_before(rows, row)
    if row.judged.scope == "whole":
        return _whole_before(rows, row)
    if row.judged.measure == "completed" and row.audience.level:
        return _admitted(rows, row)
    return None


def _whole_before(rows: Sequence[Row], row: Row) -> int | None:
    """The nearest count of learners before: in the sentence, else the only one of the nearest sentence back."""
    first = max(len(rows) - ROWS_BACK, 0)
    wholes = [place for place in range(first, len(rows)) if _is_whole(rows[place], row)]
    if not wholes:
        return None
    sentence = rows[wholes[-1]].it.sentence
    alternatives = sum(rows[place].it.sentence is sentence for place in wholes)
    if sentence is not row.it.sentence and alternatives > 1:
        return None
    return wholes[-1] if _holds(rows[wholes[-1]], row) else None


def _is_whole(other: Row, row: Row) -> bool:
    counts = other.it.is_head_count and other.judged.measure in WHOLES and other.judged.scope != "whole"
    near = row.it.sentence.line - other.it.sentence.line <= LINES_BACK
    return counts and near and other.it.start < row.it.start


def _holds(other: Row, row: Row) -> bool:
    return row.it.unit == "percent" or row.it.span.figure.value <= other.it.span.figure.value


def _admitted(rows: Sequence[Row], row: Row) -> int | None:
    """Those who completed are part of an earlier, greater count of the same level."""
    for place, other in enumerate(rows[:ROWS_BACK]):
        same = other.audience.level == row.audience.level and other.it.unit == row.it.unit == "person"
        admitted = same and other.judged.measure in ("trained", "enrolled") and other.it.start < row.it.start
        if admitted and other.it.span.figure.value > row.it.span.figure.value:
            return place
    return None
