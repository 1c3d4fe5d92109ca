"""Which pairs of two quantities fit together: the outline of a region, row by row."""

from __future__ import annotations

from typing import NamedTuple

from analysis.feasible.quantities import Terms
from analysis.feasible.systems import Constraint, System

MOST_ROWS = 2000


class Slice(NamedTuple):
    """One value of the first quantity, and the least and the greatest value of the second beside it."""

    value: int
    low: int
    high: int | None


def region(system: System, first: Terms, second: Terms) -> list[Slice]:
    """One slice for each value that the first quantity can have, ascending; none where nothing fits.

    The pairs of a slice need not fill it without a gap. Raises :class:`ValueError` where the first quantity has
    no end, or more than ``MOST_ROWS`` values.

    >>> class_of_4 = System([Constraint.of({"up": 1}, 3, 4), Constraint.of({"top": 1, "up": -1}, None, 0)])
    >>> region(class_of_4, {"up": 1}, {"top": 1})
    [Slice(value=3, low=0, high=3), Slice(value=4, low=0, high=4)]
    """
    extent = system.extent(first)
    if extent is None:
        return []
    low, high = extent
    if low is None or high is None or high - low >= MOST_ROWS:
        raise ValueError("the first quantity has no end, or too many values for a region.")
    found = []
    for value in range(low, high + 1):
        held = System([*system.constraints, Constraint.of(first, value, value)]).extent(second)
        if held is not None:
            found.append(Slice(value, *held))
    return found
