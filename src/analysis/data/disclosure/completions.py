"""Every table that fits what is published, where these are few, and what the protection would make of each.

Who knows the program can run it on each of them, and keep those of which it would have published the same: a
minimality attack (Wong and others, VLDB 2007, page 543, of another kind of protection).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping
from random import Random

import pandas as pd

from analysis.data.disclosure.system import Key, System

Ends = tuple[float, float]
Equation = tuple[list[tuple[int, int]], int]
# Tables with more suppressed cells, or more completions, are not small; nor are those that take more steps to list.
CELLS = 48
MOST = 1000
STEPS = 10 * MOST


class TooMany(Exception):
    """There are more completions than are tried, or no end of them."""


def completions(system: System) -> list[dict[Key, int]]:
    """All whole numbers that the suppressed counts of a system can be together; TooMany where that is no small list.

    >>> from analysis.data.disclosure.system import of_tables
    >>> table = pd.DataFrame({"good": [None], "fail": [None], "total": [2]}, ["a"])
    >>> [list(values.values()) for values in completions(of_tables({"": table}))]
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
    _fill([equation for equation in equations if equation[0]], ends, listed, iter(range(STEPS)))
    return [{system.counts[at].key: int(low) for at, (low, _) in ends.items()} for ends in listed]


def _fill(
    equations: list[Equation], ends: dict[int, Ends], listed: list[dict[int, Ends]], steps: Iterator[int]
) -> None:
    """Put every completion within the ends into the list: narrow the ends, then try each value of one count."""
    closer = _narrowed(equations, ends)
    if closer is None:
        return
    free = [at for at, (low, high) in closer.items() if low < high]
    if not free:
        listed.append(closer)
        return
    chosen = min(free, key=lambda at: closer[at][1] - closer[at][0])
    low, high = closer[chosen]
    if high - low > MOST or len(listed) > MOST or next(steps, None) is None:
        raise TooMany
    for value in range(int(low), int(high) + 1):
        _fill(equations, closer | {chosen: (value, value)}, listed, steps)


def _narrowed(equations: list[Equation], ends: dict[int, Ends]) -> dict[int, Ends] | None:
    """The ends after each equation has cut them, until none does any more; None where nothing is left."""
    ends, changed = dict(ends), True
    while changed:
        changed = False
        for terms, total in equations:
            least = [weight * ends[at][weight < 0] for at, weight in terms]
            most = [weight * ends[at][weight > 0] for at, weight in terms]
            for place, (at, weight) in enumerate(terms):
                below = total - sum(most[:place]) - sum(most[place + 1 :])
                above = total - sum(least[:place]) - sum(least[place + 1 :])
                low, high = (below, above) if weight > 0 else (-above, -below)
                closer = (
                    max(ends[at][0], _divided(low, abs(weight), up=True)),
                    min(ends[at][1], _divided(high, abs(weight))),
                )
                if closer[0] > closer[1]:
                    return None
                changed |= closer != ends[at]
                ends[at] = closer
    return ends


def _divided(number: float, by: int, up: bool = False) -> float:
    """A whole number divided, rounded down or up; no end stays none."""
    if math.isinf(number):
        return number
    return -(-number // by) if up else number // by


def withstands(
    protected: Mapping[Hashable, pd.DataFrame],
    system: System,
    again: Callable[[dict[Key, int]], Mapping[Hashable, pd.DataFrame] | None],
    threshold: int,
) -> bool:
    """Whether each suppressed cell of protected tables keeps a range of the threshold among those completions of which
    ``again`` makes the same; they are tried in a chance order, until that is so. TooMany where they are no small list.
    """
    tried = completions(system)
    Random(0).shuffle(tried)
    cells = [count.key for count in system.counts if count.kind == "cell" and count.value is None]
    kept: list[dict[Key, int]] = []
    for values in tried:
        if _is_wide(cells, kept, threshold):
            return True
        published = again(values)
        if published is not None and all(published[name].equals(table) for name, table in protected.items()):
            kept.append(values)
    return _is_wide(cells, kept, threshold)


def _is_wide(cells: list[Key], kept: list[dict[Key, int]], threshold: int) -> bool:
    seen = [[values[cell] for values in kept] for cell in cells]
    return all(values and max(values) - min(values) >= threshold for values in seen)
