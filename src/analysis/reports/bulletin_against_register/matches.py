"""Each printed figure of a class beside the protected counts of its register, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import audit, disclosure, labels
from analysis.disclosure import TOTAL, Fact
from analysis.feasible import Claim, claims_of
from analysis.figures import READINGS

NAME = "bulletin_against_register"
Ends = tuple[int | None, int | None]
# Which columns of which table count the learners that a measure speaks of; None stands for all of them.
MEASURES = {
    "completed": ("flow", ("ungraded", "graded")),
    "enrolled": ("flow", None),
    "trained": ("flow", None),
    "commended": ("awards", ("commended",)),
}


@dataclass(frozen=True)
class Match:
    """One figure: what it leaves possible under each reading, and what the register may hold.

    ``allowed`` are whole numbers of learners by reading, None where the base is not published; ``registered`` is
    None where the register does not count it. ``verdicts`` are agrees, open or contradicts by reading, and
    ``alone`` is the audit's verdict on the figure within its source.
    """

    claim: Claim
    allowed: Mapping[str, Ends | None]
    registered: Ends | None
    verdicts: Mapping[str, str]
    alone: str

    @property
    def is_hidden(self) -> bool:
        """Whether the register's count is suppressed."""
        return self.registered is not None and self.registered[0] != self.registered[1]

    @property
    def verdict(self) -> str:
        """The verdict of the literal reading: what is certain."""
        return self.verdicts["literal"]


@dataclass(frozen=True)
class Matches:
    """The figures of a class against the tables of a register (flow, awards, grades, cuts, all by class)."""

    statements: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    row: str
    register: str
    language: str

    @cached_property
    def all(self) -> list[Match]:
        """A match for each statement, in the order of the frame."""
        findings = audit.audit(self.statements, self.language)
        claims = claims_of(self.statements)
        return [self._match(claim, finding.verdict) for claim, finding in zip(claims, findings, strict=True)]

    @cached_property
    def size(self) -> int:
        """How many learners of the class the register counts; 0 where that is suppressed."""
        value = self.tables["flow"].at[self.row, TOTAL]
        return 0 if pd.isna(value) else int(value)

    def of(self, verdict: str) -> list[Match]:
        """The matches with a verdict under the literal reading."""
        return [match for match in self.all if match.verdict == verdict]

    def subject(self, match: Match) -> str:
        """What a figure counts, in words."""
        return audit.subject(match.claim, self.language)

    def say(self, key: str, **places: object) -> str:
        """A sentence of the report."""
        return labels.say(f"{NAME}.{key}", self.language, **places)

    def _match(self, claim: Claim, alone: str) -> Match:
        registered, base = self._registered(claim), self._base(claim)
        allowed = {reading: audit.allowed(claim, base, reading) for reading in READINGS}
        ends = registered or (0, None)
        verdicts = {reading: audit.verdict(allowed[reading], ends) for reading in READINGS}
        return Match(claim, allowed, registered, verdicts, alone)

    def _base(self, claim: Claim) -> int | None:
        """How many learners of the register a share is a share of; None where that is not published."""
        named = [other for other in claims_of(self.statements) if other.code == claim.base]
        ends = self._registered(named[0]) if named else None
        return ends[0] if ends is not None and ends[0] == ends[1] else None

    def _registered(self, claim: Claim) -> Ends | None:
        """The least and the greatest count of the register that its published counts leave possible."""
        name, columns = ("grades", claim.grades) if claim.grades else MEASURES.get(claim.measure, ("", ()))
        if name not in self.tables:
            return None
        table = self.tables[name]
        chosen = [TOTAL] if columns is None else [column for column in columns if column in table.columns]
        return disclosure.extent(
            table, [(self.row, column) for column in chosen], self._cuts() if claim.grades else ()
        )

    def _cuts(self) -> list[Fact]:
        """What the published cuts say of the grades of the class."""
        cuts, grades = self.tables.get("cuts"), list(self.tables["grades"].columns.drop(TOTAL))
        if cuts is None:
            return []
        facts = []
        for name, value in cuts.loc[self.row].dropna().items():
            better = grades[: grades.index(name.removesuffix("_up")) + 1]
            facts.append(Fact({(self.row, grade): 1 for grade in better}, int(value), int(value)))
        return facts
