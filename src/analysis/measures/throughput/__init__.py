"""Training flow per level: persons, attendances, shares, plan against actual, as bounds.

A frame of statements goes in (see ``processed.statements``), a new frame comes out: a row for each reading, codes for
names, whole numbers as Int64. Levels and sources are never added up to persons: sums are attendances, persons are
bounded over every way to overlap.

Of no statement a frame has its columns and no row. FigureError for printed words that cannot be read.
"""

from analysis.measures.throughput.counted import counted
from analysis.measures.throughput.groups import Assumptions, groups
from analysis.measures.throughput.levels import at_level, by_level, shares
from analysis.measures.throughput.plans import plan_and_actual, remaining_classes, validity
from analysis.measures.throughput.totals import totals
from analysis.vocabulary.figures import BASES, Basis

__all__ = [
    "BASES", "Assumptions", "Basis", "at_level", "by_level", "counted", "groups", "plan_and_actual",
    "remaining_classes", "shares", "totals", "validity",
]  # fmt: skip
