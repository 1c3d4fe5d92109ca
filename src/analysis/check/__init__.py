"""Everything that can be wrong in the files that people write: statements, sidecars, reference, labels, grid.

``check`` returns what was looked at and raises DataError with all the faults of all of it.
"""

from analysis.check.everything import check
from analysis.check.quotes import quote_faults

__all__ = ["check", "quote_faults"]
