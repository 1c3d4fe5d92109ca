"""What numbers rest on: on what the figures are taken to count of which a completed part is printed, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.measures.frames import Ends, Rows
from analysis.measures.throughput.groups import Assumptions
from analysis.vocabulary.figures import BASES

Measure = Callable[[Rows, Assumptions], Rows]


def with_rests(measure: Measure, statements: Rows, assume: Assumptions, keys: Sequence[str]) -> Rows:
    """The rows of a measure with ``rests_on``: the basis of admission that its numbers rest on, "" where on none.

    A number holds on another basis if all that this basis leaves possible lies between its ends: "2,251 or more" holds
    where 2,440 or more is true. ``keys`` name a row.
    """
    made = measure(statements, assume)
    others = [
        _by_key(measure(statements, replace(assume, admission_basis=basis)), keys)
        for basis in BASES
        if basis != assume.admission_basis
    ]
    mine = _by_key(made, keys)
    rests = [
        "" if all(_holds(own, other.get(key, (None, None))) for other in others) else assume.admission_basis
        for key, own in mine.items()
    ]
    return [{**row, "rests_on": rest} for row, rest in zip(made, rests, strict=True)]


def _by_key(rows: Rows, keys: Sequence[str]) -> dict[tuple, Ends]:
    return {tuple(row[key] for key in keys): (row["low"], row["high"]) for row in rows}


def _holds(own: Ends, other: Ends) -> bool:
    (low, high), (least, most) = own, other
    if low is None or least is None:
        return True
    return low <= least and (high is None or (most is not None and most <= high))
