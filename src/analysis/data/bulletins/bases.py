"""Which row holds the whole of which another is a part, across clauses and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.candidates import Candidate
from analysis.data.bulletins.judging import Judgement
from analysis.data.bulletins.lexicon import LEARNERS
from analysis.data.bulletins.naming import Audience
from analysis.data.bulletins.sentences import Document

# How many lines back a share may look for its whole.
LINES_BACK = 1
# How many rows back a whole is looked for, so that the time stays linear.
ROWS_BACK = 60
# A share further than this part of itself from what count and whole give is a share of something else; nearer
# ones are kept, so that the audit finds the error (48 of 88 printed as 55.7 %).
FAR_OFF = Fraction(1, 4)

_OF_THESE = re.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm)(?!\w)")
_IN_ALL = re.compile(r"(?<!\w)trong\s+(?:tổng\s+)?số\s+$")


@dataclass(frozen=True)
class Row:
    """A figure with what it counts and of whom; ``base`` is the index of its whole among the rows, or None."""

    it: Candidate
    judged: Judgement
    audience: Audience
    mode: str
    repeats: tuple[tuple[int, int], ...] = ()
    base: int | None = None


def ties(doc: Document, whole: Row, part: Candidate) -> bool:
    """Whether the words between two figures, or before the first, make the second a part of the first."""
    if _OF_THESE.search(doc.folded, whole.it.unit_end, part.start):
        return True
    return _IN_ALL.search(doc.folded, whole.it.sentence.start, whole.it.start) is not None


def base_of(doc: Document, rows: Sequence[Row], row: Row) -> int | None:
    """The index of the row that holds the whole; None where the text names no whole or leaves it open."""
    judged = row.judged
    if "tổng số" in doc.folded[row.it.span.end : row.it.unit_start]:
        return None
    if judged.of in _BY_KIND:
        return _BY_KIND[judged.of](rows, row)
    if judged.measure in ("graded", "commended") or row.it.unit == "percent" or judged.scope == "whole":
        return _whole_before(doc, rows, row)
    if (index := _tied(doc, rows, row)) is not None:
        return index
    return _admitted(rows, row) if judged.measure == "completed" and row.audience.level else None


def _back(rows: Sequence[Row]) -> range:
    """The indices of the rows among which a whole is looked for, the nearest first."""
    return range(len(rows))[: -ROWS_BACK - 1 : -1]


def _plan(rows: Sequence[Row], row: Row) -> int | None:
    """The nearest plan before, in the unit of the count that the share stands beside."""
    unit = rows[-1].it.unit if rows else ""
    for index in _back(rows):
        other = rows[index]
        if other.judged.measure == "planned" and other.it.unit == unit and _is_near(other, row):
            return index
    return None


def _of_counted(rows: Sequence[Row], row: Row) -> int | None:
    """The whole of a share beside a count: the nearest of which the count is that share, rounded before cut
    off; else the whole of the count, if the share may be a slip of the pen.
    """
    if not rows:
        return None
    count, share = rows[-1].it.span.figure.value, row.it.span.figure
    last_digit = Fraction(1, 10**share.decimals)
    wholes = [at for at in _back(rows)[1:] if _is_whole(rows, at, row)]
    off = {at: abs(100 * count / rows[at].it.span.figure.value - share.value) for at in wholes}
    for most in (last_digit / 2, last_digit):
        if fitting := [at for at in off if off[at] <= most]:
            return fitting[0]
    base = rows[-1].base
    if base is None:
        return None
    printed_of = 100 * count / rows[base].it.span.figure.value
    return base if abs(printed_of - share.value) <= FAR_OFF * share.value else None


def _whole_before(doc: Document, rows: Sequence[Row], row: Row) -> int | None:
    """The nearest count of learners before: in the sentence, else the only one of the nearest sentence back."""
    wholes = [index for index in _back(rows) if _is_whole(rows, index, row) and _holds(rows[index], row)]
    if not wholes:
        return None
    whole = rows[wholes[0]]
    alternatives = sum(rows[index].it.sentence is whole.it.sentence for index in wholes)
    if whole.it.sentence is not row.it.sentence and alternatives > 1:
        return None
    if next(lexicon.other_classes().within(doc.folded, whole.it.unit_end, row.it.start), None):
        return None
    return wholes[0]


def _enrolled(rows: Sequence[Row], row: Row) -> int | None:
    """Those who left are part of the nearest greater count that enrolled."""
    wholes = (index for index in _back(rows) if _is_whole(rows, index, row) and _holds(rows[index], row))
    return next((index for index in wholes if rows[index].judged.measure == "enrolled"), None)


def _is_whole(rows: Sequence[Row], index: int, row: Row) -> bool:
    other = rows[index]
    counts = other.it.is_head_count and other.judged.measure in LEARNERS and not _is_part(rows, other)
    return counts and _is_near(other, row) and other.it.start < row.it.start


def _is_part(rows: Sequence[Row], row: Row) -> bool:
    """Whether a row is a part that says no more than what its whole says: 51 teachers of 81 learners."""
    if row.judged.scope == "whole" or row.judged.of:
        return True
    if row.base is None:
        return False
    whole = rows[row.base]
    return whole.it.sentence is row.it.sentence and whole.judged.measure == row.judged.measure


def _is_near(other: Row, row: Row) -> bool:
    return row.it.sentence.line - other.it.sentence.line <= LINES_BACK


def _holds(other: Row, row: Row) -> bool:
    return row.it.unit == "percent" or row.it.span.figure.value <= other.it.span.figure.value


def _tied(doc: Document, rows: Sequence[Row], row: Row) -> int | None:
    """The nearest greater count of the sentence of which the words say that the row is a part."""
    if not row.it.is_head_count or row.judged.measure not in LEARNERS:
        return None
    for index in _back(rows):
        other = rows[index]
        if other.it.sentence is not row.it.sentence:
            return None
        counts = other.it.unit == row.it.unit and other.judged.measure in LEARNERS
        if counts and other.it.span.figure.value > row.it.span.figure.value and ties(doc, other, row.it):
            return index
    return None


def _admitted(rows: Sequence[Row], row: Row) -> int | None:
    """Those who completed are part of an earlier, greater count of the same level."""
    for index, other in enumerate(rows[:ROWS_BACK]):
        same = other.audience.level == row.audience.level and other.it.unit == row.it.unit == "person"
        admitted = same and other.judged.measure in ("trained", "enrolled") and other.it.start < row.it.start
        if admitted and other.it.span.figure.value > row.it.span.figure.value:
            return index
    return None


# What a figure that is no count of its own is a part of: the size of a class is a part of nothing.
_BY_KIND = {"plan": _plan, "beside": _of_counted, "withdrawn": _enrolled, "class": lambda rows, row: None}
