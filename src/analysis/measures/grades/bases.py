"""What "of these" leaves open: a share of all the learners, or of those in a wider group named before it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.measures import frames
from analysis.measures.bounds import Claim
from analysis.measures.bounds.constraints import ratio
from analysis.measures.grades.class_system import CUTS, ClassSystem, Ends
from analysis.measures.grades.classes import each_class
from analysis.vocabulary import reference
from analysis.vocabulary.figures import READINGS, Tolerance
from analysis.vocabulary.reference import ALL

OF_THESE = "trong đó"
_COLUMNS = {
    **dict.fromkeys(("source_code", "class_code", "reading", "quantity", "printed", "cited", "base"), "str"),
    "low": "Int64", "high": "Int64", "says_of_these": "bool",
}  # fmt: skip


def bases(own: pd.DataFrame, tolerance: Tolerance = 1) -> pd.DataFrame:
    """One row a reading, share and base that it could be a share of: what the share then leaves.

    ``own`` comes from :func:`analysis.measures.grades.of_class`. Columns: ``source_code, class_code, reading,
    quantity, printed`` (the share), ``cited`` (marked where it was seen), ``base`` ("all" learners, as the statement
    has it, or the key of an "or better" group that is stated for the same learners and holds the quantity's grades and
    more), ``low, high``, ``says_of_these`` (whether the quoted text says "trong đó", of these). Empty where no share
    has a second base.
    """
    rows = []
    for source, code, _, stated in each_class(own):
        for reading in READINGS:
            named = {"source_code": source, "class_code": code, "reading": reading}
            rows += [named | row for row in _rows(ClassSystem.of(stated, code, reading, tolerance), stated)]
    return frames.with_edits(frames.frame(rows, _COLUMNS).drop_duplicates(ignore_index=True), own)


def _rows(system: ClassSystem, stated: pd.DataFrame) -> Iterator[dict]:
    quotes = dict(zip(stated["statement_code"], stated["quote"], strict=True))
    for claim in system.graded if system.is_consistent else ():
        for key in _wider(system, claim):
            quantity, printed = _key(claim), claim.figure.printed
            named = {"quantity": quantity, "printed": printed, "cited": frames.cited([printed], [claim.is_seen])}
            named["says_of_these"] = OF_THESE in quotes[claim.code].casefold()
            for base, ends in ((ALL, system.determined(system.terms(quantity))), (key, _of(system, claim, key))):
                yield named | {"base": base, "low": ends[0], "high": ends[1]}


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


def _of(system: ClassSystem, claim: Claim, key: str) -> Ends:
    """The ends of a share's learners when it is a share of the cut."""
    rest = (other for other in system.claims.items if other.code != claim.code)
    # the claim's grades stay a cut of their own after the claim is gone
    claims = system.claims.recut(rest, (*system.claims.cuts, claim.grades))
    part, whole = (claims.cells(system.learners, grades) for grades in (claim.grades, reference.or_better(key[:-3])))
    return system.determined(part, [claims.system([*ratio(part, whole, system.claims.bounds(claim))])])
