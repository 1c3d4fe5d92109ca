"""Every table that fits what is published, where these are few, and what the protection would make of each.

Who knows the program can run it on each of them, and keep those of which it would have published the same: a
minimality attack (Wong and others, VLDB 2007, page 543, of another kind of protection).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from random import Random

import pandas as pd

from analysis.data.disclosure.system import Key, System

Ends = tuple[float, float]
Equation = tuple[list[tuple[int, int]], int]
Ties = tuple[list[Equation], dict[int, list[int]]]
# Tables with more suppressed cells are not small, nor are those whose completions take more steps to list than so many
# for each that may be tried.
CELLS = 48
STEPS = 3


class TooMany(Exception):
    """There are more completions than are tried, or no end of them."""


def completions(system: System, most: int) -> list[dict[Key, int]]:
    """All whole numbers that the suppressed counts of a system can be together; TooMany where there are over ``most``.

    >>> from analysis.data.disclosure.system import of_tables
    >>> table = pd.DataFrame({"good": [None], "fail": [None], "total": [2]}, ["a"])
    >>> [list(values.values()) for values in completions(of_tables({"": table}), 9)]
    [[0, 2], [1, 1], [2, 0]]
    """
    equations: list[Equation] = []
    for equation in system.equations:
        terms = [(at, weight) for at, weight in equation.items() if system.counts[at].value is None]
        sums = (weight * (system.counts[at].value or 0) for at, weight in equation.items())
        equations.append((terms, -sum(sums)))
    ends = {
        at: (-math.inf if count.low is None else count.low, math.inf if count.high is None else count.high)
        for at, count in enumerate(system.counts)
        if count.value is None
    }
    if len(ends) > CELLS:
        raise TooMany
    listed: list[dict[int, Ends]] = []
    of: dict[int, list[int]] = {at: [] for at in ends}
    for place, (terms, _) in enumerate(equations):
        for at, _ in terms:
            of[at].append(place)
    _fill((equations, of), ends, list(ends), listed, iter(range(STEPS * most)))
    if len(listed) > most:
        raise TooMany
    return [{system.counts[at].key: int(low) for at, (low, _) in ends.items()} for ends in listed]


def _fill(
    ties: Ties, ends: dict[int, Ends], changed: Iterable[int], listed: list[dict[int, Ends]], steps: Iterator[int]
) -> None:
    """Put every completion within the ends into the list: narrow the ends, then try each value of one count."""
    if not _narrow(ties, ends, changed):
        return
    free = [at for at, (low, high) in ends.items() if low < high]
    if not free:
        listed.append(ends)
        return
    chosen = min(free, key=lambda at: ends[at][1] - ends[at][0])
    low, high = ends[chosen]
    if math.isinf(high - low) or next(steps, None) is None:
        raise TooMany
    for value in range(int(low), int(high) + 1):
        _fill(ties, ends | {chosen: (value, value)}, [chosen], listed, steps)


def _narrow(ties: Ties, ends: dict[int, Ends], changed: Iterable[int]) -> bool:
    """Cut the ends by each equation of a changed count, until none cuts any more; False where nothing is left."""
    equations, of = ties
    waiting = dict.fromkeys(place for at in changed for place in of[at])
    while waiting:
        terms, total = equations[waiting.popitem()[0]]
        least = sum(weight * ends[at][weight < 0] for at, weight in terms)
        most = sum(weight * ends[at][weight > 0] for at, weight in terms)
        if least > total or most < total:
            return False
        for at, weight in terms:
            low, high = ends[at]
            size = abs(weight)
            above, below = (total - least, most - total) if weight > 0 else (most - total, total - least)
            closer = (
                low if math.isinf(below) else max(low, high - below // size),
                high if math.isinf(above) else min(high, low + above // size),
            )
            if closer[0] > closer[1]:
                return False
            if closer != (low, high):
                ends[at] = closer
                waiting |= dict.fromkeys(of[at])
    return True


def withstands(
    protected: Mapping[Hashable, pd.DataFrame],
    system: System,
    again: Callable[[dict[Key, int]], Mapping[Hashable, pd.DataFrame] | None],
    width: Callable[[Key], int],
    most: int,
) -> bool:
    """Whether each suppressed cell of protected tables keeps a range of its ``width`` among those completions of which
    ``again`` makes the same; they are tried in a chance order, until that is so. TooMany where they are more than
    ``most``.
    """
    tried = completions(system, most)
    Random(0).shuffle(tried)
    cells = {count.key: width(count.key) for count in system.counts if count.kind == "cell" and count.value is None}
    kept: list[dict[Key, int]] = []
    for values in tried:
        if _is_wide(cells, kept):
            return True
        published = again(values)
        if published is not None and all(published[name].equals(table) for name, table in protected.items()):
            kept.append(values)
    return _is_wide(cells, kept)


def _is_wide(cells: Mapping[Key, int], kept: list[dict[Key, int]]) -> bool:
    seen = [([values[cell] for values in kept], width) for cell, width in cells.items()]
    return all(values and max(values) - min(values) >= width for values, width in seen)
