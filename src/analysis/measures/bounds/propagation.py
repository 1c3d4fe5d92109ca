"""Exact bounds of whole-number variables under linear rows, and a short search for a solution.

A row is ``sum of coefficient * variable <= bound``; variables are positions in the lists ``low`` and ``high``,
whole numbers from 0 up, and ``inf`` in ``high`` means that there is no end. All else is Python's exact integer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

ROUNDS = 6
# No number of people is greater: ratios that would narrow for ever end here.
MOST = 10**12


class Row(NamedTuple):
    """sum of coefficient * variable <= bound, with the variables as positions."""

    terms: tuple[tuple[int, int], ...]
    bound: int


class Box(NamedTuple):
    """The least and the greatest value that each variable may have."""

    low: list[int]
    high: list[int | float]

    def copy(self) -> Box:
        """A box that may be narrowed without touching this one."""
        return Box(self.low.copy(), self.high.copy())


class Infeasible(Exception):
    """No whole numbers satisfy the rows."""


class GaveUp(Exception):
    """The search was longer than allowed: nothing is proved."""


class Rows:
    """Rows with, for each variable, the rows that it stands in."""

    def __init__(self, rows: Sequence[Row], size: int):
        self.rows = tuple(rows)
        self.watchers: list[list[int]] = [[] for _ in range(size)]
        for index, row in enumerate(self.rows):
            for variable, _ in row.terms:
                self.watchers[variable].append(index)

    def narrow(self, box: Box, first: Iterable[int] | None = None) -> Box:
        """The box, narrowed in place to what every single row allows, from the rows ``first`` (or all) on.

        It holds every solution; it need not be tight. Raises :class:`Infeasible` if nothing is left. Stops
        after a fixed number of steps where ratios of variables without an end would narrow for ever.
        """
        queue = deque(range(len(self.rows)) if first is None else first)
        waiting = set(queue)
        budget = ROUNDS * max(len(self.rows), 1)
        while queue and budget:
            budget -= 1
            index = queue.popleft()
            waiting.discard(index)
            for variable in _narrow(self.rows[index], *box):
                for other in self.watchers[variable]:
                    if other not in waiting:
                        waiting.add(other)
                        queue.append(other)
        return box

    def solution(self, box: Box, nodes: int, rising: Sequence[int] = ()) -> list[int] | None:
        """Whole numbers in a narrowed box that satisfy all the rows; None where nothing does.

        Depth first: the variables ``rising`` go up from their least values, and the rows narrow what is left at
        each step: values at which some share has no whole number are passed over. Of the others the variable with
        the narrowest range takes its low end, its high end, then anything between. Raises :class:`GaveUp` after
        ``nodes`` steps.
        """
        return self._search(box, [nodes], rising)

    def _search(self, box: Box, budget: list[int], rising: Sequence[int]) -> list[int] | None:
        low, high = box
        if (first := next((variable for variable in rising if low[variable] != high[variable]), None)) is not None:
            return self._ascend(box, first, budget, rising)
        width, variable = min(
            ((most - least, index) for index, (least, most) in enumerate(zip(low, high, strict=True)) if most != least),
            default=(0, -1),
        )
        if variable < 0:
            return low if all(_holds(row, low) for row in self.rows) else None
        least, most = low[variable], high[variable]
        parts = [(least, least), (most, most), (least + 1, most - 1)]
        for ends in parts[: 3 if width > 1 else 2] if width < inf else (parts[0], parts[2]):
            branch = self._branch(box, variable, ends, budget)
            solution = None if branch is None else self._search(branch, budget, rising)
            if solution is not None:
                return solution
        return None

    def _ascend(self, box: Box, variable: int, budget: list[int], rising: Sequence[int]) -> list[int] | None:
        """A solution with the least possible value of a variable."""
        while box is not None:
            least, most = box.low[variable], box.high[variable]
            branch = self._branch(box, variable, (least, least), budget)
            solution = None if branch is None else self._search(branch, budget, rising)
            if solution is not None:
                return solution
            box = self._branch(box, variable, (least + 1, most), budget) if least < most else None
        return None

    def _branch(self, box: Box, variable: int, ends: tuple[int, int | float], budget: list[int]) -> Box | None:
        """The box with a variable between two ends, narrowed; None where nothing fits."""
        if not budget[0]:
            raise GaveUp
        budget[0] -= 1
        branch = box.copy()
        branch.low[variable], branch.high[variable] = ends
        try:
            return self.narrow(branch, self.watchers[variable])
        except Infeasible:
            return None


def _holds(row: Row, values: Sequence[int]) -> bool:
    return sum(factor * values[variable] for variable, factor in row.terms) <= row.bound


def _narrow(row: Row, low: list[int], high: list[int | float]) -> list[int]:
    """Narrow by one row: each term is at most what the least of the others leaves; the variables changed."""
    slack, endless = _slack(row, low, high)
    if len(endless) > 1:
        return []
    if endless:
        return _raise(*endless[0], slack, low)
    if slack < 0:
        raise Infeasible
    changed = []
    for variable, factor in row.terms:
        if abs(factor) * (high[variable] - low[variable]) <= slack:
            continue
        if factor > 0:
            high[variable] = low[variable] + slack // factor
        else:
            low[variable] = high[variable] - slack // -factor
        changed.append(variable)
    return changed


def _slack(row: Row, low: list[int], high: list[int | float]) -> tuple[int, list[tuple[int, int]]]:
    """What the least of the terms leaves of the bound, and the terms that have no least."""
    slack, endless = row.bound, []
    for variable, factor in row.terms:
        if factor > 0:
            slack -= factor * low[variable]
        elif high[variable] != inf:
            slack -= factor * high[variable]
        else:
            endless.append((variable, factor))
    return slack, endless


def _raise(variable: int, factor: int, slack: int, low: list[int]) -> list[int]:
    """Raise the low end of the only variable without a high one to what the other terms need."""
    least = -(slack // -factor)
    if least <= low[variable]:
        return []
    if least > MOST:
        raise Infeasible
    low[variable] = least
    return [variable]
