"""What each claim counts, as whole-number variables: claims that count the same thing share a variable.

A graded claim counts cells of its population: one cell for the grades that no claim parts, among them one for
learners without a grade. What is not certainly the same thing gets a variable of its own, so that nothing true
is ever called contradictory: a plan and an actual, learners of two levels, awards, days, parts that add up to
another count, commendations by several bodies, a "đạt" beside finer grades (it may count all who passed).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from analysis.measures.bounds.claim import PERCENT, Claim
from analysis.vocabulary import reference

Terms = Mapping[str, int]
UNGRADED = "ungraded"
LEARNERS = ("person", "attendance")
# Several counts of one of these in one class may be of several groups that no column distinguishes.
SEVERAL = ("commended",)
APART = ("classes", "days")


class Quantities:
    """The variables of the claims of one class of one source (or of claims linked by their bases).

    ``cuts`` are sets of grades that will be asked for; grades that neither a claim nor a cut parts share a cell.
    """

    def __init__(self, items: Sequence[Claim], cuts: Iterable[Sequence[str]] = ()):
        self.items = tuple(items)
        self.cuts = tuple(frozenset(cut) for cut in cuts)
        self.by_code = {claim.code: claim for claim in self.items}
        self._named: dict[str, str] = {}
        self._partitions: dict[str, dict[str, frozenset[str]]] = {}

    def base(self, claim: Claim) -> Claim | None:
        """The claim that this one is a part or a share of."""
        return self.by_code.get(claim.base)

    def unit(self, claim: Claim) -> str:
        """What is counted: a share counts in the unit of its base."""
        seen = {claim.code}
        while claim.is_share and (base := self.base(claim)) and base.code not in seen:
            seen.add(base.code)
            claim = base
        return claim.unit

    def linked(self, claim: Claim) -> Claim | None:
        """The base where the claim counts a part of it: the same unit, and not an actual of a plan."""
        base = self.base(claim)
        if base is None or self.unit(base) != self.unit(claim) or self.unit(claim) not in LEARNERS:
            return None
        return base if (base.measure == "planned") == (claim.measure == "planned") else None

    def is_graded(self, claim: Claim) -> bool:
        """Whether the claim counts learners of a population by grade."""
        return claim.measure == "graded" and bool(claim.grades) and self.unit(claim) in (*LEARNERS, PERCENT)

    def quantity(self, claim: Claim) -> str:
        """The variable that an ungraded claim counts, or that of a graded claim's population."""
        if claim.code not in self._named:
            self._named[claim.code] = claim.code
            self._named[claim.code] = self._population(claim) if self.is_graded(claim) else self._variable(claim)
        return self._named[claim.code]

    def terms(self, claim: Claim) -> Terms:
        """What the claim counts, as a sum of variables."""
        of = self.quantity(claim)
        if not self.is_graded(claim):
            return {of: 1}
        if claim.code in self._several_fails:
            return {f"{of}#{claim.code}": 1}
        return {self._loose_pass(of, claim.grades): 1} if self._is_loose(claim) else self.cells(of, claim.grades)

    def cells(self, population: str, grades: Iterable[str]) -> Terms:
        """The learners of a population with one of the grades, as a sum of cells.

        The grades must be those of a claim, of a cut, or what is left over by them.
        """
        keep = set(grades)
        return {cell: 1 for cell, held in self.partition(population).items() if held <= keep}

    def partition(self, population: str) -> dict[str, frozenset[str]]:
        """The cells of a population: cell -> the grades that it counts; together all grades and the ungraded."""
        if population not in self._partitions:
            sets = [*self.cuts]
            for claim in self.graded.get(population, ()):
                sets.append(frozenset(claim.grades))
                if self._is_loose(claim):
                    sets.append(_with_better(claim.grades))
            cells: dict[tuple[bool, ...], list[str]] = {}
            for grade in (*reference.grades(), UNGRADED):
                cells.setdefault(tuple(grade in named for named in sets), []).append(grade)
            self._partitions[population] = {
                f"{population}#{'+'.join(held)}": frozenset(held) for held in cells.values()
            }
        return self._partitions[population]

    @cached_property
    def graded(self) -> dict[str, list[Claim]]:
        """Population -> the claims that count its grades."""
        graded: dict[str, list[Claim]] = {}
        for claim in self.items:
            if self.is_graded(claim):
                graded.setdefault(self.quantity(claim), []).append(claim)
        return graded

    @cached_property
    def within(self) -> dict[str, str]:
        """Population -> the greater one that it is a part of."""
        within = {}
        for of, claims in self.graded.items():
            wholes = {self.quantity(base) for claim in claims if (base := self.linked(claim))} - {of}
            if wholes:
                within[of] = min(wholes)
        return within

    @cached_property
    def loose(self) -> Iterable[tuple[Terms, Terms, Terms]]:
        """Sums with a least and a greatest: (the sum, what it holds at least, what it is part of)."""
        sums = {}
        for of, claims in self.graded.items():
            for claim in claims:
                if claim.code in self._several_fails:
                    sums[claim.code] = self.terms(claim), {}, self.cells(of, claim.grades)
                elif self._is_loose(claim):
                    least, most = self.cells(of, claim.grades), self.cells(of, _with_better(claim.grades))
                    sums[self._loose_pass(of, claim.grades)] = self.terms(claim), least, most
        return tuple(sums.values())

    def _is_loose(self, claim: Claim) -> bool:
        """Whether a "đạt" stands beside finer grades: it may count the pass mark alone, or all who passed."""
        better = _with_better(claim.grades) - set(claim.grades)
        if "pass" not in claim.grades or not better:
            return False
        others = self.graded.get(self.quantity(claim), ())
        return any("pass" not in other.grades and better & set(other.grades) for other in others)

    @staticmethod
    def _loose_pass(of: str, grades: Sequence[str]) -> str:
        return f"{of}#{'+'.join(grades)}-or-better"

    @cached_property
    def _several_fails(self) -> frozenset[str]:
        """Claims of "fail" where a population has several different ones: "yếu" and "kém" are one code."""
        codes: set[str] = set()
        for claims in self.graded.values():
            for share in (False, True):
                fails = [claim for claim in claims if claim.grades == ("fail",) and claim.is_share == share]
                exact = {claim.figure.value for claim in fails if claim.figure.qualifier == "exact"}
                if len(exact) > 1:
                    codes |= {claim.code for claim in claims if claim.grades == ("fail",)}
        return frozenset(codes)

    def _population(self, claim: Claim) -> str:
        base = self.linked(claim)
        if base is None:
            return self._adopted(claim)
        of = self.quantity(base)
        mine, its = self._group(claim), self._group(base)
        apart = [part for part, whole in zip(mine, its, strict=True) if part and part != whole]
        return "|".join((of, *mine)) if apart else of

    def _adopted(self, claim: Claim) -> str:
        """The population of a graded count without a base: that of the class's other graded claims, if one."""
        if not claim.class_code or claim.base:
            return f"{claim.code}|learners"
        group = self._group(claim)
        others = {
            self.quantity(other)
            for other in self.items
            if other.base and self.is_graded(other) and self._group(other) == group and self.linked(other)
        }
        unit = self.unit(claim)
        return others.pop() if len(others) == 1 else "|".join((*group, self._day(claim), unit, "graded"))

    def _variable(self, claim: Claim) -> str:
        key = self._keys[claim.code]
        return claim.code if key is None else "|".join(key)

    @cached_property
    def _keys(self) -> dict[str, tuple[str, ...] | None]:
        """Claim -> what it counts; None where another claim with the same columns may count something else."""
        keys = {claim.code: self._key(claim) for claim in self.items}
        rivals: dict[tuple[str, ...], list[Claim]] = {}
        for claim in self.items:
            if (key := keys[claim.code]) and self._whole_is_alike(claim, keys):
                keys[claim.code] = None
            elif key:
                rivals.setdefault(key, []).append(claim)
        for claims in rivals.values():
            if self._are_parts(claims):
                keys.update(dict.fromkeys((claim.code for claim in claims), None))
        return keys

    def _key(self, claim: Claim) -> tuple[str, ...] | None:
        unit = self.unit(claim)
        if not claim.class_code or unit not in LEARNERS or claim.measure in APART:
            return None
        return (*self._group(claim), self._day(claim), claim.measure, unit, *claim.grades)

    def _whole_is_alike(self, claim: Claim, keys: Mapping[str, tuple[str, ...] | None]) -> bool:
        base, seen = self.base(claim), {claim.code}
        while base and base.code not in seen:
            if self._key(base) == keys[claim.code]:
                return True
            seen.add(base.code)
            base = self.base(base)
        return False

    def _are_parts(self, claims: Sequence[Claim]) -> bool:
        """Whether counts that look alike may be of several groups: they add up to a count of the class."""
        if claims[0].measure in SEVERAL:
            return max(sum(c.is_share == share for c in claims) for share in (False, True)) > 1
        counts = {claim.figure.value for claim in claims if _is_exact(claim)}
        alike = [c for c in self.items if c.class_code == claims[0].class_code and _is_exact(c)]
        return len(counts) > 1 and any(sum(counts - {c.figure.value}) == c.figure.value for c in alike)

    def _group(self, claim: Claim) -> tuple[str, str, str]:
        """Class, level and mode; a level left out is the class's only one."""
        return claim.class_code, claim.level or self._levels.get(claim.class_code, ""), claim.mode

    def _day(self, claim: Claim) -> str:
        """The date; a date left out is the class's only one."""
        return claim.date or self._days.get(claim.class_code, "")

    @cached_property
    def _levels(self) -> dict[str, str]:
        return _only_ones((claim.class_code, claim.level) for claim in self.items)

    @cached_property
    def _days(self) -> dict[str, str]:
        return _only_ones((claim.class_code, claim.date) for claim in self.items)


def _only_ones(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key -> its value, for the keys that have one value and no other."""
    by_key: dict[str, set[str]] = {}
    for key, value in pairs:
        if key and value:
            by_key.setdefault(key, set()).add(value)
    return {key: values.pop() for key, values in by_key.items() if len(values) == 1}


def _is_exact(claim: Claim) -> bool:
    return claim.figure.qualifier == "exact" and not claim.is_share


def _with_better(grades: Sequence[str]) -> frozenset[str]:
    """The grades and every grade above "pass"."""
    return frozenset((*grades, *reference.or_better("pass")))
