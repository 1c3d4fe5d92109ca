"""How the words of a class stand beside each other: what contradicts, what is read literally, what rounding leaves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from analysis.measures import audit, frames
from analysis.measures.bounds import Claim, Claims, claims_of
from analysis.measures.bounds.conflicts import minimal_sets
from analysis.measures.bounds.forcing import breakdowns
from analysis.measures.bounds.worlds import Worlds
from analysis.measures.grades.class_system import ClassSystem
from analysis.measures.grades.classes import KEY, each_class
from analysis.vocabulary import intake
from analysis.vocabulary.figures import Tolerance

CUT_OFF, ADJUSTED, EITHER = "truncated", "adjusted", "either"
_WORDS = ("statement_code", "printed", "cited", "grade_code", "at_or_above", "measure_code")
_CLASHES = {
    **dict.fromkeys(KEY, "str"), "date": "str", "clash": "Int64", **dict.fromkeys(_WORDS, "str"), "is_word": "bool",
    "usual_low": "Int64", "usual_high": "Int64",
}  # fmt: skip


def checked(own: pd.DataFrame, tolerance: Tolerance = 1) -> pd.DataFrame:
    """The statements of :func:`analysis.measures.grades.of_class` with what a check of each beside the others gives.

    New columns: ``cited`` (the printed words, marked where they were seen in the text); ``conflict`` (the class in
    whose smallest set of statements that cannot all hold, read literally, it is; else empty); ``is_read_twice``
    (whether the two readings part its words: not in a class that contradicts itself, nor where conventions clash);
    ``fits_only`` (for a percentage that rounding does not explain: "truncated" if its digits were cut off, "adjusted"
    if the shares were made to add up to 100, "either"; else empty) with the one count that it fits, ``fits_count`` of
    ``fits_of``, and ``is_counted`` (whether a count of the same grades is printed too).
    """
    own = intake.statements(own)
    blamed: dict[tuple[str, str], list[str]] = {}
    twice: set[tuple[str, str]] = set()
    fits: dict[tuple[str, str], dict] = {}
    for source, code, _, stated in each_class(own):
        system = ClassSystem.of(stated, code, "conventional", tolerance)
        twice |= {(source, statement) for statement in system.read_twice}
        for statement in _conflict(stated, code):
            blamed.setdefault((source, statement), []).append(code)
        fits |= {(source, statement): row for statement, row in _unrounded(stated)}
    keys = list(zip(own["source_code"], own["statement_code"], strict=True))
    columns = {"fits_only": "str", "fits_count": "Int64", "fits_of": "Int64", "is_counted": "bool"}
    none = {"fits_only": "", "fits_count": None, "fits_of": None, "is_counted": False}
    return own.assign(
        cited=[frames.cited([words], [seen]) for words, seen in zip(own["printed"], frames.seen(own), strict=True)],
        conflict=[frames.listed(blamed.get(key, ())) for key in keys],
        is_read_twice=pd.Series([key in twice for key in keys], own.index, dtype=bool),
        **frames.frame([fits.get(key, none) for key in keys], columns).set_index(own.index),
    )


def _conflict(stated: pd.DataFrame, code: str) -> frozenset[str]:
    """One smallest set of statements that cannot all hold, read literally: without any one of them the others can."""
    system = ClassSystem.of(stated, code, "literal", 1)
    codes = [] if system.is_consistent else [claim.code for claim in system.claims.items]
    sets = minimal_sets(codes, Worlds(system.claims).hold).sets
    return sets[0] if sets else frozenset()


def _unrounded(stated: pd.DataFrame) -> Iterator[tuple[str, dict]]:
    """Each percentage that is a count's if its digits were cut off or the shares made to add up to 100, and no count's
    if it was rounded."""
    claims = {claim.code: claim for claim in claims_of(stated)}
    adjustable = {code for codes in breakdowns(Claims(tuple(claims.values()))) for code in codes}
    counted = {claim.grades for claim in claims.values() if not claim.is_share}
    for row in audit.verdicts(stated).to_dict("records"):
        claim, (count, most) = claims[row["statement_code"]], frames.ends(row)
        base = claims.get(claim.base)
        if count is None or count != most or not _is_number(base) or not claim.is_rounded:
            continue
        learners = int(base.figure.value)
        share = 100 * Fraction(count, learners)
        if share in claim.figure.bounds(rounding=("half_up",)):
            continue
        is_cut = share in claim.figure.bounds(rounding=("truncated",))
        kind = CUT_OFF if claim.code not in adjustable else EITHER if is_cut else ADJUSTED
        fits = {"fits_only": kind, "fits_count": count, "fits_of": learners, "is_counted": claim.grades in counted}
        yield claim.code, fits


def _is_number(claim: Claim | None) -> bool:
    return claim is not None and not claim.is_share and claim.figure.qualifier == "exact" and claim.figure.value > 0


def clashes(own: pd.DataFrame, tolerance: Tolerance = 1) -> pd.DataFrame:
    """One row a statement of each set that cannot hold while its words are read by convention.

    ``own`` comes from :func:`analysis.measures.grades.of_class`. Columns: ``source_code, class_code, date, clash`` (its
    number in the class, from 0), ``statement_code, printed, cited`` (marked where they were seen in the text),
    ``grade_code, at_or_above, measure_code``; ``is_word`` whether the statement is therefore read literally, as the
    others are anyway; ``usual_low, usual_high`` the whole numbers that the convention would have made of it beside its
    base alone, missing for no end, and both for none. A set is minimal: without any one of its statements the rest can
    hold. Empty where the conventional readings hold together, and where the text contradicts itself.
    """
    rows = []
    for source, code, date, stated in each_class(own):
        system = ClassSystem.of(stated, code, "conventional", tolerance)
        for number, clash in enumerate(system.clashes):
            for row in stated[stated["statement_code"].isin((*clash.words, *clash.beside))].to_dict("records"):
                named = {"source_code": source, "class_code": code, "date": date, "clash": number}
                named |= row | {"cited": frames.cited([row["printed"]], [row["quote"]])}
                ends = dict(zip(("usual_low", "usual_high"), system.alone(row["statement_code"]), strict=True))
                rows.append(named | {"is_word": row["statement_code"] in clash.words} | ends)
    return frames.with_edits(frames.frame(rows, _CLASHES), own)
