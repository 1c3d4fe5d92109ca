"""Each printed figure of a class beside the protected counts of its register, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import TOTAL, Fact
from analysis.measures import audit
from analysis.measures.audit.against import CONTRADICTS
from analysis.measures.bounds import Claim, claims_of
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

NAME = "bulletin_against_register"
Ends = tuple[int | None, int | None]
# A convention that makes a true text impossible is not applied: the words fit the register, their convention does not.
NOT_APPLIED = "not_applied"
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
    None where the register does not count it. ``verdicts`` are agrees, open or contradicts by reading, or not_applied
    where only the convention contradicts the register and the words are therefore read literally; ``alone`` is the
    audit's verdict on the figure within its source.
    """

    claim: Claim
    allowed: Mapping[str, Ends | None]
    registered: Ends | None
    verdicts: Mapping[str, str]
    alone: str

    @property
    def is_suppressed(self) -> bool:
        """Whether the register's count is suppressed."""
        return self.registered is not None and self.registered[0] != self.registered[1]

    @property
    def verdict(self) -> str:
        """The verdict of the literal reading: what is certain."""
        return self.verdicts["literal"]


@dataclass(frozen=True)
class Matches:
    """Printed figures against the tables of a register (flow, awards, grades, cuts, all by class).

    ``rows`` maps each class as printed to its row in the tables; ``made`` are those of them that the register was
    made to agree with.
    """

    statements: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    rows: Mapping[str, str]
    about: Subject
    made: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.about.language

    @cached_property
    def all(self) -> list[Match]:
        """A match for each statement, in the order of the frame."""
        matches: list[Match] = []
        for _, rows in self.statements.groupby("source_code", sort=False):
            claims = {claim.code: claim for claim in claims_of(rows)}
            findings = audit.audit(rows, self.language)
            matches += [
                self._match(claim, claims.get(claim.base), finding.verdict)
                for claim, finding in zip(claims.values(), findings, strict=True)
            ]
        return matches

    @cached_property
    def size(self) -> int:
        """How many learners the largest of the classes has in the register, where that is published."""
        sizes = (self.tables["flow"].at[row, TOTAL] for row in self.rows.values())
        return max((int(size) for size in sizes if pd.notna(size)), default=0)

    def of(self, verdict: str) -> list[Match]:
        """The matches with a verdict under the literal reading."""
        return [match for match in self.all if match.verdict == verdict]

    def subject(self, match: Match) -> str:
        """What a figure counts, in words; of several classes, whose."""
        subject = audit.subject(match.claim, self.language)
        return subject if len(self.rows) == 1 else f"{self.name(match.claim.class_code)}: {subject}"

    def name(self, code: str) -> str:
        """The name of a class, in words."""
        return labels.code("class", code, self.language)

    def say(self, key: str, **places: object) -> str:
        """A sentence of the report."""
        return labels.say(f"{NAME}.{key}", self.language, **places)

    def _match(self, claim: Claim, base: Claim | None, alone: str) -> Match:
        registered = self._registered(claim)
        ends = self._registered(base) if base else None
        size = ends[0] if ends is not None and ends[0] == ends[1] else None
        allowed = {reading: audit.allowed(claim, size, reading) for reading in READINGS}
        verdicts = {reading: audit.verdict(allowed[reading], registered or (0, None)) for reading in READINGS}
        if verdicts["conventional"] == CONTRADICTS != verdicts["literal"]:
            allowed["conventional"], verdicts["conventional"] = allowed["literal"], NOT_APPLIED
        return Match(claim, allowed, registered, verdicts, alone)

    def _registered(self, claim: Claim) -> Ends | None:
        """The least and the greatest count of the register that its published counts leave possible."""
        name, columns = ("grades", claim.grades) if claim.grades else MEASURES.get(claim.measure, ("", ()))
        if name not in self.tables:
            return None
        table, row = self.tables[name], self.rows[claim.class_code]
        chosen = [TOTAL] if columns is None else [column for column in columns if column in table.columns]
        return disclosure.extent(table, [(row, column) for column in chosen], self._cuts(row) if claim.grades else ())

    def _cuts(self, row: str) -> list[Fact]:
        """The facts that the published cuts add about the grades of the class."""
        cuts, grades = self.tables.get("cuts"), list(self.tables["grades"].columns.drop(TOTAL))
        if cuts is None:
            return []
        facts = []
        for name, value in cuts.loc[row].dropna().items():
            better = grades[: grades.index(name.removesuffix("_up")) + 1]
            facts.append(Fact({(row, grade): 1 for grade in better}, int(value), int(value)))
        return facts
