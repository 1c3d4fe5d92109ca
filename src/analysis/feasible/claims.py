"""Published statements -> the system of constraints that they make together.

A claim is one statement, read. Claims that count the same thing share a variable; a graded claim counts cells
of its population, one per grade and one for learners without a grade; a share is a share of its base. Parts
are at most their base, and exactly the base where a complete breakdown's printed shares sum to 100. A plan and
an actual are different quantities, so they never contradict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import gcd

import pandas as pd

from analysis import figures, reference
from analysis.feasible.systems import Constraint, System, Terms
from analysis.figures import ROUNDINGS, Bounds, Figure, Reading

UNGRADED = "ungraded"
POPULATIONS = ("completed", "trained", "enrolled")
COUNTED = {"person", "percent"}


@dataclass(frozen=True)
class Claim:
    """One statement: what it counts, of what, and the figure printed for it."""

    code: str
    figure: Figure
    measure: str
    unit: str
    class_code: str = ""
    level: str = ""
    mode: str = ""
    date: str = ""
    grades: tuple[str, ...] = ()
    base: str = ""

    @property
    def is_share(self) -> bool:
        """Whether the figure is a percentage of its base."""
        return self.unit == "percent"


def claims_of(statements: pd.DataFrame) -> list[Claim]:
    """The claims of a frame of statements (columns as in data/raw/statements), in its order."""
    return [_claim(row) for row in statements.to_dict("records")]


def _claim(row: Mapping[str, object]) -> Claim:
    names = tuple(filter(None, str(row["grade_code"]).split("+")))
    if names and row["at_or_above"] in (True, "true"):
        names = reference.or_better(min(names, key=lambda name: reference.grades()[name].rank))
    order = list(reference.grades())
    return Claim(
        code=row["statement_code"],
        figure=figures.parse(row["printed"]),
        measure=row["measure_code"],
        unit=row["unit_code"],
        class_code=row["class_code"],
        level=row["level_code"],
        mode=row["mode_code"],
        date=row["date"],
        grades=tuple(sorted(names, key=order.index)),
        base=row["base"],
    )


@dataclass(frozen=True)
class Claims:
    """The claims of one class of one source, and how they are read.

    ``rounding`` says by claim code which roundings are allowed; a claim not named may have any of them.
    ``forced`` says by claim code what a share must be given back that was moved so that a breakdown sums to 100.
    ``cuts`` are sets of grades that will be asked for; grades that neither a claim nor a cut parts share a cell.
    """

    items: tuple[Claim, ...]
    reading: Reading = "literal"
    tolerance: Fraction | float | str = 1
    rounding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forced: Mapping[str, Fraction] = field(default_factory=dict)
    cuts: tuple[tuple[str, ...], ...] = ()

    def only(self, codes: Iterable[str]) -> Claims:
        """The same reading of some of the claims."""
        keep = set(codes)
        return replace(self, items=tuple(claim for claim in self.items if claim.code in keep))

    def bounds(self, claim: Claim) -> Bounds:
        """What the figure of a claim leaves possible, under the reading and the rounding it may have."""
        if claim.code in self.forced:
            figure = replace(claim.figure, value=claim.figure.value + self.forced[claim.code])
            return figure.bounds("literal", 1, ("half_up",))
        return claim.figure.bounds(self.reading, self.tolerance, self.rounding.get(claim.code, ROUNDINGS))

    @cached_property
    def by_code(self) -> dict[str, Claim]:
        """The claims by statement code."""
        return {claim.code: claim for claim in self.items}

    @cached_property
    def dates(self) -> set[str]:
        """The dates that the claims give."""
        return {claim.date for claim in self.items} - {""}

    def quantity(self, claim: Claim) -> str:
        """The name of the variable that an ungraded claim counts, or of a graded claim's population."""
        if claim.grades:
            return self._population(claim)
        if not claim.class_code or claim.unit not in COUNTED:
            return claim.code
        day = claim.date or (next(iter(self.dates)) if len(self.dates) == 1 else "")
        return "|".join((claim.class_code, claim.measure, claim.level, claim.mode, day))

    def _population(self, claim: Claim) -> str:
        base = self.by_code.get(claim.base) or self._unnamed_base(claim)
        if base is None:
            return f"{claim.base or claim.class_code or claim.code}|learners"
        of = self.quantity(base)
        apart = (claim.level and claim.level != base.level) or (claim.mode and claim.mode != base.mode)
        return f"{of}|{claim.level}|{claim.mode}" if apart else of

    def _unnamed_base(self, claim: Claim) -> Claim | None:
        """The class's learners, where a graded claim names no base that is at hand."""
        if claim.base or not claim.class_code:
            return None
        for measure in POPULATIONS:
            for other in self.items:
                same = other.class_code == claim.class_code and not other.grades and not other.is_share
                if same and other.measure == measure and other.unit == "person" and other.mode == claim.mode:
                    return other
        return None

    def terms(self, claim: Claim) -> Terms:
        """What the claim counts, as a sum of variables."""
        of = self.quantity(claim)
        return self.cells(of, claim.grades) if claim.grades else {of: 1}

    def cells(self, population: str, grades: Iterable[str]) -> Terms:
        """The learners of a population with one of the grades, as a sum of cells.

        The grades must be those of a claim, of a cut, or what is left over by them.
        """
        keep = set(grades)
        return {cell: 1 for cell, held in self.partition(population).items() if held <= keep}

    def partition(self, population: str) -> dict[str, frozenset[str]]:
        """The cells of a population: cell -> the grades that it counts; together all grades and the ungraded."""
        sets = [
            set(claim.grades) for claim in self.items if claim.grades and self.quantity(claim) == population
        ]
        sets += [set(cut) for cut in self.cuts]
        cells: dict[tuple[bool, ...], list[str]] = {}
        for grade in (*reference.grades(), UNGRADED):
            cells.setdefault(tuple(grade in named for named in sets), []).append(grade)
        return {f"{population}#{'+'.join(held)}": frozenset(held) for held in cells.values()}

    def system(self, extra: Sequence[Constraint] = ()) -> System:
        """All the constraints that the claims make."""
        return System([*self._figures(), *self._parts(), *self._complete(), *extra])

    def _figures(self) -> Iterable[Constraint]:
        for claim in self.items:
            bounds = self.bounds(claim)
            if not claim.is_share:
                least, most = bounds.whole()
                yield Constraint.of(self.terms(claim), least, most)
            elif (whole := self._whole(claim)) is not None:
                yield from ratio(self.terms(claim), whole, bounds)

    def _whole(self, claim: Claim) -> str | None:
        """The variable that a share is a share of."""
        if claim.grades:
            return self._population(claim)
        base = self.by_code.get(claim.base)
        return self.quantity(base) if base else None

    def _parts(self) -> Iterable[Constraint]:
        """Cells add up to their population; a part is at most its base."""
        populations = dict.fromkeys(self.quantity(claim) for claim in self.items if claim.grades)
        for of in populations:
            yield Constraint.of({**dict.fromkeys(self.partition(of), 1), of: -1}, 0, 0)
        for claim in self.items:
            base = self.by_code.get(claim.base)
            if base is None or base.unit not in COUNTED or claim.unit not in COUNTED:
                continue
            part, whole = self.quantity(claim), self.quantity(base)
            if part != whole:
                yield Constraint.of({part: 1, whole: -1}, None, 0)

    def _complete(self) -> Iterable[Constraint]:
        for breakdown in breakdowns(self):
            of = self.quantity(breakdown[0])
            named = {grade for claim in breakdown for grade in claim.grades}
            rest = [grade for grade in (*reference.grades(), UNGRADED) if grade not in named]
            yield Constraint.of(self.cells(of, rest), 0, 0)


