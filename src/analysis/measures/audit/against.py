"""A printed figure against the register that it speaks of, as far as protected counts allow."""

from __future__ import annotations

from analysis.measures.bounds import Claim
from analysis.vocabulary.figures import Reading

Ends = tuple[int | None, int | None]
AGREES, OPEN, CONTRADICTS = "agrees", "open", "contradicts"


def allowed(claim: Claim, base: int | None, reading: Reading) -> Ends | None:
    """The whole numbers of learners that a figure leaves possible, None for no end.

    ``base`` is how many learners a share is of, in the register; without it the answer for a share is None.
    """
    if claim.is_share and base is None:
        return None
    return claim.figure.whole(reading, total=base if claim.is_share else None)


def verdict(printed: Ends | None, registered: Ends) -> str:
    """Whether a register agrees with a figure: every count that it may hold does, none does, or some do.

    >>> verdict((251, 256), (252, 252)), verdict((251, 256), (214, 256)), verdict((251, 256), (214, 250))
    ('agrees', 'open', 'contradicts')
    """
    if printed is None:
        return OPEN
    least, most = _order(printed)
    low, high = _order(registered)
    if least <= low and high <= most:
        return AGREES
    return CONTRADICTS if high < least or most < low else OPEN


def _order(ends: Ends) -> tuple[float, float]:
    low, high = ends
    return float("-inf") if low is None else low, float("inf") if high is None else high
