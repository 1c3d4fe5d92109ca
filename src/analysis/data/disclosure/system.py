"""Counts tied together by sums: what a table, its margins and everything else published say about each other.

One homogeneous system of equations holds all of it: a row's cells less its total are 0, a difference of two
reports is one more count, and a published combination (a percentage, say) is a count between two ends.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.data.disclosure.counts import TOTAL, DisclosureError, read
from analysis.vocabulary import figures

Key = tuple[Hashable, ...]


@dataclass(frozen=True)
class Fact:
    """A published combination of cells: ``low <= sum(weight * cell) <= high``, whole numbers; None for no end.

    A cell is (row, column), in a batch (table, row, column). ``name`` is what an error calls the fact, else its number.
    """

    weights: Mapping[Key, int]
    low: int | None = None
    high: int | None = None
    name: str = field(default="", repr=False, compare=False)

    def is_about(self, tables: Mapping[Hashable, pd.DataFrame]) -> bool:
        """Whether the tables of a batch hold all of its cells."""
        return all(
            table in tables and row in tables[table].index and column in tables[table].columns
            for table, row, column in self.weights
        )

    def given(self, counts: Mapping[Key, int]) -> Fact:
        """The same fact about its other cells, where some counts are known."""
        sum_known = sum(weight * counts[key] for key, weight in self.weights.items() if key in counts)
        others = {key: weight for key, weight in self.weights.items() if key not in counts}
        low, high = (None if end is None else end - sum_known for end in (self.low, self.high))
        return Fact(others, low, high, self.name)

    def within(self, table: Hashable) -> Fact:
        """The same fact about the cells of one table of a batch."""
        return replace(self, weights={(table, *key): weight for key, weight in self.weights.items()})


def percentage(
    part: Iterable[Key], base: Key, printed: str, rounding: Iterable[str] = figures.ROUNDINGS
) -> tuple[Fact, ...]:
    """The facts that a printed percentage of a base gives away, in whole numbers, one an end.

    ``part`` are the cells whose sum the percentage is of ``base``; the text is read literally.

    >>> percentage([("a", "good")], ("a", "total"), "98%", ["half_up"])[0]
    Fact(weights={('a', 'good'): 40, ('a', 'total'): -39}, low=0, high=None)
    """
    bounds = figures.parse(printed).bounds("literal", rounding=rounding)
    cells, facts = tuple(part), []
    for share, closed, sign in ((bounds.low, bounds.low_closed, 1), (bounds.high, bounds.high_closed, -1)):
        if share is not None:
            exact = share / 100
            weights = dict.fromkeys(cells, exact.denominator)
            weights[base] = weights.get(base, 0) - exact.numerator
            ends = (None if sign < 0 else int(not closed)), (None if sign > 0 else -int(not closed))
            facts.append(Fact(weights, *ends))
    return tuple(facts)


@dataclass(frozen=True)
class Count:
    """One whole number: its key, its value (None where suppressed), its ends and what it is.

    ``kind`` is "cell", "difference" (never printed, but anybody may subtract) or "fact".
    """

    key: Key
    value: int | None
    low: int | None = 0
    high: int | None = None
    kind: str = "cell"
    name: str = ""

    def __str__(self) -> str:
        return self.name or _words(self.key)

    @property
    def is_outside(self) -> bool:
        """Whether the value is released and lies beyond one of the ends."""
        below = self.value is not None and self.low is not None and self.value < self.low
        return below or (self.value is not None and self.high is not None and self.value > self.high)


@dataclass
class System:
    """Counts and the sums that tie them: for each equation, the weighted counts add up to 0."""

    counts: list[Count] = field(default_factory=list)
    equations: list[dict[int, int]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    _positions: dict[Key, int] = field(default_factory=dict)

    def add(self, count: Count) -> None:
        """Put one count in."""
        self._positions[count.key] = len(self.counts)
        self.counts.append(count)

    def tie(self, weights: Mapping[Key, int], where: str) -> None:
        """State that the weighted counts add up to 0; ``where`` says in words where that is."""
        unknown = [key for key in weights if key not in self._positions]
        if unknown:
            raise DisclosureError(f"{where}: there is no cell {', '.join(map(_words, unknown))}.")
        self.equations.append({self._positions[key]: weight for key, weight in weights.items()})
        self.places.append(where)

    def bound(self, key: Key, low: int | None, high: int | None) -> bool:
        """Take the ends of one count closer; False where it is none, or lies beyond them."""
        position = self._positions.get(key)
        count = None if position is None else self.counts[position]
        if count is None or count.kind != "cell":
            return False
        lows, highs = ([end for end in ends if end is not None] for ends in ((count.low, low), (count.high, high)))
        closer = replace(count, low=max(lows, default=None), high=min(highs, default=None))
        if not closer.is_outside:
            self.counts[position] = closer
        return not closer.is_outside

    def value(self, weights: Mapping[Key, int]) -> int | None:
        """The weighted sum of counts, None where one of them is suppressed."""
        values = [self.counts[self._positions[key]].value if key in self._positions else None for key in weights]
        if None in values:
            return None
        return sum(value * weight for value, weight in zip(values, weights.values(), strict=True))

    def matrix(self) -> csr_array:
        """The weights: a row an equation, a column a count."""
        entries = [(row, column, w) for row, eq in enumerate(self.equations) for column, w in eq.items()]
        rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(self.equations), len(self.counts))
        return csr_array((np.array(weights, dtype=float), (rows, columns)), shape=shape)


def of_tables(
    tables: Mapping[Hashable, pd.DataFrame], parts: Iterable[tuple[Hashable, Hashable]] = (), facts: Iterable[Fact] = ()
) -> System:
    """The system of some tables, of the differences between them, and of other published facts.

    ``parts`` are pairs (part, whole) of table names: each cell of the part counts some of the learners of the
    whole's cell of the same row and column.
    """
    system = System()
    cells = {name: read(table, name) for name, table in tables.items()}
    for name, counts in cells.items():
        _add_table(system, name, counts)
    for part, whole in parts:
        if not {part, whole} <= cells.keys():
            raise DisclosureError(f"{part} is said to be a part of {whole}: one of them is no table of the batch.")
        for row, column in (key for key in cells[whole] if key in cells[part]):
            _add_difference(system, (part, row, column), (whole, row, column))
    for number, fact in enumerate(facts, start=1):
        _add_fact(system, number, fact)
    return system


def _add_table(system: System, name: Hashable, cells: Mapping[Key, int | None]) -> None:
    for (row, column), value in cells.items():
        system.add(Count((name, row, column), value))
    where = f"table {name}, " if name != "" else ""
    for axis, word in ((0, "row"), (1, "column")):
        lines: dict[Hashable, dict[Key, int]] = {}
        for key in cells:
            weight = -1 if key[1 - axis] == TOTAL else 1
            lines.setdefault(key[axis], {})[name, *key] = weight
        for label, line in lines.items():
            if len(set(line.values())) == 2:
                system.tie(line, f"{where}{word} {label}")


def _add_difference(system: System, part: Key, whole: Key) -> None:
    key = (f"{whole[0]} less {part[0]}", *part[1:])
    value = system.value({whole: 1, part: -1})
    system.add(Count(key, value, kind="difference"))
    system.tie({whole: 1, part: -1, key: -1}, f"{_words(part)} as a part of {whole[0]}")


def _add_fact(system: System, number: int, fact: Fact) -> None:
    is_end = list(fact.weights.values()) == [1] and (fact.low, fact.high) != (None, None)
    if is_end and system.bound(next(iter(fact.weights)), fact.low, fact.high):
        return
    key, value = f"published fact {number}", system.value(fact.weights)
    system.add(Count((key,), value, fact.low, fact.high, kind="fact", name=fact.name))
    system.tie({**fact.weights, (key,): -1}, fact.name or key)


def _words(key: Key) -> str:
    return ", ".join(str(part) for part in key if part != "")