def ratio(part: Terms, whole: str, bounds: Bounds) -> Iterable[Constraint]:
    """low <= 100 part / whole <= high without a division; a strict end loses one unit of the whole numbers."""
    for end, closed, sign in ((bounds.low, bounds.low_closed, -1), (bounds.high, bounds.high_closed, 1)):
        if end is None:
            continue
        terms = {name: sign * factor * 100 * end.denominator for name, factor in part.items()}
        terms[whole] = terms.get(whole, 0) - sign * end.numerator
        yield Constraint.of(_reduced(terms), None, 0 if closed else -1)


def _reduced(terms: Terms) -> Terms:
    common = gcd(*terms.values()) or 1
    return {name: factor // common for name, factor in terms.items()}


def breakdowns(claims: Claims) -> list[tuple[Claim, ...]]:
    """The complete breakdowns: exact shares of disjoint grades, together all of one base, that sum to 100."""
    shares: dict[str, list[Claim]] = {}
    for claim in claims.items:
        if claim.grades and claim.is_share and claim.figure.qualifier == "exact":
            shares.setdefault(claims.quantity(claim), []).append(claim)
    found = []
    for parts in shares.values():
        named = [grade for claim in parts for grade in claim.grades]
        disjoint = len(set(named)) == len(named)
        if disjoint and sum(claim.figure.value for claim in parts) == 100:
            found.append(tuple(parts))
    return found
