"""Training flow per level: persons, attendances, shares, plan against actual, as bounds.

A frame of statements goes in (columns as in ``processed.statement_table``), a new frame comes out. Levels and
sources are never added up to persons: sums are attendances, persons are bounded over every way to overlap.
"""

from analysis.measures.throughput.groups import Assumptions, groups, levels_of, records
from analysis.measures.throughput.levels import by_level, persons
from analysis.measures.throughput.plans import plan_and_actual, remaining_classes, validity
from analysis.vocabulary.figures import BASES, Basis

__all__ = [
    "BASES", "Assumptions", "Basis", "by_level", "groups", "levels_of", "persons",
    "plan_and_actual", "records", "remaining_classes", "validity",
]  # fmt: skip
