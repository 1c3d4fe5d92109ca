"""Published statements -> the constraints that they make together, under a reading.

A share is a share of its base, a part is at most its base, and the cells of a population add up to it. That
parts whose printed shares sum to 100 are all of their base is not assumed: where it follows, the roundings
already say so, and where it does not follow it can be false (84 and 165 of 250 are 34 % and 66 %, and one
learner is in neither).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import lcm

from analysis.measures.bounds.claim import Claim
from analysis.measures.bounds.constraints import join, less, ratio, root, structure
from analysis.measures.bounds.quantities import Quantities, Terms
from analysis.measures.bounds.systems import Constraint, System
from analysis.vocabulary.figures import ROUNDINGS, Bounds, Reading, Tolerance

# Shares are compared as parts of a great whole: 2000 steps for each unit of the last digit printed.
STEPS = 2000


@dataclass(frozen=True)
class _Cache:
    """What all the readings of the same claims share: variables, structure, and what figures say, once worked out."""

    quantities: Quantities
    structure: tuple[Constraint, ...]
    figures: dict[Hashable, tuple[Constraint, ...]] = field(default_factory=dict)  # by all that it depends on


@dataclass(frozen=True)
class Claims:
    """The claims of one class of one source, and how they are read.

    ``literally`` are the codes of claims that are read literally whatever the reading is; ``given`` holds further
    constraints on the variables. ``rounding`` says by claim code which roundings are allowed; a claim not named may
    have any of them. ``forced`` says by claim code how far, in percent, half-up shares were moved so that a breakdown
    sums to 100; ``complete`` holds the breakdowns, as codes, whose parts are therefore all of their base.
    ``cuts`` are sets of grades that will be asked for; grades that neither a claim nor a cut parts share a cell.
    ``cache`` is what another reading of the same claims has worked out.
    """

    items: tuple[Claim, ...]
    reading: Reading = "literal"
    tolerance: Tolerance = 1
    literally: frozenset[str] = frozenset()
    given: tuple[Constraint, ...] = ()
    rounding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forced: Mapping[str, Collection[Fraction]] = field(default_factory=dict)
    complete: tuple[tuple[str, ...], ...] = ()
    cuts: tuple[tuple[str, ...], ...] = ()
    cache: _Cache | None = field(default=None, repr=False, compare=False)

    @cached_property
    def _shared(self) -> _Cache:
        if self.cache is not None:
            return self.cache
        quantities = Quantities(self.items, self.cuts)
        return _Cache(quantities, tuple(structure(quantities)))

    @property
    def quantities(self) -> Quantities:
        """The variables that the claims count."""
        return self._shared.quantities

    @property
    def structure(self) -> tuple[Constraint, ...]:
        """What holds whatever the figures are: cells add up, a part is at most its base."""
        return self._shared.structure

    def varied(self, **changes: object) -> Claims:
        """The same claims read otherwise; the variables stay the same."""
        return replace(self, cache=self._shared, **changes)

    def recut(self, items: Iterable[Claim], cuts: Iterable[tuple[str, ...]]) -> Claims:
        """Other claims or other cuts, read the same way; the variables are worked out anew."""
        return replace(self, items=tuple(items), cuts=tuple(cuts), cache=None)

    def only(self, codes: Iterable[str]) -> Claims:
        """The figures of some of the claims; the variables stay those of all."""
        keep = set(codes)
        return self.varied(items=tuple(claim for claim in self.items if claim.code in keep))

    def bounds(self, claim: Claim) -> Bounds:
        """What the figure of a claim leaves possible, under the reading and the rounding it may have."""
        if claim.code not in self.forced:
            rounding = self.rounding.get(claim.code, ROUNDINGS)
            return claim.figure.bounds(self._reading(claim), self.tolerance, rounding)
        low, high = min(self.forced[claim.code]), max(self.forced[claim.code])
        half = Fraction(1, 2 * 10**claim.figure.decimals)
        value = claim.figure.value
        return Bounds(max(value + low - half, Fraction(0)), value + high + half, True, False)

    def _reading(self, claim: Claim) -> Reading:
        return "literal" if claim.code in self.literally else self.reading

    def quantity(self, claim: Claim) -> str:
        """The name of the variable that an ungraded claim counts, or of a graded claim's population."""
        return self.quantities.quantity(claim)

    def terms(self, claim: Claim) -> Terms:
        """What the claim counts, as a sum of variables."""
        return self.quantities.terms(claim)

    def whole(self, claim: Claim) -> Terms | None:
        """What a share is a share of, as a sum of variables; None for a count, or where the base is not at hand."""
        base = self.quantities.base(claim) if claim.is_share else None
        return None if base is None else self.terms(base)

    def cells(self, population: str, grades: Iterable[str]) -> Terms:
        """The learners of a population with one of the grades: :meth:`Quantities.cells`, also on which grades."""
        return self.quantities.cells(population, grades)

    def system(self, extra: Sequence[Constraint] = ()) -> System:
        """All the constraints that the claims make."""
        return System([*self.structure, *self.given, *self.completeness(), *self.figures(), *extra])

    def subset(self, codes: Collection[str]) -> System:
        """The constraints that some of the claims make.

        A share says something about a number of learners only if its base is among the claims; shares of one
        base are compared with each other all the same.
        """
        figures = self.figures(codes)
        return System([*self.structure, *self.given, *self.completeness(), *figures, *self._as_shares(codes)])

    def figures(self, codes: Collection[str] | None = None) -> Iterator[Constraint]:
        """What the figures say, of all the claims or of some; a share says nothing without its base."""
        for claim in self.items:
            if codes is None or (claim.code in codes and (not claim.is_share or claim.base in codes)):
                yield from self.of_claim(claim)

    def of_claim(self, claim: Claim) -> tuple[Constraint, ...]:
        """What one figure says, a share about the number that it is a share of."""
        key, figures = self._key(claim), self._shared.figures
        if key not in figures:
            figures[key] = tuple(self._of_claim(claim))
        return figures[key]

    def _of_claim(self, claim: Claim) -> Iterator[Constraint]:
        terms, bounds = self.terms(claim), self.bounds(claim)
        if not claim.is_share:
            yield Constraint.of(terms, *bounds.whole())
        elif (whole := self.whole(claim)) is not None:
            yield Constraint.of(whole, 1)
            yield from ratio(terms, whole, bounds, exact_fraction=claim.figure.decimals is None)

    def _key(self, claim: Claim) -> Hashable:
        rounding, forced = self.rounding.get(claim.code), self.forced.get(claim.code)
        return claim.code, self._reading(claim), self.tolerance, rounding, forced

    def components(self) -> list[Claims]:
        """The claims in sets that share no variable: what one set says bears on no other."""
        parents: dict[str, str] = {}
        for constraint in self.structure:
            join(parents, [name for name, _ in constraint.terms])
        for claim in self.items:
            join(parents, [*self.terms(claim), *(self.whole(claim) or ())])
        parts: dict[str, list[Claim]] = {}
        for claim in self.items:
            parts.setdefault(root(parents, next(iter(self.terms(claim)))), []).append(claim)
        held: dict[str, list[Constraint]] = {}
        for constraint in self.structure:
            if constraint.terms:
                held.setdefault(root(parents, constraint.terms[0][0]), []).append(constraint)
        return [self._component(items, held.get(name, ())) for name, items in parts.items()]

    def _component(self, items: Sequence[Claim], constraints: Sequence[Constraint]) -> Claims:
        cache = replace(self._shared, structure=tuple(constraints))
        return replace(self, items=tuple(items), cache=cache)

    def completeness(self) -> Iterator[Constraint]:
        """The parts of a complete breakdown add up to their base."""
        by_code = self.quantities.by_code
        for codes in self.complete:
            parts = {cell: 1 for code in codes for cell in self.terms(by_code[code])}
            yield Constraint.of(less(parts, self.whole(by_code[codes[0]])), 0, 0)

    def _as_shares(self, codes: Collection[str]) -> Iterator[Constraint]:
        """Shares of one ungraded base against each other, as parts of a great whole."""
        quantities = self.quantities
        seen: set[tuple[str, str]] = set()
        for claim in self.items:
            base = quantities.base(claim) if claim.is_share and claim.code in codes else None
            if base is None or quantities.is_graded(base):
                continue
            of, whole = self.quantity(claim), self.quantity(base)
            yield self._share(claim, f"@{whole}")
            if quantities.is_graded(claim) and (of, whole) not in seen:
                seen.add((of, whole))
                cells = {f"{cell}@{whole}": 1 for cell in quantities.partition(of)}
                yield Constraint.of(cells, self._steps if of == whole else 0, self._steps)

    def _share(self, claim: Claim, name: str) -> Constraint:
        key, figures = (name, self._steps, self._key(claim)), self._shared.figures
        if key not in figures:
            bounds = self.bounds(claim).scaled(Fraction(self._steps, 100))
            terms = {cell + name: factor for cell, factor in self.terms(claim).items()}
            figures[key] = (Constraint.of(terms, *bounds.whole()),)
        return figures[key][0]

    @cached_property
    def _steps(self) -> int:
        shares = [claim.figure.value.denominator for claim in self.quantities.items if claim.is_share]
        return STEPS * 100 * lcm(1, *shares)
