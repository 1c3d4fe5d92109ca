"""Whether claims can hold together, in every way that their shares may have been rounded or forced to 100."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from analysis.measures.bounds.claim import Claim
from analysis.measures.bounds.claims import Claims
from analysis.measures.bounds.forcing import breakdowns, ways
from analysis.measures.bounds.systems import Extent, System, Undecided
from analysis.vocabulary import figures

HALF_UP, TRUNCATED, FORCED = "half_up", "truncated", "forced_to_100"
MOST_TRIED = 100


class Worlds:
    """The ways in which the claims of one component can be true."""

    def __init__(self, claims: Claims):
        self.claims = claims
        self.breakdowns = breakdowns(claims)
        self._extents: dict[frozenset[tuple[str, int]], Extent] = {}

    @cached_property
    def plain(self) -> System | None:
        """The system of the claims with no share forced; None where it has no solution."""
        system = self.claims.system()
        return system if possible(system) else None

    @cached_property
    def _ways(self) -> list[tuple[Claims, System]]:
        return [(claims, claims.system()) for claims in ways(self.claims, self.breakdowns)]

    @cached_property
    def forced(self) -> list[tuple[Claims, System]]:
        """The claims with breakdowns forced, in every way that has a solution."""
        return [(claims, system) for claims, system in self._ways if possible(system)]

    @property
    def exist(self) -> bool:
        """Whether the claims can all be true."""
        return self.plain is not None or bool(self.forced)

    def hold(self, codes: Sequence[str]) -> bool:
        """Whether some of the claims can all be true; forcing stays possible as it is for all of them."""
        keep = set(codes)
        if possible(self.claims.subset(keep)):
            return True
        readings = ways(self.claims, self.breakdowns, keep)
        return any(possible(reading.subset(keep)) for reading in readings if keep & reading.forced.keys())

    def extent(self, terms: Mapping[str, int]) -> Extent:
        """The least and the greatest value of a sum in all the ways; None for no end or no answer."""
        key = frozenset(terms.items())
        if key not in self._extents:
            self._extents[key] = self._hull(terms)
        return self._extents[key]

    def _hull(self, terms: Mapping[str, int]) -> Extent:
        ends = None
        try:
            for system in (*([self.plain] if self.plain else ()), *(system for _, system in self._ways)):
                ends = system.extent(terms, ends)
        except Undecided:
            return None, None
        return ends

    def roundings(self) -> dict[str, str]:
        """For each exact percentage the rounding that explains it: one rule for a breakdown where one does.

        Half up is tried first, then truncation, then forcing to 100; a breakdown that no one rule explains,
        and a share in none, takes the first that works for it alone.
        """
        rounded = [claim.code for claim in self.claims.items if claim.is_rounded]
        if self._works(rounded, HALF_UP):
            return dict.fromkeys(rounded, HALF_UP)
        rules: dict[str, str] = {}
        for breakdown in self.breakdowns:
            for code, rule in self._of_breakdown(breakdown).items():
                rules.setdefault(code, rule)
        for code in rounded:
            if code not in rules:
                rules[code] = HALF_UP if self._works([code], HALF_UP) else TRUNCATED
        return rules

    def _of_breakdown(self, breakdown: Sequence[str]) -> dict[str, str]:
        for rule in (HALF_UP, TRUNCATED):
            if self._works(breakdown, rule):
                return dict.fromkeys(breakdown, rule)
        for claims, _ in self.forced:
            if tuple(breakdown) in claims.complete or not claims.complete:
                moved = {code for code in breakdown if any(claims.forced.get(code, ()))}
                return {code: FORCED if code in moved else HALF_UP for code in breakdown}
        return {}

    def _works(self, codes: Iterable[str], rule: str) -> bool:
        rules = dict.fromkeys(codes, (rule,))
        readings = [self.claims] if self.plain else [claims for claims, _ in self.forced]
        readings = [reading for reading in readings if not rules.keys() & reading.forced.keys()]
        return any(possible(reading.varied(rounding=rules).system()) for reading in readings)


def fitting_bases(claims: Claims, base: Claim, conflict: Collection[str]) -> list[int] | None:
    """The numbers that a base could be so that a set of claims holds; None where they are too many to try.

    A share of k learners that prints p is of 100 k / p: the numbers within a unit of its last digit are tried, one by
    one, by the rule that found the contradiction.
    """
    system = claims.subset(set(conflict) - {base.code})
    low, high = 0, None
    for share in claims.items:
        if share.code not in conflict or share.base != base.code or not share.is_share:
            continue
        part, bounds = system.extent(claims.terms(share)), claims.bounds(share)
        unit = Fraction(1, 10 ** (share.figure.decimals or 0))
        if part is None or bounds.low is None or bounds.high is None:
            continue
        low = max(low, math.ceil(100 * part[0] / (bounds.high + unit)))
        if part[1] is not None and bounds.low > unit:
            most = math.floor(100 * part[1] / (bounds.low - unit))
            high = most if high is None else min(high, most)
    if high is None or high - low >= MOST_TRIED:
        return None
    return [number for number in range(low, high + 1) if _holds_with(claims, base, number, conflict)]


def _holds_with(claims: Claims, base: Claim, number: int, conflict: Collection[str]) -> bool:
    other = replace(base, figure=figures.parse(str(number)))
    items = [other if claim.code == base.code else claim for claim in claims.items]
    return Worlds(claims.recut(items, claims.cuts)).hold(tuple(conflict))


def possible(system: System) -> bool:
    """Whether a system has a solution; true where that cannot be decided, so that nothing true is refused."""
    try:
        return system.feasible()
    except Undecided:
        return True


def is_exact(extent: Extent) -> bool:
    """Whether an extent is one number."""
    return extent[0] is not None and extent[0] == extent[1]


def base_chain(claims: Claims, claim: Claim) -> list[str]:
    """The codes of a claim, of its base, of that one's base, and so on."""
    chain: list[str] = []
    step: Claim | None = claim
    while step is not None and step.code not in chain:
        chain.append(step.code)
        step = claims.quantities.base(step)
    return chain
