"""How many of those commended had a grade or better, on the condition that they are of the learners graded."""

from __future__ import annotations

import pandas as pd

from analysis.measures import frames
from analysis.measures.bounds import Claim, Constraint
from analysis.measures.bounds.constraints import less
from analysis.measures.grades.class_system import BELOW, COMMENDED, ClassSystem
from analysis.measures.grades.classes import each_class
from analysis.measures.grades.distributions import shown
from analysis.vocabulary import choices
from analysis.vocabulary.figures import READINGS, Reading, Tolerance

OF_LEARNERS = "commended_of_learners"
_BOTH = "commended and graded so"
_COUNTS = ("commended_low", "commended_high", "learners_low", "learners_high", "low", "high")
_WORDS = ("source_code", "class_code", "reading", "statement_code", "printed", "quantity", "condition")
_COLUMNS = {**dict.fromkeys(_WORDS, "str"), **dict.fromkeys(_COUNTS, "Int64")}
_COLUMNS |= dict.fromkeys(("is_chosen", "is_consistent"), "bool")


def commendations(own: pd.DataFrame, reading: Reading = "literal", tolerance: Tolerance = 1) -> pd.DataFrame:
    """One row a reading, printed number of commended persons, and quantity of grades that the text speaks of.

    ``own`` comes from :func:`analysis.measures.grades.of_class`. Columns: ``source_code, class_code, reading,
    is_chosen`` (whether it is the reading asked for), ``statement_code, printed`` (of the commendation), ``quantity``
    (a key of :func:`analysis.measures.grades.quantities`, or joint grades), ``commended_low, commended_high,
    learners_low, learners_high``; ``low, high`` how many of the commended had these grades, whole numbers, ``high``
    missing for no end; ``condition`` what has to be true for them, always "commended_of_learners": those commended are
    of the learners graded; ``is_consistent`` as in :func:`analysis.measures.grades.distribution`. Of C commended, A
    with the grades and N learners at least C + A - N are both (Bonferroni's inequality), at most the lesser of C and A,
    jointly with everything else that the text says. Empty where no persons are commended or nobody is graded; awards
    are no number of persons and have no row.
    """
    rows, reading = [], choices.fitting("reading", reading)
    for source, code, _, stated in each_class(own):
        for read in READINGS:
            system = ClassSystem.of(stated, code, read, tolerance)
            named = {"source_code": source, "class_code": code, "reading": read, "is_chosen": read == reading}
            for claim in system.stating(COMMENDED):
                quantities = shown(system) if claim.unit in ("person", "percent") else ()
                wanted = [quantity for quantity in quantities if quantity not in (BELOW, COMMENDED)]
                rows += [named | _row(system, claim, quantity) for quantity in wanted]
    return frames.with_edits(frames.frame(rows, _COLUMNS), own)


def _row(system: ClassSystem, claim: Claim, quantity: str) -> dict:
    commended, graded, learners = system.claims.terms(claim), system.terms(quantity), {system.learners: 1}
    both = {_BOTH: 1}
    neither = less(learners, graded)  # the commended who are not graded so are of these
    systems = [
        world.system([
            Constraint.of(less(both, commended), None, 0),
            Constraint.of(less(both, graded), None, 0),
            Constraint.of(less(less(commended, both), neither), None, 0),
        ])
        for world in system.worlds
    ]  # fmt: skip
    ends = [system.determined(terms, systems) for terms in (commended, learners, both)]
    named = {"statement_code": claim.code, "printed": claim.figure.printed, "quantity": quantity}
    named |= {"condition": OF_LEARNERS, "is_consistent": system.is_consistent}
    return named | dict(zip(_COUNTS, (end for pair in ends for end in pair), strict=True))
