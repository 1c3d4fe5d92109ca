"""Whether a system of rows goes on without an end, decided in exact fractions.

All rows here are ``sum of coefficient * variable <= bound`` over variables from 0 up. The answers follow from linear
programming alone and hold for whole numbers: what fractions cannot satisfy whole numbers cannot, and a direction of
fractions, times its denominators, is one of whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul

from analysis.measures.bounds.propagation import Row


def has_no_end(rows: Sequence[Row], gains: Sequence[int]) -> bool:
    """Whether a sum of variables has no greatest value in a system that some whole numbers satisfy.

    It has none exactly where a direction d >= 0 raises the sum and keeps every row (row . d <= 0): from a solution x
    every x + t d with whole t is one too. Without such a direction the dual programme has a solution, which bounds
    the sum (Schrijver 1986, Theory of Linear and Integer Programming, section 7.4).

    >>> rows = [Row(((0, 1), (1, -1)), 0), Row(((1, -1),), -17)]  # a part of a whole of 17 or more
    >>> has_no_end(rows, [1, 0]), has_no_end(rows, [1, -1])
    (True, False)
    """
    matrix = [[0] * len(gains) for _ in rows]
    for line, row in zip(matrix, rows, strict=True):
        for variable, factor in row.terms:
            line[variable] += factor
    return _ray(matrix, gains) is not None


def contradict(rows: Sequence[Row], size: int) -> bool:
    """Whether no fractions satisfy the rows: some sum of them says 0 <= less than 0 (Farkas' lemma).

    >>> half = [Row(((0, -2), (1, 1)), -1), Row(((0, 2), (1, -1)), 0)]  # more than half of the whole, and at most half
    >>> contradict(half, 2), contradict(half[:1], 2)
    (True, False)
    """
    matrix = [[0] * len(rows) for _ in range(size)]
    for place, row in enumerate(rows):
        for variable, factor in row.terms:
            matrix[variable][place] -= factor
    return _ray(matrix, [-row.bound for row in rows]) is not None


def greatest_share(rows: Sequence[Row], part: Sequence[int], whole: Sequence[int]) -> Fraction:
    """What part / whole never exceeds in a system that some fractions satisfy: its least upper bound over fractions.

    With t = 1 / scale as one more variable every row is homogeneous, and the bound is the greatest ratio over the rays
    of a cone (Charnes and Cooper 1962), which are finitely many. Each round takes a ray with a greater ratio than the
    last (Dinkelbach 1967). Parts are taken to be of the whole: no share is above 1.

    >>> rows = [Row(((0, 1),), 48), Row(((1, -1),), -88)]  # at most 48 of 88 or more
    >>> greatest_share(rows, [1, 0], [0, 1])
    Fraction(6, 11)
    """
    size, best = len(part), Fraction(0)
    matrix = [[0] * (size + 1) for _ in rows]
    for line, row in zip(matrix, rows, strict=True):
        line[size] = -row.bound
        for variable, factor in row.terms:
            line[variable] += factor
    matrix.append([*(one - all_ for one, all_ in zip(part, whole, strict=True)), 0])
    while True:
        gains = [one * best.denominator - all_ * best.numerator for one, all_ in zip(part, whole, strict=True)]
        if (ray := _ray(matrix, [*gains, 0])) is None:
            return best
        best = sum(map(mul, part, ray), Fraction(0)) / sum(map(mul, whole, ray))


def _ray(matrix: Sequence[Sequence[int]], gains: Sequence[int]) -> list[Fraction] | None:
    """Some d >= 0 with matrix . d <= 0 and gains . d > 0, or None: the simplex method from 0, with Bland's rule."""
    size = len(gains)
    table = [[Fraction(value) for value in line] for line in matrix]
    reduced = [Fraction(gain) for gain in gains]
    inside, outside = [size + place for place in range(len(table))], list(range(size))
    while True:
        for column, gain in enumerate(reduced):
            if gain > 0 and all(row[column] <= 0 for row in table):
                ray = {outside[column]: Fraction(1)}
                ray |= {name: -row[column] for name, row in zip(inside, table, strict=True)}
                return [ray.get(name, Fraction(0)) for name in range(size)]
        entering = min(((name, column) for column, name in enumerate(outside) if reduced[column] > 0), default=None)
        if entering is None:
            return None
        column = entering[1]
        line = min((inside[line], line) for line, row in enumerate(table) if row[column] > 0)[1]
        _pivot(table, reduced, line, column)
        inside[line], outside[column] = outside[column], inside[line]


def _pivot(table: list[list[Fraction]], reduced: list[Fraction], line: int, column: int) -> None:
    """Exchange the variable of a line for that of a column."""
    pivot = table[line][column]
    row = table[line] = [value / pivot for value in table[line]]
    row[column] = 1 / pivot
    for other in (*(one for place, one in enumerate(table) if place != line), reduced):
        if factor := other[column]:
            other[:] = [value - factor * step if step else value for value, step in zip(other, row, strict=True)]
            other[column] = -factor / pivot
