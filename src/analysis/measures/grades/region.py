"""Two cuts together: which pairs (good or better, very good or better) the words leave."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.measures.bounds import Constraint
from analysis.measures.grades.class_system import ClassSystem
from analysis.measures.grades.distributions import of_class
from analysis.vocabulary.figures import READINGS

UP, TOP = "good_up", "very_good_up"
COLUMNS = ["reading", "up", "top_low", "top_high"]


def pairs(
    statements: pd.DataFrame, source_code: str, class_code: str, tolerance: Fraction | float | str = 1
) -> pd.DataFrame:
    """One row a reading and number of learners good or better: how many of them can be very good or better.

    Columns: ``reading, up, top_low, top_high``, whole numbers, ``up`` ascending. Empty where the number of
    learners is not one number, where the text contradicts itself, or says nothing about one of the two cuts.
    """
    stated, rows = of_class(statements, source_code, class_code), []
    for reading in READINGS:
        system = ClassSystem.of(stated, class_code, reading, tolerance)
        sized = system.is_consistent and system.size[0] == system.size[1]
        if sized and system.speaks_of(UP) and system.speaks_of(TOP):
            rows += [(reading, *row) for row in _slices(system)]
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[1:], "int64"))


def possible_pairs(learners: int) -> int:
    """The pairs before a text is read: whole numbers with 0 <= very good or better <= good or better <= all.

    >>> possible_pairs(256)
    33153
    """
    return (learners + 1) * (learners + 2) // 2


def _slices(system: ClassSystem) -> list[tuple[int, int, int]]:
    up, top = system.terms(UP), system.terms(TOP)
    low, high = system.extent(up)
    slices = []
    for number in range(low, high + 1):
        ends = system.extent(top, [system.claims.system([Constraint.of(up, number, number)])])
        if ends[0] is not None:
            slices.append((number, *ends))
    return slices
