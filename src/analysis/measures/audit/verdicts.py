"""A verdict for every published statement: can it be true beside the others of its class in its source?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple

import pandas as pd

from analysis.measures import frames
from analysis.measures.audit import reasons
from analysis.measures.audit.reasons import Instead, Reason
from analysis.measures.bounds import Claim, Claims, Undecided, claims_of, power
from analysis.measures.bounds.conflicts import minimal_sets
from analysis.measures.bounds.constraints import join, root
from analysis.measures.bounds.systems import Extent
from analysis.measures.bounds.worlds import Worlds, base_chain, fitting_bases, is_exact
from analysis.vocabulary import intake

CONSISTENT, INCONSISTENT, UNDETERMINED = "consistent", "inconsistent", "undetermined"
VERDICTS = (CONSISTENT, INCONSISTENT, UNDETERMINED)
_STATED = (
    "source_code", "statement_code", "class_code", "level_code", "mode_code", "measure_code", "grade_codes",
    "unit_code", "date", "printed", "cited",
)  # fmt: skip
_VERDICTS = {
    **dict.fromkeys(_STATED, "str"),
    "is_joint": "bool",
    **dict.fromkeys(("verdict", "reason_code"), "str"),
    **dict.fromkeys(("low", "high", "whole"), "Int64"),
    "rounding": "str",
    "power": "float64",
    **dict.fromkeys(("power_count", "power_of", "contradiction"), "Int64"),
    **dict.fromkeys(("conflicts_with", "instead_code", "instead"), "str"),
}
_CONTRADICTIONS = {
    "contradiction": "Int64",
    **dict.fromkeys(("reason_code", "role"), "str"),
    **dict.fromkeys(_STATED, "str"),
    "fitting": "Int64",
    "is_all": "bool",
}
Row = dict[str, Any]
_NOTHING = {"rounding": "", "conflicts_with": "", "instead_code": "", "instead": ""}


class _Contradiction(NamedTuple):
    """A minimal set of statements, in the order of the frame; ``is_all`` as in :func:`examine`."""

    number: int
    codes: tuple[str, ...]
    reason: Reason
    is_all: bool

    def rows(self) -> Iterator[Row]:
        """A row a statement."""
        about = {"contradiction": self.number, "reason_code": self.reason.code, "is_all": self.is_all}
        for code, role in zip(self.codes, self.reason.roles, strict=True):
            yield about | {"statement_code": code, "role": role, "fitting": self.reason.fitting}


def verdicts(statements: pd.DataFrame) -> pd.DataFrame:
    """One row a statement, in their order: whether it can be true beside the others of its class in its source.

    Columns: ``source_code, statement_code, class_code, level_code, mode_code, measure_code, grade_codes, unit_code,
    date, printed, cited``; ``is_joint`` (of several classes together); ``verdict`` ("consistent", "inconsistent",
    "undetermined") and its ``reason_code``; ``low, high`` the whole numbers that fit, for a share the learners behind
    it (high missing for no end, both where nothing fits or it is not determined), and ``whole`` of how many, where that
    is one number; ``rounding`` ("half_up", "truncated", "forced_to_100", ""); ``power``, the share of wrong percentages
    that would be noticed, exactly ``power_count`` of ``power_of``; the number of its ``contradiction`` (see
    :func:`examine`) and the others in it, ``conflicts_with``; ``instead``, the numbers that would have to be printed if
    these stood, as ``instead_code`` says: "one_of" them (of none, no number would do), "at_most", "at_least", "" where
    that is not known; ``edited``.
    """
    return examine(statements)[0]


def examine(statements: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The :func:`verdicts`, and the contradictions: one row a statement of each minimal set that cannot all be true.

    Columns of these: the number of the ``contradiction``, from 1; its ``reason_code`` and the statement's ``role`` in
    it ("part", "whole", "share", or ""); those of :func:`verdicts` up to ``cited``; ``fitting``, the count nearest to
    the printed part that would be the printed share; ``is_all``, whether every set among the statements linked with
    these was found; ``edited``. No row where all statements can be true.
    """
    statements = intake.statements(statements)
    every = list(_stated(statements))
    stated = {_key(row): row for row in every}
    judged: dict[tuple[str, str], Row] = {}
    contradicted: list[Row] = []
    numbers = count(1)
    for source, part in _parts(statements):
        rows, against = _judged(part, numbers)
        judged |= {(source, code): row for code, row in rows.items()}
        contradicted += [stated[source, row["statement_code"]] | row for one in against for row in one.rows()]
    made = [row | judged[_key(row)] for row in every]
    pair = frames.frame(made, _VERDICTS), frames.frame(contradicted, _CONTRADICTIONS)
    return frames.with_edits(pair[0], statements), frames.with_edits(pair[1], statements)


def _key(row: Row) -> tuple[str, str]:
    return row["source_code"], row["statement_code"]


def _parts(statements: pd.DataFrame) -> Iterator[tuple[str, Claims]]:
    """The source and the claims of each set of statements that bear on each other.

    They do within one source, where they name one class or one is the base of another.
    """
    for source, rows in statements.groupby("source_code", sort=False):
        for group in groups(claims_of(rows)):
            for part in Claims(tuple(group)).components():
                yield source, part


def groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of one source that name one class, or that are linked by their bases."""
    claims, parents, linked = list(claims), {}, {}
    for claim in claims:
        links = [f"statement {claim.code}"]
        links += [f"class {claim.class_code}"] if claim.class_code else []
        links += [f"statement {claim.base}"] if claim.base else []
        join(parents, links)
    for claim in claims:
        linked.setdefault(root(parents, f"statement {claim.code}"), []).append(claim)
    return list(linked.values())


def _stated(statements: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The statements with their grades, their words as cited, and whether they are of several classes together."""
    claims = claims_of(statements)
    keys = list(zip(statements["source_code"], statements["class_code"], strict=True))
    joint = {
        key
        for key, claim in zip(keys, claims, strict=True)
        if claim.measure == "classes" and (claim.figure.qualifier, claim.figure.value) != ("exact", 1)
    }
    rows = zip(statements.to_dict("records"), claims, keys, frames.seen(statements), strict=True)
    for row, claim, key, is_seen in rows:
        cited = frames.cited([row["printed"]], [is_seen])
        is_joint = bool(claim.class_code) and key in joint
        yield {**row, "grade_codes": frames.listed(claim.grades), "cited": cited, "is_joint": is_joint}


def _judged(claims: Claims, numbers: Iterator[int]) -> tuple[dict[str, Row], list[_Contradiction]]:
    worlds = Worlds(claims)
    if len(claims.items) == 1:
        return {claims.items[0].code: _found(claims, claims.items[0], worlds, is_alone=True)}, []
    if not worlds.exist:
        return _contradictory(claims, worlds, numbers)
    rules = worlds.roundings()
    return {claim.code: _found(claims, claim, worlds, rules.get(claim.code, "")) for claim in claims.items}, []


def _contradictory(
    claims: Claims, worlds: Worlds, numbers: Iterator[int]
) -> tuple[dict[str, Row], list[_Contradiction]]:
    sets, _, is_all = minimal_sets([claim.code for claim in claims.items], worlds.hold)
    against = []
    for codes in sets:
        named = [claim for claim in claims.items if claim.code in codes]
        reason = reasons.of_conflict(claims, named)
        against.append(_Contradiction(next(numbers), tuple(claim.code for claim in named), reason, is_all))
    scenes: dict[frozenset[str], tuple[Worlds, dict[str, str]]] = {}
    blamed = frozenset().union(*sets)
    rows = {}
    for claim in claims.items:
        if claim.code in blamed:
            rows[claim.code] = _refuted(claims, claim, next(one for one in against if claim.code in one.codes))
            continue
        scene, rules = _scene(claims, claim, blamed, scenes)
        rows[claim.code] = _found(claims, claim, scene, rules.get(claim.code, ""))
    return rows, against


def _scene(
    claims: Claims, claim: Claim, blamed: frozenset[str], scenes: dict[frozenset[str], tuple[Worlds, dict[str, str]]]
) -> tuple[Worlds, dict[str, str]]:
    """The worlds of a claim outside every conflict: with all others outside, and with its bases if they fit."""
    outside = frozenset(item.code for item in claims.items) - blamed
    for codes in (outside | set(base_chain(claims, claim)), outside):
        if codes not in scenes:
            worlds = Worlds(claims.only(codes))
            scenes[codes] = worlds, worlds.roundings() if worlds.exist else {}
        if scenes[codes][0].exist:
            break
    return scenes[codes]


def _found(claims: Claims, claim: Claim, worlds: Worlds, rounding: str = "", is_alone: bool = False) -> Row:
    extent, whole = worlds.extent(claims.terms(claim)), _whole(claims, claim, worlds)
    reason = "alone" if is_alone else reasons.of_fit(claim, extent, whole, rounding)
    verdict = UNDETERMINED if is_alone else CONSISTENT
    about = {"verdict": verdict, "reason_code": reason, "low": extent[0], "high": extent[1], "whole": whole}
    return _NOTHING | about | {"rounding": rounding} | _power(claim, whole)


def _refuted(claims: Claims, claim: Claim, against: _Contradiction) -> Row:
    (code, numbers), whole = _instead(claims, claim, frozenset(against.codes))
    others = frames.listed(other for other in against.codes if other != claim.code)
    about = {"verdict": INCONSISTENT, "reason_code": against.reason.code, "whole": whole}
    about |= {"contradiction": against.number, "conflicts_with": others}
    about |= {"instead_code": code, "instead": frames.listed(map(str, numbers))}
    return _NOTHING | about | _power(claim, _whole(claims, claim, Worlds(claims.only([claim.base]))))


def _instead(claims: Claims, claim: Claim, conflict: frozenset[str]) -> tuple[Instead, int | None]:
    """What would have to be printed for a claim if the rest of its conflict stood, and of how many it is then."""
    rest, of = claims.subset(conflict - {claim.code}), claims.whole(claim)
    try:
        if any(other.base == claim.code and other.is_share for other in claims.items if other.code in conflict):
            fitting = fitting_bases(claims, claim, conflict)
            return reasons.UNKNOWN if fitting is None else ("one_of", tuple(fitting)), None
        extent, whole = rest.extent(claims.terms(claim)), _exact(rest.extent(of) if of else None)
        return reasons.instead(claim, extent, whole) if extent else reasons.UNKNOWN, whole
    except Undecided:
        return reasons.UNKNOWN, None


def _whole(claims: Claims, claim: Claim, worlds: Worlds) -> int | None:
    """The number of learners that a share is a share of; None for a count, and where it may be several."""
    whole = claims.whole(claim)
    return _exact(worlds.extent(whole)) if whole and worlds.exist else None


def _exact(extent: Extent | None) -> int | None:
    return extent[0] if extent is not None and is_exact(extent) else None


def _power(claim: Claim, whole: int | None) -> Row:
    """The share of wrong percentages that would be noticed; of a count and where the number is open none."""
    if not claim.is_rounded or whole is None:
        return {}
    share = power(claim.figure.decimals, whole)
    return {"power": float(share), "power_count": share.numerator, "power_of": share.denominator}
