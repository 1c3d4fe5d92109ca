"""What "of these" leaves open: a share of all the learners, or of those in a wider group named before it."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.measures.bounds import Claim
from analysis.measures.bounds.constraints import ratio
from analysis.measures.grades.class_system import CUTS, ClassSystem
from analysis.measures.grades.distributions import of_class
from analysis.vocabulary import reference
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL


def bases(
    statements: pd.DataFrame, source_code: str, class_code: str, tolerance: Fraction | float | str = 1
) -> pd.DataFrame:
    """One row a reading, share and base that it could be a share of: what the share then leaves.

    Columns: ``reading, quantity, printed`` (the share), ``base`` ("all" learners, as the statement has it, or the
    key of an "or better" group that is stated for the same learners and holds the quantity's grades and more),
    ``low, high``. Empty where no share has a second base.
    """
    stated, rows = of_class(statements, source_code, class_code), []
    for reading in READINGS:
        system = ClassSystem.of(stated, class_code, reading, tolerance)
        for claim in system.graded if system.is_consistent else ():
            for key in _wider(system, claim):
                quantity = _key(claim)
                named = {"reading": reading, "quantity": quantity, "printed": claim.figure.printed}
                for base, ends in ((ALL, system.determined(system.terms(quantity))), (key, _of(system, claim, key))):
                    rows.append(named | {"base": base, "low": ends[0], "high": ends[1]})
    columns = ["reading", "quantity", "printed", "base", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "Int64", "high": "Int64"}).drop_duplicates()


def _key(claim: Claim) -> str:
    cuts = {reference.or_better(code): f"{code}_up" for code in CUTS}
    return cuts.get(claim.grades, "+".join(claim.grades))


def _wider(system: ClassSystem, claim: Claim) -> list[str]:
    """The cuts that another statement makes of the same learners and that hold the grades of a share, and more."""
    others = {
        other.grades
        for other in system.graded
        if claim.is_share and other.base == claim.base and set(claim.grades) < set(other.grades)
    }
    return [f"{code}_up" for code in CUTS if reference.or_better(code) in others]


def _of(system: ClassSystem, claim: Claim, key: str) -> tuple[int | None, int | None]:
    """The ends of a share's learners when it is a share of the cut."""
    rest = (other for other in system.claims.items if other.code != claim.code)
    # the claim's grades stay a cut of their own after the claim is gone
    claims = system.claims.recut(rest, (*system.claims.cuts, claim.grades))
    part, whole = (claims.cells(system.learners, grades) for grades in (claim.grades, reference.or_better(key[:-3])))
    return system.determined(part, [claims.system([*ratio(part, whole, system.claims.bounds(claim))])])
