"""Linear constraints on whole numbers from 0 up, and the least and greatest value of a sum under them.

Bounds are propagated in exact integers first, and a solution that reaches them proves them; only what that
leaves open goes to HiGHS through ``scipy.optimize.milp``, whose answer is rounded and checked in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.feasible.propagation import Domains, Infeasible, propagate, solution

Terms = Mapping[str, int]
NODES = 60
# HiGHS answers in floats: beyond this no whole number is safe.
SAFE = 2**50
# scipy's milp: 0 solved, 2 infeasible, 3 unbounded, 4 unbounded or infeasible.
ANSWERED = (0, 2, 3, 4)


@dataclass(frozen=True)
class Constraint:
    """low <= sum of coefficient * variable <= high, in whole numbers; None for no end."""

    terms: tuple[tuple[str, int], ...]
    low: int | None = None
    high: int | None = None

    @classmethod
    def of(cls, terms: Terms, low: int | None = None, high: int | None = None) -> Constraint:
        """The constraint on a sum given as variable -> coefficient."""
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
        self._domains: Domains | None = None
        self._impossible = False
        try:
            self._domains = propagate(dict.fromkeys(names, (0, None)), self.constraints)
        except Infeasible:
            self._impossible = True

    def feasible(self) -> bool:
        """Whether any whole numbers satisfy all the constraints."""
        if self._impossible:
            return False
        found = solution(self._domains, self.constraints, NODES)
        if found is None:
            self._impossible = not _solve(self)
            return not self._impossible
        return bool(found)

    def extent(self, terms: Terms) -> tuple[int | None, int | None] | None:
        """The least and the greatest value of a sum (None for no end); None if nothing satisfies the system."""
        if not self.feasible():
            return None
        total = {name: factor for name, factor in terms.items() if factor}
        if not total:
            return 0, 0
        least = self._least(total)
        greatest = self._least({name: -factor for name, factor in total.items()})
        return least, None if greatest is None else -greatest

    def _least(self, terms: Terms) -> int | None:
        """The least value of a sum that the system is known to allow; None where there is no end."""
        bound = _least_of(self._domains, terms)
        if bound is not None:
            narrowed = (*self.constraints, Constraint.of(terms, None, bound))
            try:
                if solution(propagate(self._domains, narrowed), narrowed, NODES):
                    return bound
            except Infeasible:
                pass
        return _minimum(self, terms)


def _least_of(domains: Domains, terms: Terms) -> int | None:
    total = 0
    for name, factor in terms.items():
        low, high = domains.get(name, (0, None))
        end = low if factor > 0 else high
        if end is None:
            return None
        total += factor * end
    return total


def _minimum(system: System, terms: Terms) -> int | None:
    """The least value by HiGHS: status 3 and 4 mean that a feasible system has no end."""
    found = _solve(system, terms)
    return None if found is None else sum(factor * found.get(name, 0) for name, factor in terms.items())


def _solve(system: System, terms: Terms | None = None) -> dict[str, int] | None:
    """Whole numbers that satisfy the system and make the sum least; None for none, or for no end."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    names = list(dict.fromkeys([*system.variables, *(terms or {})]))
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(system.constraints), len(names)))
    for row, constraint in enumerate(system.constraints):
        for name, factor in constraint.terms:
            matrix[row, place[name]] = factor
    lows = [-np.inf if c.low is None else c.low for c in system.constraints]
    highs = [np.inf if c.high is None else c.high for c in system.constraints]
    cost = np.array([(terms or {}).get(name, 0) for name in names], dtype=float)
    answer = milp(
        cost,
        integrality=np.ones(len(names)),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(matrix, lows, highs) if len(system.constraints) else None,
    )
    if answer.status not in ANSWERED:
        raise ArithmeticError(f"the solver gave up: {answer.message}")
    if answer.x is None:
        return None
    found = {name: round(value) for name, value in zip(names, answer.x, strict=True)}
    if any(abs(value) > SAFE for value in found.values()) or not all(
        constraint.holds(found) for constraint in system.constraints
    ):
        raise ArithmeticError("the solver's answer does not satisfy the constraints in whole numbers")
    return found
