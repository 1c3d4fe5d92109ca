"""Why the audit says what it says, as codes and numbers; ``wording`` makes the sentences of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.measures.bounds import Claim, Claims, counts
from analysis.measures.bounds.systems import Extent
from analysis.measures.bounds.worlds import FORCED, TRUNCATED, is_exact


class Reason(NamedTuple):
    """Why some statements cannot all be true: a code, what each of them is in it ("part", "whole", "share" or "").

    ``fitting`` is the number nearest to a printed part that is the printed share.
    """

    code: str
    roles: tuple[str, ...]
    fitting: int | None = None


# What would have to be printed: "one_of" some numbers (of none, no number would do), "at_most" or "at_least" one; ""
# where nothing is known. Of a share the numbers are learners.
Instead = tuple[str, tuple[int, ...]]
UNKNOWN: Instead = ("", ())


def of_fit(claim: Claim, extent: Extent, whole: int | None, rounding: str) -> str:
    """Why a statement can be true: how the whole numbers that fit stand to what is printed."""
    if extent[0] is None:
        return "undecided"
    if claim.is_share and whole is not None:
        if not is_exact(extent):
            return "several"
        if rounding:
            return {TRUNCATED: "truncated", FORCED: "forced"}.get(rounding, "rounded")
    is_itself = is_exact(extent) and not claim.is_share and claim.figure.value == extent[0]
    return "agrees" if is_itself else "leaves"


def of_conflict(claims: Claims, named: Sequence[Claim]) -> Reason:
    """Why some statements cannot all be true: the plainest arithmetic that shows it, else only "together"."""
    rules = (_share_of_whole, _same_figure, _more_than_whole, _part_above)
    found = (reason for rule in rules if (reason := rule(claims, named)) is not None)
    return next(found, Reason("together", ("",) * len(named)))


def _share_of_whole(claims: Claims, named: Sequence[Claim]) -> Reason | None:
    """A share that no count of its base gives, or that the count printed beside it does not give."""
    shares = [claim for claim in named if claim.is_share]
    if len(shares) != 1 or not shares[0].is_rounded:
        return None
    share = shares[0]
    bases = [claim for claim in named if claim.code == share.base and _is_number(claim)]
    parts = [claim for claim in named if claim is not share and claim not in bases]
    if not bases or not bases[0].figure.value or len(parts) > 1 or any(not _is_number(part) for part in parts):
        return None
    whole = int(bases[0].figure.value)
    fitting = counts(share.figure, whole)
    roles = tuple("share" if claim is share else "whole" if claim in bases else "part" for claim in named)
    if not parts:
        return None if fitting else Reason("nothing_fits", roles)
    if claims.terms(parts[0]) != claims.terms(share):
        return None
    part = int(parts[0].figure.value)
    if not fitting or part > whole:
        return Reason("is_other", roles)
    return Reason("would_be", roles, min(fitting, key=lambda count: abs(count - part)))


def _same_figure(claims: Claims, named: Sequence[Claim]) -> Reason | None:
    """Two figures for one and the same quantity."""
    if len(named) != 2 or claims.terms(named[0]) != claims.terms(named[1]):
        return None
    if named[0].is_share != named[1].is_share or named[0].base != named[1].base and named[0].is_share:
        return None
    return Reason("same_figure", ("", ""))


def _more_than_whole(claims: Claims, named: Sequence[Claim]) -> Reason | None:
    """Disjoint parts that add up to more than what they are parts of."""
    parts = [claim for claim in named if claim.grades]
    rest = [claim for claim in named if not claim.grades]
    cells = [cell for claim in parts for cell in claims.terms(claim)]
    exact = all(claim.figure.qualifier == "exact" for claim in named)
    if len(parts) < 2 or not exact or len({claim.is_share for claim in parts}) > 1 or len(cells) > len(set(cells)):
        return None
    if len({claims.quantity(claim) for claim in parts}) > 1:
        return None
    total = sum(claim.figure.value for claim in parts)
    roles = tuple("part" if claim.grades else "whole" for claim in named)
    if parts[0].is_share:
        return Reason("over_100", roles) if not rest and total > 100 else None
    if len(rest) != 1 or not _is_number(rest[0]) or total <= rest[0].figure.value:
        return None
    return Reason("over_whole", roles) if claims.quantity(parts[0]) == claims.quantity(rest[0]) else None


def _part_above(claims: Claims, named: Sequence[Claim]) -> Reason | None:
    """A part that is more than what it is a part of."""
    if len(named) != 2 or named[0].is_share != named[1].is_share:
        return None
    for (part, whole), roles in ((named, ("part", "whole")), (named[::-1], ("whole", "part"))):
        if set(claims.terms(part)) < set(claims.terms(whole)) or part.base == whole.code:
            return Reason("part_above", roles)
    return None


def instead(claim: Claim, extent: Extent, whole: int | None) -> Instead:
    """What would have to be printed: the number, or the end that the printed one is beyond."""
    if claim.is_share and not whole:
        return UNKNOWN
    (low, high), value = extent, claim.figure.value
    unit = Fraction(100, whole) if claim.is_share else 1
    if low == high and low is not None:
        return "one_of", (low,)
    if high is not None and value > high * unit:
        return "at_most", (high,)
    if low is not None and value < low * unit:
        return "at_least", (low,)
    return UNKNOWN


def _is_number(claim: Claim) -> bool:
    return not claim.is_share and claim.figure.qualifier == "exact"
