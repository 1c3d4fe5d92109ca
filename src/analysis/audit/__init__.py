"""Whether published statements can be true, and how many people they can speak of.

``audit`` gives a finding for every statement of a frame, ``table`` the findings as a frame, ``compare_sources``
what several sources say of the same quantity, ``verdict`` whether a register agrees with a figure (``allowed``: the
learners that it leaves possible), and ``audit_files`` the text or the JSON for the command line.
The verdicts are those of docs/decisions/0004-audit-verdicts.md.
"""

from analysis.audit.across import compare_sources
from analysis.audit.against import allowed, verdict
from analysis.audit.files import Report, audit_files
from analysis.audit.verdicts import Finding, audit, table
from analysis.audit.wording import subject

__all__ = [
    "Finding", "Report", "allowed", "audit", "audit_files", "compare_sources", "subject", "table", "verdict",
]  # fmt: skip
