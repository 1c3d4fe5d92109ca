"""Shares that were moved so that a complete breakdown adds up to 100.

The half-up shares of the counts sum to 100 + e units of the last digit; then |e| of the shares are printed one
unit away from half up, all lowered if e > 0, all raised if e < 0. Which ones were moved is tried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod

from analysis.measures.bounds.claim import Claim
from analysis.measures.bounds.claims import Claims
from analysis.measures.bounds.systems import System
from analysis.vocabulary.figures import Bounds

# Beyond this many ways to move shares, one wider way stands for them all: it may accept too much, never too little.
MOST_WAYS = 200
MOST_BREAKDOWNS = 8


@dataclass(frozen=True)
class Forcing:
    """One way to force a breakdown: its claims, and of those the moved ones with how far, in percent."""

    breakdown: tuple[str, ...]
    moves: tuple[tuple[str, tuple[Fraction, ...]], ...]

    @property
    def shifts(self) -> dict[str, tuple[Fraction, ...]]:
        """Claim -> how far its half-up share is from the printed one, of all the claims of the breakdown."""
        return {**dict.fromkeys(self.breakdown, (Fraction(0),)), **dict(self.moves)}

    def applied(self, claims: Claims) -> Claims:
        """The claims, read as if the breakdown had been forced so."""
        return claims.varied(forced={**claims.forced, **self.shifts}, complete=(*claims.complete, self.breakdown))


def breakdowns(claims: Claims) -> list[tuple[str, ...]]:
    """The sets of claims that may be complete breakdowns: shares of disjoint grades of one base, summing to 100.

    A share printed twice is one share; of two breakdowns one within the other only the greater counts.
    """
    sets: list[tuple[str, ...]] = []
    for shares in _shares_by_base(claims).values():
        for parts in _summing_to_100(shares, Fraction(100), frozenset()):
            sets.append(tuple(code for part in parts for code in shares[part]))
            if len(sets) > MOST_BREAKDOWNS:
                return sets
    return [codes for codes in sets if not any(set(codes) < set(other) for other in sets)]


Share = tuple[frozenset[str], Fraction, int]


def _shares_by_base(claims: Claims) -> dict[str, dict[Share, list[str]]]:
    """Base -> the different shares of it (cells, value, decimals) -> the claims that print each."""
    quantities = claims.quantities
    shares: dict[str, dict[Share, list[str]]] = {}
    for claim in claims.items:
        base = quantities.base(claim)
        if base is None or not claim.is_rounded or not quantities.is_graded(claim):
            continue
        cells = frozenset(claims.terms(claim))
        share = (cells, claim.figure.value, claim.figure.decimals)
        key = str(sorted(claims.terms(base))) + quantities.quantity(claim)
        shares.setdefault(key, {}).setdefault(share, []).append(claim.code)
    return shares


def _summing_to_100(shares: Sequence[Share], left: Fraction, taken: frozenset[str]) -> Iterator[tuple[Share, ...]]:
    """Every set of at least two disjoint shares that sums to what is left."""
    for index, share in enumerate(rest := list(shares)):
        cells, value, _ = share
        if cells & taken or value > left:
            continue
        if value == left and taken:
            yield (share,)
        for others in _summing_to_100(rest[index + 1 :], left - value, taken | cells):
            yield (share, *others)


def forcings(claims: Claims, breakdown: Sequence[str]) -> list[Forcing]:
    """Every way to force one breakdown, fewest moves first."""
    by_share: dict[tuple, list[Claim]] = {}
    for claim in map(claims.quantities.by_code.get, breakdown):
        by_share.setdefault((frozenset(claims.terms(claim)), claim.figure.value), []).append(claim)
    shares = list(by_share.values())
    forced = []
    for size in range(1, len(shares) // 2 + 1):
        for moved in combinations(shares, size):
            for sign in (1, -1):
                moves = tuple((claim.code, (sign * _unit(claim),)) for share in moved for claim in share)
                forced.append(Forcing(tuple(breakdown), moves))
    return forced


def _unit(claim: Claim) -> Fraction:
    return Fraction(1, 10**claim.figure.decimals)


def ways(claims: Claims, breakdowns: Sequence[Sequence[str]], codes: Collection[str] | None = None) -> Iterator[Claims]:
    """The claims read in every way that forces at least one of the breakdowns.

    Ways that the printed counts exclude are left out, and ways that are the same for the claims ``codes``.
    """
    options = _distinct([forcings(claims, breakdown) for breakdown in breakdowns], codes)
    if any(options):
        shifted = _Shifts(claims, codes)
        options = [[forcing for forcing in option if shifted.allow(forcing)] for option in options]
    if prod(len(option) + 1 for option in options) > MOST_WAYS or len(breakdowns) > MOST_BREAKDOWNS:
        yield _widest(claims)
    else:
        yield from _combined(claims, options)


def _distinct(options: list[list[Forcing]], codes: Collection[str] | None) -> list[list[Forcing]]:
    """Of the ways to force a breakdown, one for each set of moves that touches the claims."""
    if codes is None:
        return options
    distinct = []
    for option in options:
        touched = {tuple(move for move in forcing.moves if move[0] in codes): forcing for forcing in option}
        distinct.append(list(touched.values()))
    return distinct


class _Shifts:
    """How far each share may have been moved, under the least and greatest counts that are printed."""

    def __init__(self, claims: Claims, codes: Collection[str] | None):
        self.claims = claims
        self.codes = claims.quantities.by_code.keys() if codes is None else codes
        counted = [claim.code for claim in claims.items if not claim.is_share and claim.code in self.codes]
        self.system = System([*claims.structure, *claims.figures(counted)])
        self._allowed: dict[tuple[str, tuple[Fraction, ...]], bool] = {}

    def allow(self, forcing: Forcing) -> bool:
        """Whether the counts leave room for the way."""
        shifts = forcing.shifts.items()
        return all(self._allows(code, shift) for code, shift in shifts if code in self.codes)

    def _allows(self, code: str, shift: tuple[Fraction, ...]) -> bool:
        if (code, shift) not in self._allowed:
            self._allowed[code, shift] = self._fits(self.claims.quantities.by_code[code], shift)
        return self._allowed[code, shift]

    def _fits(self, claim: Claim, shift: tuple[Fraction, ...]) -> bool:
        part = self.system.reach(self.claims.terms(claim))
        whole = self.system.reach(self.claims.whole(claim)) if claim.base in self.codes else (0, None)
        if part is None or whole is None:
            return False
        bounds = self.claims.varied(forced={claim.code: shift}).bounds(claim)
        least = None if whole[1] is None else Fraction(100 * part[0], max(whole[1], 1))
        most = None if part[1] is None or not whole[0] else Fraction(100 * part[1], whole[0])
        return bounds.meets(Bounds(least, most))


def _combined(claims: Claims, options: Sequence[Sequence[Forcing]]) -> Iterator[Claims]:
    if not options:
        return
    for forcing in options[0]:
        if all(claims.forced.get(code, moves) == moves for code, moves in forcing.shifts.items()):
            applied = forcing.applied(claims)
            yield applied
            yield from _combined(applied, options[1:])
    yield from _combined(claims, options[1:])


def _widest(claims: Claims) -> Claims:
    """Every share of grades may have been moved by a unit, up or down, or not."""
    graded = [claim for claim in claims.items if claim.is_rounded and claims.quantities.is_graded(claim)]
    return claims.varied(forced={claim.code: (-_unit(claim), _unit(claim)) for claim in graded})
