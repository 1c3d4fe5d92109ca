"""Whether published statements can be true, and how many people they can speak of.

A frame of statements goes in: ``verdicts`` gives a row for each, ``examine`` also the sets that cannot all be true,
``compare_sources`` what several sources say of the same quantity, ``matches`` whether a register agrees with them
(``verdict``, and ``allowed``: the learners that a figure leaves possible). ``wording`` makes the sentences. The
verdicts are those of docs/decisions/0004-audit-verdicts.md.

Of no statement a frame has its columns and no row. FigureError for printed words that cannot be read.
"""

from analysis.measures.audit.across import compare_sources
from analysis.measures.audit.against import allowed, matches, verdict
from analysis.measures.audit.verdicts import examine, verdicts
from analysis.measures.audit.wording import subject, subject_of

__all__ = [
    "allowed", "compare_sources", "examine", "matches", "subject", "subject_of", "verdict", "verdicts",
]  # fmt: skip
