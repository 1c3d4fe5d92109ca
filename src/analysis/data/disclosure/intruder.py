"""What somebody learns who solves the equations of all that is published."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.data.disclosure.counts import DisclosureError
from analysis.data.disclosure.system import Fact, System, of_tables

# The solver's gap would let it stop one short of the end of a large count.
EXACT = {"mip_rel_gap": 0.0}
UNBOUNDED = (3, 4)  # "unbounded" and "unbounded or infeasible"; feasibility is settled before


class Intruder:
    """Somebody who knows that counts are whole numbers from 0 on, and solves for the suppressed ones.

    Integer programming (HiGHS), so an end is a count that can really occur; each answer is rounded and checked
    again in whole numbers. Raises :class:`DisclosureError` when no whole numbers fit what is published.
    """

    def __init__(self, system: System):
        self.system = system
        self.suppressed = [position for position, count in enumerate(system.counts) if count.value is None]
        matrix = system.matrix()
        released = np.array([count.value or 0 for count in system.counts], dtype=float)
        self._weights = matrix[:, self.suppressed]
        self._sums = -(matrix @ released)
        ends = [system.counts[position] for position in self.suppressed]
        self._low = np.array([-np.inf if count.low is None else count.low for count in ends])
        self._high = np.array([np.inf if count.high is None else count.high for count in ends])
        self._seen = np.full((2, len(self.suppressed)), np.nan)
        self._refuse_contradiction()

    def range(self, position: int) -> tuple[int | None, int | None]:
        """The least and the greatest value of a count, by all that is published; None where there is no end."""
        count = self.system.counts[position]
        if count.value is not None:
            return count.value, count.value
        column = self.suppressed.index(position)
        return self._extreme(column, 1), self._extreme(column, -1)

    def has_seen(self, position: int, width: int) -> bool:
        """Whether the answers so far already held values of a suppressed count that lie so far apart."""
        least, most = self._seen[:, self.suppressed.index(position)]
        return most - least >= width

    def _extreme(self, column: int, sign: int) -> int | None:
        goal = np.zeros(len(self.suppressed))
        goal[column] = sign
        answer = self._solve(goal)
        if answer.status in UNBOUNDED:
            return None
        if not answer.success or not self._fits(np.rint(answer.x)):
            raise DisclosureError(f"the solver failed on {self.system.counts[self.suppressed[column]].key}.")
        self._seen = np.array([np.fmin(self._seen[0], answer.x), np.fmax(self._seen[1], answer.x)]).round()
        return round(answer.x[column])

    def _solve(self, goal: np.ndarray):
        bounds = Bounds(self._low, self._high)
        constraints = LinearConstraint(self._weights, self._sums, self._sums)
        return milp(goal, integrality=1, bounds=bounds, constraints=constraints, options=EXACT)

    def _fits(self, values: np.ndarray) -> bool:
        inside = (values >= self._low) & (values <= self._high)
        return bool(inside.all()) and bool((self._weights @ values == self._sums).all())

    def _refuse_contradiction(self) -> None:
        """Name the sums that do not add up; failing that, say that together nothing fits."""
        full = np.diff(self._weights.tocsr().indptr) == 0
        wrong = [
            f"{self.system.places[row]}: the counts do not add up." for row in np.flatnonzero(full & (self._sums != 0))
        ]
        wrong += [f"{count}: what is published contradicts it." for count in self.system.counts if count.is_outside]
        if wrong:
            raise DisclosureError("\n".join(wrong))
        if self.suppressed and not self._solve(np.zeros(len(self.suppressed))).success:
            tables = dict.fromkeys(count.key[0] for count in self.system.counts if count.kind == "cell")
            where = ", ".join(f"table {name}" for name in tables if name != "")
            fault = "what is published contradicts itself: no whole numbers fit all of it."
            raise DisclosureError(f"{where}: {fault}" if where else fault)


def attack(table: pd.DataFrame, facts: Iterable[Fact] = ()) -> pd.DataFrame:
    """What an intruder learns of each suppressed cell: columns row, column, low, high, a row a cell.

    ``table`` holds counts with its margins as a last row and a last column named ``total`` (one of the two will
    do), missing where suppressed; ``facts`` is what else is published of its cells. ``low`` and ``high`` are
    the least and the greatest whole number that the cell can be, by all of it; ``high`` is missing where
    there is no end. Empty when nothing is suppressed.

    >>> attack(pd.DataFrame({"good": [252, 252], "fail": [None, None], "total": [256, 256]}, ["a", "total"]))
         row column  low  high
    0      a   fail    4     4
    1  total   fail    4     4
    """
    return attack_batch({"": table}, facts=[fact.within("") for fact in facts]).drop(columns="table")


def extent(
    table: pd.DataFrame, part: Iterable[tuple[Hashable, Hashable]], facts: Iterable[Fact] = (), name: Hashable = ""
) -> tuple[int | None, int | None]:
    """The least and the greatest value of a sum of cells of a table, by all that is published of it.

    Cells are (row, column), ``table`` and ``facts`` as in :func:`attack`; None for no end. ``name`` is what an error
    calls the table.

    >>> table = pd.DataFrame({"good": [None], "pass": [100], "fail": [None], "total": [130]}, ["a"])
    >>> extent(table, [("a", "good"), ("a", "pass")])
    (100, 130)
    """
    asked = Fact(dict.fromkeys(part, 1))
    system = of_tables({name: table}, facts=[fact.within(name) for fact in (asked, *facts)])
    position = next(at for at, count in enumerate(system.counts) if count.kind == "fact")
    return Intruder(system).range(position)


def attack_batch(
    tables: Mapping[Hashable, pd.DataFrame], parts: Iterable[tuple[Hashable, Hashable]] = (), facts: Iterable[Fact] = ()
) -> pd.DataFrame:
    """What an intruder learns who holds all the tables at once: columns table, row, column, low, high.

    A row for each suppressed cell, and one for each difference between a whole and its part (``parts``: pairs
    of table names), whose ``table`` is "whole less part".
    """
    intruder = Intruder(of_tables(tables, parts, facts))
    rows = [
        (*count.key, *intruder.range(position))
        for position, count in enumerate(intruder.system.counts)
        if count.kind == "difference" or (count.kind == "cell" and count.value is None)
    ]
    learnt = pd.DataFrame(rows, columns=["table", "row", "column", "low", "high"])
    return learnt.astype({"low": "Int64", "high": "Int64"})
