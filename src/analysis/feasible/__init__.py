"""Which whole numbers fit what was printed.

``counts`` and ``totals_of_mean`` answer for one figure; ``System`` answers for many at once: the least and the
greatest value of a quantity under all the constraints that a set of statements makes (``claims`` builds them).
"""

from analysis.feasible.shares import counts, totals_of_mean
from analysis.feasible.systems import Constraint, System

__all__ = ["Constraint", "System", "counts", "totals_of_mean"]
