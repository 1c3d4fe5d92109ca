"""One class of one source under one reading: its statements as systems of constraints, and the ends they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.measures.bounds import Claim, Claims, Constraint, System, claims_of
from analysis.measures.bounds.forcing import breakdowns, ways
from analysis.vocabulary import reference
from analysis.vocabulary.figures import Reading

CUTS = ("very_good", "good", "fairly_good", "average")
BELOW = "below_good"
COMMENDED = "commended"
Ends = tuple[int | None, int | None]
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
    A text that contradicts itself makes one system for each graded claim that can be excluded.
    """

    class_code: str
    claims: Claims
    learners: str | None
    named: frozenset[str]

    @classmethod
    def of(
        cls, statements: pd.DataFrame, class_code: str, reading: Reading, tolerance: Fraction | float | str
    ) -> ClassSystem:
        """The statements of one class (see :func:`analysis.measures.grades.of_class`) under a reading."""
        graded = statements[(statements["measure_code"] == "graded") & (statements["class_code"] == class_code)]
        cuts = (*quantities().values(), tuple(reference.or_better("good")[1:]))
        claims = Claims(tuple(claims_of(statements)), reading, tolerance, cuts=cuts)
        population = next((claims.quantity(c) for c in claims.items if _grades(c, class_code)), None)
        named = {code for text in graded["grade_code"] for code in text.split("+")}
        return cls(class_code, claims, population, frozenset(named))

    @cached_property
    def has_excellent(self) -> bool:
        """Whether the scale may hold the grade: the text names it, or says "very good or better"."""
        upward = any(claim.grades == reference.or_better("very_good") for claim in self.graded)
        return "excellent" in self.named or upward

    @cached_property
    def graded(self) -> tuple[Claim, ...]:
        """The claims that count learners of the class by grade."""
        return tuple(claim for claim in self.claims.items if _grades(claim, self.class_code))

    @cached_property
    def worlds(self) -> list[Claims]:
        """The claims as they can all hold: as printed, else with shares that were forced to add up to 100."""
        if self.claims.system().feasible():
            return [self.claims]
        return [way for way in ways(self.claims, breakdowns(self.claims)) if way.system().feasible()]

    @property
    def is_consistent(self) -> bool:
        """Whether all the statements can hold together."""
        return bool(self.worlds)

    @cached_property
    def systems(self) -> list[System]:
        """The systems of the worlds; of a contradiction, those that hold without one of the graded claims."""
        systems = (self.system(claims) for claims in self.held)
        return [system for system in systems if system.feasible()]

    @cached_property
    def held(self) -> list[Claims]:
        """The claims of each world; of a contradiction, the claims without each of the graded ones."""
        return self.worlds or [self.without(claim) for claim in self.graded]

    def without(self, claim: Claim) -> Claims:
        """The claims without one of them."""
        return self.claims.only(other.code for other in self.claims.items if other.code != claim.code)

    def system(self, claims: Claims, extra: Iterable[Constraint] = ()) -> System:
        """The constraints of the claims; a scale that never names the grade excellent is taken to lack it."""
        lacking = [] if self.has_excellent else [Constraint.of(claims.cells(self.learners, ("excellent",)), 0, 0)]
        return claims.system([*lacking, *extra])

    @cached_property
    def size(self) -> Ends:
        """The least and the greatest number of learners."""
        return self.extent({self.learners: 1})

    def terms(self, quantity: str) -> dict[str, int]:
        """What a key counts, as a sum of variables."""
        if quantity in ("pass", "fail") and (stating := self.stating(quantity)):
            # beside finer grades a "đạt" may count all who passed
            return dict(self.claims.terms(stating[0]))
        if quantity != BELOW:
            return dict(self.claims.cells(self.learners, grades_of(quantity)))
        above = self.claims.cells(self.learners, reference.or_better("good"))
        return {self.learners: 1, **dict.fromkeys(above, -1)}

    def extent(self, terms: Mapping[str, int], systems: Iterable[System] | None = None) -> Ends:
        """The ends of a sum over the systems; (None, None) where none has a solution."""
        hull = None
        for system in self.systems if systems is None else systems:
            hull = system.extent(terms, hull)
        return NOTHING if hull is None else hull

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

    def speaks_of(self, quantity: str) -> bool:
        """Whether the statements say anything about the learners at or above a grade, or all those below."""
        lowest = grades_of(quantity)[-1]
        above = set(reference.or_better(lowest))
        below = {code for code in reference.grades() if code not in above}
        named = [set(claim.grades) for claim in self.graded]
        return any((grades <= above and lowest in grades) or grades == below for grades in named)

    def shares(self, quantity: str, ends: Ends) -> Shares:
        """The ends as parts of the learners; where their number is open, what a printed percentage says."""
        least, most = self.size
        if least and least == most and None not in ends:
            return Fraction(ends[0], least), Fraction(ends[1], least)
        printed = [claim for claim in self.stating(quantity) if claim.is_share]
        bounds = [self.claims.bounds(claim) for claim in printed]
        if least == most or not bounds:
            return None, None
        lows = [Fraction(0) if one.low is None else Fraction(one.low) for one in bounds]
        highs = [Fraction(100) if one.high is None else Fraction(one.high) for one in bounds]
        return max(lows) / 100, min(highs) / 100


def _grades(claim: Claim, class_code: str) -> bool:
    return bool(claim.grades) and claim.measure == "graded" and claim.class_code == class_code
