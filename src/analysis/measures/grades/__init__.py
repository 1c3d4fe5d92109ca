"""Grade distributions: the least and greatest count and share of every grade and cut that the words leave.

A frame of statements goes in (columns as in ``processed.statement_table``), a new frame comes out. Bounds are joint
over all the statements of a class in one source, exact, by integer programming. ``distribution`` answers for one
class, ``closings`` for all of them side by side, ``bases`` for a share whose base the words leave open,
``commendations`` for the grades of those commended, ``conflict`` names the statements that cannot all hold,
``clashes`` the words whose conventional readings cannot.
"""

from analysis.measures.grades.bases import bases
from analysis.measures.grades.class_system import BELOW, COMMENDED, CUTS, quantities
from analysis.measures.grades.commendations import OF_LEARNERS, commendations
from analysis.measures.grades.distributions import clashes, classes, closings, conflict, distribution, of_class

__all__ = [
    "BELOW", "COMMENDED", "CUTS", "OF_LEARNERS", "bases", "clashes", "classes", "closings", "commendations", "conflict",
    "distribution", "of_class", "quantities",
]  # fmt: skip
