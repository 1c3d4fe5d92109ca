"""Which whole numbers fit what was printed.

``counts`` and ``totals_of_mean`` answer for one figure, ``power`` says how much such a check can see. For many
figures at once, ``claims_of`` reads statements, ``Claims`` turns them into constraints under a reading, and
``System`` gives the least and the greatest value of a sum of variables.
"""

from analysis.measures.bounds.claim import Claim, claims_of
from analysis.measures.bounds.claims import Claims
from analysis.measures.bounds.quantities import UNGRADED
from analysis.measures.bounds.shares import counts, power, totals_of_mean
from analysis.measures.bounds.systems import Constraint, System, Undecided

__all__ = [
    "UNGRADED", "Claim", "Claims", "Constraint", "System", "Undecided", "claims_of", "counts", "power",
    "totals_of_mean",
]  # fmt: skip
