"""Linear constraints on whole numbers from 0 up, and the least and greatest value of a sum under them.

Bounds are narrowed in exact integers first, and a short exact search settles most questions; only what that
leaves open goes to HiGHS through ``scipy.optimize.milp``, whose answer is rounded and checked in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from analysis.measures.bounds.propagation import Box, GaveUp, Infeasible, Row, Rows

Terms = Mapping[str, int]
NODES = 16
# HiGHS answers in floats: beyond this no whole number is safe.
SAFE = 2**50
# Nodes, not seconds, end the solver's search, so that a slow machine comes to the same answer; its gap would let it
# stop one short of the end of a large count.
LIMITS = {"node_limit": 10_000, "mip_rel_gap": 0.0}
# An end beyond so many learners is no end.
BEYOND = 10**9
# scipy's milp: 0 solved, 2 infeasible, 3 unbounded, 4 unbounded or infeasible.
ANSWERED = (0, 2, 3, 4)


class Undecided(ArithmeticError):
    """Neither the exact search nor the solver could answer in whole numbers."""


@dataclass(frozen=True)
class Constraint:
    """low <= sum of coefficient * variable <= high, in whole numbers; None for no end."""

    terms: tuple[tuple[str, int], ...]
    low: int | None = None
    high: int | None = None

    @classmethod
    def of(cls, terms: Terms, low: int | None = None, high: int | None = None) -> Constraint:
        """The constraint on a sum, as variable -> coefficient."""
        return cls(tuple((name, factor) for name, factor in terms.items() if factor), low, high)

    def holds(self, values: Mapping[str, int]) -> bool:
        """Whether whole numbers satisfy the constraint exactly."""
        total = sum(factor * values[name] for name, factor in self.terms)
        return (self.low is None or self.low <= total) and (self.high is None or total <= self.high)


class System:
    """A set of constraints on whole numbers from 0 up.

    >>> system = System([Constraint.of({"a": 1, "b": 1}, 10, 10), Constraint.of({"a": 1}, 3, None)])
    >>> system.extent({"b": 1})
    (0, 7)
    >>> System([Constraint.of({"a": 1}, 3, 2)]).extent({"a": 1}) is None
    True
    """

    def __init__(self, constraints: Iterable[Constraint]):
        self.constraints = tuple(constraints)
        names = dict.fromkeys(name for constraint in self.constraints for name, _ in constraint.terms)
        self.variables = tuple(names)
        self._index = {name: index for index, name in enumerate(names)}
        self._rows = Rows([row for constraint in self.constraints for row in self._both(constraint)], len(names))
        self._extents: dict[tuple[tuple[str, int], ...], tuple[int | None, int | None]] = {}

    def feasible(self) -> bool:
        """Whether any whole numbers satisfy all the constraints."""
        return self.example is not None

    @cached_property
    def example(self) -> dict[str, int] | None:
        """Whole numbers that satisfy all the constraints; None where nothing does."""
        if self._box is None:
            return None
        try:
            solution = self._rows.solution(self._box, NODES)
        except GaveUp:
            return _solve(self)
        return None if solution is None else dict(zip(self.variables, solution, strict=True))

    def extent(self, terms: Terms) -> tuple[int | None, int | None] | None:
        """The least and the greatest value of a sum (None for no end); None if nothing satisfies the system."""
        if not self.feasible():
            return None
        total = tuple(sorted((name, factor) for name, factor in terms.items() if factor))
        if total not in self._extents:
            greatest = self._least({name: -factor for name, factor in total})
            self._extents[total] = self._least(dict(total)), None if greatest is None else -greatest
        return self._extents[total]

    def reach(self, terms: Terms) -> tuple[int, int | None] | None:
        """A range that holds every value of a sum; None where a row alone shows that nothing fits."""
        if self._box is None:
            return None
        least, greatest = self._bound(terms), self._bound({name: -factor for name, factor in terms.items()})
        return least or 0, None if greatest is None else -greatest

    @cached_property
    def _box(self) -> Box | None:
        """What each variable may be at most and at least; None where a row alone shows that nothing fits."""
        size = len(self.variables)
        try:
            return self._rows.narrow(Box([0] * size, [inf] * size))
        except Infeasible:
            return None

    def _both(self, constraint: Constraint) -> Iterable[Row]:
        terms = tuple((self._index[name], factor) for name, factor in constraint.terms)
        if constraint.high is not None:
            yield Row(terms, constraint.high)
        if constraint.low is not None:
            yield Row(tuple((index, -factor) for index, factor in terms), -constraint.low)

    def _least(self, terms: Terms) -> int | None:
        """The least value of a sum in a feasible system, by halving; None where there is no end."""
        if any(name not in self._index for name in terms):
            terms = {name: factor for name, factor in terms.items() if name in self._index or factor < 0}
        try:
            return self._halved(terms)
        except GaveUp:
            solution = _solve(self, terms)
        return None if solution is None else sum(factor * solution.get(name, 0) for name, factor in terms.items())

    def _halved(self, terms: Terms) -> int | None:
        low, high = (self._bound(terms), sum(factor * self.example.get(name, 0) for name, factor in terms.items()))
        if low is None:
            if any(name not in self._index for name in terms) or self._at_most(terms, -BEYOND) is not None:
                return None
            low = -BEYOND
        while low < high:
            middle = low if self._bound(terms) == low else (low + high) // 2
            reached = self._at_most(terms, middle)
            low, high = (low, reached) if reached is not None else (middle + 1, high)
        return low

    def _bound(self, terms: Terms) -> int | None:
        """What the sum is at least, by the box alone."""
        total = 0
        for name, factor in terms.items():
            index = self._index.get(name)
            end = inf if index is None else (self._box.low if factor > 0 else self._box.high)[index]
            if end == inf:
                return None
            total += factor * end
        return total

    def _at_most(self, terms: Terms, bound: int) -> int | None:
        """The sum at some solution where it is at most ``bound``; None where every solution has more."""
        row = Row(tuple((self._index[name], factor) for name, factor in terms.items()), bound)
        rows = Rows((*self._rows.rows, row), len(self.variables))
        try:
            solution = rows.solution(rows.narrow(self._box.copy(), [len(self._rows.rows)]), NODES)
        except Infeasible:
            return None
        if solution is None:
            return None
        return sum(factor * solution[self._index[name]] for name, factor in terms.items())


def _solve(system: System, terms: Terms | None = None) -> dict[str, int] | None:
    """Whole numbers that satisfy the system and make the sum least; None where nothing does or it has no end."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    names = list(dict.fromkeys([*system.variables, *(terms or {})]))
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(system.constraints), len(names)))
    for row, constraint in enumerate(system.constraints):
        for name, factor in constraint.terms:
            matrix[row, column[name]] = factor
    lows = [-np.inf if c.low is None else c.low for c in system.constraints]
    highs = [np.inf if c.high is None else c.high for c in system.constraints]
    answer = milp(
        np.array([(terms or {}).get(name, 0) for name in names], dtype=float),
        integrality=np.ones(len(names)),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(matrix, lows, highs) if len(system.constraints) else None,
        options=LIMITS,
    )
    if answer.status not in ANSWERED:
        raise Undecided(f"the solver gave up: {answer.message}")
    if answer.x is None:
        return None
    solution = {name: round(value) for name, value in zip(names, answer.x, strict=True)}
    if any(abs(value) > SAFE for value in solution.values()) or not all(
        constraint.holds(solution) for constraint in system.constraints
    ):
        raise Undecided("the solver's answer does not satisfy the constraints in whole numbers")
    return solution
