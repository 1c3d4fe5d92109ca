"""One class of one source under one reading: its statements as systems of constraints, and the ends they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.measures.bounds import Claim, Claims, Constraint, System, Undecided, claims_of
from analysis.measures.bounds.conflicts import minimal_sets
from analysis.measures.bounds.readings import Clash, are_two, narrowed, reconciled
from analysis.measures.bounds.worlds import Worlds, base_chain, possible
from analysis.measures.frames import Ends
from analysis.vocabulary import reference
from analysis.vocabulary.figures import Reading, Tolerance

CUTS = ("very_good", "good", "fairly_good", "average")
BELOW = "below_good"
COMMENDED = "commended"
Shares = tuple[Fraction | None, Fraction | None]
NOTHING: Ends = (None, None)


def quantities() -> dict[str, tuple[str, ...]]:
    """The grades that each key of a distribution counts: cuts ("good_up"), then single grades, best first.

    Two more keys count something else: ``below_good`` everyone who is not good or better, ``commended``.

    >>> quantities()["very_good_up"]
    ('excellent', 'very_good')
    """
    cuts = {f"{code}_up": reference.or_better(code) for code in CUTS}
    return {**cuts, **{code: (code,) for code in reference.grades()}}


def grades_of(quantity: str) -> tuple[str, ...]:
    """The grades behind a key; grades that a text counts together are a key of their own, joined by "+".

    >>> grades_of("good+very_good")
    ('good', 'very_good')
    """
    return quantities().get(quantity) or tuple(quantity.split("+"))


@dataclass(frozen=True)
class ClassSystem:
    """The claims of a class under one reading, and the systems that they make.

    ``learners`` is the variable that counts those whose grades the text speaks of, None where it grades nobody.
    ``clashes`` are the sets of statements whose conventional readings cannot hold together; the words in them are read
    literally, as are all the words of a text that contradicts itself. ``has_excellent`` says whether the scale may hold
    that grade: the text names it, says "very good or better", or its figures need it; else the claims exclude it.
    """

    class_code: str
    claims: Claims
    learners: str | None
    named: frozenset[str]
    has_excellent: bool
    clashes: tuple[Clash, ...]

    @classmethod
    def of(cls, statements: pd.DataFrame, class_code: str, reading: Reading, tolerance: Tolerance) -> ClassSystem:
        """The statements of one class (see :func:`analysis.measures.grades.of_class`) under a reading."""
        cuts = (*quantities().values(), tuple(reference.or_better("good")[1:]))
        claims = Claims(tuple(claims_of(statements)), reading, tolerance, cuts=cuts)
        graded = [claim for claim in claims.items if _grades(claim, class_code)]
        learners = claims.quantity(graded[0]) if graded else None
        rows = statements[statements["statement_code"].isin([claim.code for claim in graded])]
        named = frozenset(code for text in rows["grade_code"] for code in text.split("+"))
        upward = any(claim.grades == reference.or_better("very_good") for claim in graded)
        may_hold = "excellent" in named or upward or learners is None
        shorter = None if may_hold else _without_excellent(claims, learners)
        claims, clashes = reconciled(shorter or claims)
        return cls(class_code, claims, learners, named, shorter is None, clashes)

    @cached_property
    def graded(self) -> tuple[Claim, ...]:
        """The claims that count learners of the class by grade."""
        return tuple(claim for claim in self.claims.items if _grades(claim, self.class_code))

    @cached_property
    def is_consistent(self) -> bool:
        """Whether all the statements can hold together."""
        return Worlds(self.claims).exist

    @cached_property
    def ways_out(self) -> list[frozenset[str]]:
        """Of a contradiction, the least sets of statements without which the rest can hold.

        What others are shares or parts of stays, unless the contradiction lies there.
        """
        bases = {claim.base for claim in self.claims.items}
        worlds, codes = Worlds(self.claims), [claim.code for claim in self.claims.items]
        for doubted in ([code for code in codes if code not in bases], codes):
            stays = [code for code in codes if code not in doubted]
            if worlds.hold(stays):
                break
        conflicts = minimal_sets(doubted, lambda kept: worlds.hold([*stays, *kept]))
        return conflicts.ways_out or [frozenset().union(*conflicts.sets)]

    @cached_property
    def worlds(self) -> list[Claims]:
        """The claims as they can all hold: as printed, else with shares that were forced to add up to 100.

        Of a contradiction, the claims of each way out of it.
        """
        return [world for out in ([frozenset()] if self.is_consistent else self.ways_out) for world in self.held(out)]

    def held(self, out: frozenset[str]) -> list[Claims]:
        """The claims without some of them, as the rest can hold."""
        worlds = Worlds(self.claims.only(self.claims.quantities.by_code.keys() - out))
        return [worlds.claims] if worlds.plain else [claims for claims, _ in worlds.forced]

    @cached_property
    def systems(self) -> list[System]:
        """The systems of the worlds."""
        return [world.system() for world in self.worlds]

    @cached_property
    def size(self) -> Ends:
        """The least and the greatest number of learners. Raises Undecided."""
        return self.extent({self.learners: 1})

    def terms(self, quantity: str) -> dict[str, int]:
        """What a key counts, as a sum of variables."""
        if quantity in ("pass", "fail", COMMENDED) and (stating := self.stating(quantity)):
            # beside finer grades a "đạt" may count all who passed
            return dict(self.claims.terms(stating[0]))
        if quantity != BELOW:
            return dict(self.claims.cells(self.learners, grades_of(quantity)))
        above = self.claims.cells(self.learners, reference.or_better("good"))
        return {self.learners: 1, **dict.fromkeys(above, -1)}

    def extent(self, terms: Mapping[str, int], systems: Iterable[System] | None = None) -> Ends:
        """The ends of a sum over the systems; (None, None) where none has a solution. Raises Undecided."""
        hull = None
        for system in self.systems if systems is None else systems:
            hull = system.extent(terms, hull)
        return NOTHING if hull is None else hull

    def determined(self, terms: Mapping[str, int], systems: Iterable[System] | None = None) -> Ends:
        """The same ends; (None, None) too where the search was cut off."""
        try:
            return self.extent(terms, systems)
        except Undecided:
            return NOTHING

    def ends(self, quantity: str) -> Ends:
        """What is left of a key; of one that a contradiction puts in doubt, what is printed. Raises Undecided."""
        if quantity == COMMENDED:
            return self._commended()
        return self.extent(self.terms(quantity), self.deciding(quantity))

    def deciding(self, quantity: str) -> list[System]:
        """The systems that leave the ends of a key: of all the statements, or of each that is in doubt by itself."""
        return [*map(self._by_itself, self.stating(quantity))] if self.doubted(quantity) else self.systems

    def aside(self, quantity: str) -> Ends:
        """What the ways out of a contradiction that set aside a statement of a key leave of it. Raises Undecided."""
        doubted = self.doubted(quantity)
        ways = [out for out in self.ways_out if out & doubted] if doubted else ()
        return self.extent(self.terms(quantity), [world.system() for out in ways for world in self.held(out)])

    def is_either(self, terms: Mapping[str, int], ends: Ends, systems: Sequence[System]) -> bool:
        """Whether a sum is one of the two ends that are left of it, and no number between."""
        low, high = ends
        if None in (low, high) or high - low < 2 or len(systems) < 2:
            return None not in (low, high) and high == low + 1
        by_system = {self.determined(terms, [one]) for one in systems}
        return len(by_system) == 2 and all(least == most for least, most in by_system)

    def doubted(self, quantity: str) -> set[str]:
        """The statements of a key that some way out of a contradiction sets aside; none where all can hold."""
        outs = () if self.is_consistent else self.ways_out
        return {claim.code for claim in self.stating(quantity)}.intersection(*[frozenset().union(*outs)])

    def alone(self, code: str) -> Ends:
        """What one statement says by itself, a share with the base that it is of, read by convention; if determined."""
        claim = self.claims.quantities.by_code[code]
        usual = self.claims.varied(literally=self.claims.literally - {code})
        return self.determined(self.claims.terms(claim), [_by_itself(usual, claim)])

    def _by_itself(self, claim: Claim) -> System:
        return _by_itself(self.claims, claim)

    def _commended(self) -> Ends:
        """Learners commended: as printed, or, of awards by several bodies, from the greatest number to the sum."""
        named = self.stating(COMMENDED)
        if persons := [claim for claim in named if claim.unit in ("person", "percent")]:
            doubted = map(self._by_itself, persons) if self.doubted(COMMENDED) else None
            return self.extent(self.claims.terms(persons[0]), doubted)
        awards = [self.extent(self.claims.terms(claim)) for claim in named]
        if not awards:
            return NOTHING
        highs = [high for _, high in awards]
        ends = (None if None in highs else sum(highs), self.size[1])
        return max(low for low, _ in awards), min((end for end in ends if end is not None), default=None)

    def stating(self, quantity: str) -> list[Claim]:
        """The claims that state a key itself."""
        if quantity == COMMENDED:
            claims = (claim for claim in self.claims.items if claim.class_code == self.class_code)
            return [claim for claim in claims if claim.measure == COMMENDED]
        if quantity == BELOW:
            return []
        lacking = set() if self.has_excellent else {"excellent"}
        wanted = set(grades_of(quantity)) - lacking
        return [claim for claim in self.graded if set(claim.grades) - lacking == wanted]

    @cached_property
    def read_twice(self) -> frozenset[str]:
        """The statements whose words the two readings part, as far as the convention is applied to them."""
        fallen = {word for clash in self.clashes for word in clash.words}
        words = (claim for claim in self.claims.items if self.is_consistent and claim.code not in fallen)
        return frozenset(claim.code for claim in words if are_two(claim.figure, self.claims.tolerance))

    @property
    def counts_awards(self) -> bool:
        """Whether those commended are known by awards alone, which bodies may give to the same learner."""
        units = {claim.unit for claim in self.stating(COMMENDED)}
        return bool(units) and not units & {"person", "percent"}

    def speaks_of(self, quantity: str) -> bool:
        """Whether the statements say anything about the learners at or above a grade, or all those below."""
        lowest = grades_of(quantity)[-1]
        above = set(reference.or_better(lowest))
        below = {code for code in reference.grades() if code not in above}
        named = [set(claim.grades) for claim in self.graded]
        return any((grades <= above and lowest in grades) or grades == below for grades in named)

    def implies(self, cut: str) -> bool:
        """Whether statements about some of the grades of a cut bound it from below: whoever has one of these has it."""
        lacking = set() if self.has_excellent else {"excellent"}
        return any(set(claim.grades) - lacking < set(grades_of(cut)) - lacking for claim in self.graded)

    def shares(self, quantity: str, ends: Ends, size: Ends) -> Shares:
        """The ends as parts of the learners; where a number is open, ends that no share exceeds.

        Missing where the key counts nobody's grades, nothing fits it, or there are no learners.
        """
        least, most = size
        if least and least == most and None not in ends:
            return Fraction(ends[0], least), Fraction(ends[1], least)
        if most == 0 or (quantity == COMMENDED and not self.stating(COMMENDED)):
            return None, None
        part, whole = self.terms(quantity), {self.learners: 1}
        if quantity == COMMENDED and ends != NOTHING:
            part = {COMMENDED: 1}  # of several bodies no one number counts them
        made = [
            System([*system.constraints, Constraint.of(part, *ends), Constraint.of(whole, *size)]).shares(part, whole)
            for system in filter(possible, self.deciding(quantity))
        ]
        return (min(low for low, _ in made), max(high for _, high in made)) if made else (None, None)


def _by_itself(claims: Claims, claim: Claim) -> System:
    """What a statement says with those that it is a share or a part of, and nothing else."""
    return claims.only(base_chain(claims, claim)).system()


def _without_excellent(claims: Claims, learners: str) -> Claims | None:
    """The claims on a scale without the grade; None where a true text needs it: that convention does not hold then."""
    lacking = Constraint.of(claims.cells(learners, ("excellent",)), 0, 0)
    literally = claims.varied(literally=frozenset(narrowed(claims)))
    if not Worlds(literally.varied(given=(lacking,))).exist and Worlds(literally).exist:
        return None
    return claims.varied(given=(lacking,))


def _grades(claim: Claim, class_code: str) -> bool:
    return bool(claim.grades) and claim.measure == "graded" and claim.class_code == class_code
