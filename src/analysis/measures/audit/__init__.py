"""Whether published statements can be true, and how many people they can speak of.

``audit`` gives a finding for every statement of a frame, ``examine`` also the sets that contradict themselves,
``table`` the findings as a frame, ``compare_sources`` what several sources say of the same quantity, and ``verdict``
whether a register agrees with a figure (``allowed``: the learners that it leaves possible).
The verdicts are those of docs/decisions/0004-audit-verdicts.md.
"""

from analysis.measures.audit.across import compare_sources
from analysis.measures.audit.against import allowed, verdict
from analysis.measures.audit.verdicts import Contradiction, Finding, audit, examine, table
from analysis.measures.audit.wording import subject

__all__ = [
    "Contradiction", "Finding", "allowed", "audit", "compare_sources", "examine", "subject", "table", "verdict",
]  # fmt: skip
