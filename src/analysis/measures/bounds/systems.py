"""Linear constraints on whole numbers from 0 up, and the least and greatest value of a sum under them.

Bounds are narrowed in exact integers first, and a short exact search settles most questions. What that leaves open
goes to HiGHS through ``scipy.optimize.milp``, whose answer is rounded and checked in whole numbers, if the variables
have ends or are only counted (coefficients of 1). Shares of a base without an end ("17 or more") are not for HiGHS,
which works in floats: a longer exact search lets the base go up. Whether a sum has an end, and whether any fractions
fit such shares at all, is decided exactly (:mod:`.cones`). A search ends after a number of steps, never of seconds;
what it leaves open is :class:`Undecided`.

How far a base has to be searched: shares with d decimals are homogeneous in the base, their ends multiples of
1 / (2 * 100 * 10^d). Where fractions of the base fit all of them and no count has a greatest value, some fit with a
common denominator D, and with the base D * t every whole t from the least base / D on gives whole numbers. So a search
that goes up from the least base ends at the latest there, and what it meets first is the least base; at the least value
of any other sum that grows with the base, the row "sum at most this" gives the base an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, inf

from analysis.measures.bounds.cones import contradict, greatest_share, has_no_end
from analysis.measures.bounds.propagation import Box, GaveUp, Infeasible, Row, Rows

Terms = Mapping[str, int]
Extent = tuple[int | None, int | None]
NODES = 16
# Of a base without an end: of six shares with two decimals and a least base of 20,000 a search takes 1,700.
OPEN_NODES = 4000
# HiGHS answers in floats: beyond this no whole number is safe.
SAFE = 2**50
# Nodes, not seconds, end the solver's search, so that a slow machine comes to the same answer; its gap would let it
# stop one short of the end of a large count.
LIMITS = {"node_limit": 10_000, "mip_rel_gap": 0.0}
# scipy's milp: 0 solved, 2 infeasible, 4 unbounded or infeasible: with an end for every variable the latter.
ANSWERED = (0, 2, 4)


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

    def feasible(self) -> bool:
        """Whether any whole numbers satisfy all the constraints."""
        return self.example is not None

    @cached_property
    def example(self) -> dict[str, int] | None:
        """Whole numbers that satisfy all the constraints; None where nothing does."""
        if self._box is None:
            return None
        try:
            solution = self._solution(self._rows, self._box)
        except GaveUp:
            return _solve(self)
        return None if solution is None else dict(zip(self.variables, solution, strict=True))

    def _solution(self, rows: Rows, box: Box) -> list[int] | None:
        """Whole numbers in the box that satisfy the rows; :class:`GaveUp` if the system is one for HiGHS."""
        try:
            return rows.solution(box, NODES, self._rising)
        except GaveUp:
            if not self._rising or self._only_counts:
                raise
        if contradict(rows.rows, len(self.variables)):
            return None
        try:
            return rows.solution(box, OPEN_NODES, self._rising)
        except GaveUp:
            raise Undecided(f"{OPEN_NODES} steps of the search upwards did not end it") from None

    def extent(self, terms: Terms, beside: Extent | None = None) -> Extent | None:
        """The least and the greatest value of a sum (None for no end); None if nothing satisfies the system.

        ``beside`` is the extent of the same sum in another system, and the answer then the hull of both, which is
        often less work: values that the other reaches are not sought again. Raises :class:`Undecided`.
        """
        if self._box is None or (beside is None and not self.feasible()):
            return beside
        terms = {name: factor for name, factor in terms.items() if factor}
        least, most = (None, None) if beside is None else beside
        low = self._least(terms, least)
        if beside is not None and most is None:
            return low, None
        high = self._least({name: -factor for name, factor in terms.items()}, None if most is None else -most)
        return low, None if high is None else -high

    def reach(self, terms: Terms) -> tuple[int, int | None] | None:
        """A range that holds every value of a sum; None where a row alone shows that nothing fits."""
        if self._box is None:
            return None
        least, greatest = self._bound(terms), self._bound({name: -factor for name, factor in terms.items()})
        return least or 0, None if greatest is None else -greatest

    def shares(self, part: Terms, whole: Terms) -> tuple[Fraction, Fraction]:
        """Two ends that hold the share of a part in its whole, whether or not a search for whole numbers ends.

        They are those of a system that fractions satisfy: no fraction of people has a share beyond them.
        """
        ones, alls = ([terms.get(name, 0) for name in self.variables] for terms in (part, whole))
        rest = [every - one for one, every in zip(ones, alls, strict=True)]
        least, most = (greatest_share(self._rows.rows, some, alls) for some in (rest, ones))
        return 1 - least, most

    @cached_property
    def _rising(self) -> list[int]:
        """The variables without an end, first the one that most rows speak of, such as the base of all the shares."""
        endless = (variable for variable, most in enumerate(self._box.high) if most == inf)
        return sorted(endless, key=lambda variable: -len(self._rows.watchers[variable]))

    @cached_property
    def _only_counts(self) -> bool:
        return all(abs(factor) == 1 for row in self._rows.rows for _, factor in row.terms)

    @cached_property
    def _box(self) -> Box | None:
        """What each variable may be at most and at least; None where a row alone shows that nothing fits."""
        size = len(self.variables)
        try:
            return self._rows.narrow(Box([0] * size, [inf] * size))
        except Infeasible:
            return None

    def _both(self, constraint: Constraint) -> Iterable[Row]:
        """The rows of a constraint, divided by what its coefficients share: 2 a <= 5 is a <= 2."""
        shared = gcd(*(factor for _, factor in constraint.terms)) or 1
        terms = tuple((self._index[name], factor // shared) for name, factor in constraint.terms)
        if constraint.high is not None:
            yield Row(terms, constraint.high // shared)
        if constraint.low is not None:
            yield Row(tuple((index, -factor) for index, factor in terms), -constraint.low // shared)

    def _least(self, terms: Terms, beside: int | None) -> int | None:
        """The least value of a sum, None for no end, or ``beside`` where the system reaches nothing less."""
        terms = {name: factor for name, factor in terms.items() if name in self._index or factor < 0}
        if any(name not in self._index for name in terms):
            return None if self.feasible() else beside
        try:
            return self._halved(terms, beside)
        except GaveUp:
            solution = _solve(self, terms)
        least = None if solution is None else sum(factor * solution[name] for name, factor in terms.items())
        return beside if least is None or (beside is not None and beside < least) else least

    def _halved(self, terms: Terms, beside: int | None) -> int | None:
        low = self._bound(terms)
        if beside is None:
            high = sum(factor * self.example[name] for name, factor in terms.items())
        elif (low is not None and low >= beside) or (high := self._at_most(terms, beside - 1)) is None:
            return beside
        if low is None and has_no_end(self._rows.rows, [-terms.get(name, 0) for name in self.variables]):
            return None
        step = 1
        while low is None:  # a sum of variables without an end that has one: go down in growing steps
            reached = self._at_most(terms, high - step)
            low, high, step = (high - step + 1, high, step) if reached is None else (None, reached, 2 * step)
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
            solution = self._solution(rows, rows.narrow(self._box.copy(), [len(self._rows.rows)]))
        except Infeasible:
            return None
        if solution is None:
            return None
        return sum(factor * solution[self._index[name]] for name, factor in terms.items())


def _solve(system: System, terms: Terms | None = None) -> dict[str, int] | None:
    """Whole numbers that satisfy the system and make the sum least; None where nothing does."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    names, box = system.variables, system._box
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
        bounds=Bounds(box.low, box.high),
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
