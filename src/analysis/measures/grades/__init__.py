"""Grade distributions: the least and greatest count and share of every grade and cut that the words leave.

``of_class`` takes the statements of one class, or of all, from a frame of statements (``processed.statements``); from
what it gives, ``checked`` says how the words stand beside each other, ``distribution`` what they leave possible,
``clashes`` which conventional readings cannot hold together, ``bases`` what a share is of, where the words leave that
open, ``commendations`` the grades of those commended. ``among`` puts them back among all statements, of which
``closings`` compares the classes. Bounds are joint over all the statements of a class in one source, exact, by integer
programming.

Of no class a frame has its columns and no row. FigureError for printed words that cannot be read.
"""

from analysis.measures.grades.bases import bases
from analysis.measures.grades.checked import checked, clashes
from analysis.measures.grades.class_system import BELOW, COMMENDED, CUTS, quantities
from analysis.measures.grades.classes import among, classes, of_class
from analysis.measures.grades.commendations import OF_LEARNERS, commendations
from analysis.measures.grades.distributions import COMPARED, EACH_BODY_ONCE, closings, distribution

__all__ = [
    "BELOW", "COMMENDED", "COMPARED", "CUTS", "EACH_BODY_ONCE", "OF_LEARNERS", "among", "bases", "checked", "clashes",
    "classes", "closings", "commendations", "distribution", "of_class", "quantities",
]  # fmt: skip
