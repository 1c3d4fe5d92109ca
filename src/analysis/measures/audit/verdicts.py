"""A finding for every published statement: can it be true beside the others of its class in its source?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction

import pandas as pd

from analysis.measures.audit import wording
from analysis.measures.bounds import Claim, Claims, Undecided, claims_of, power
from analysis.measures.bounds.conflicts import minimal_sets
from analysis.measures.bounds.constraints import join, root
from analysis.measures.bounds.systems import Extent
from analysis.measures.bounds.worlds import Worlds, base_chain, fitting_bases, is_exact
from analysis.vocabulary import labels

CONSISTENT, INCONSISTENT, UNDETERMINED = "consistent", "inconsistent", "undetermined"
VERDICTS = (CONSISTENT, INCONSISTENT, UNDETERMINED)


@dataclass(frozen=True)
class Finding:
    """What the audit says of one statement.

    ``feasible_low`` and ``feasible_high`` are whole numbers (for a share the learners behind it), None where
    nothing fits or there is no end; ``rounding`` is half_up, truncated, forced_to_100 or None; ``conflicts_with``
    holds the rest of the smallest set that cannot all hold; ``instead`` is what would have to be printed if all
    the rest of that set stood, that no number would do, or empty where neither is known; ``power`` is the share of
    wrong percentages that would be noticed at this number of learners, None for a count or where that number is open.
    """

    source: str
    statement_code: str
    class_code: str
    printed: str
    verdict: str
    feasible_low: int | None
    feasible_high: int | None
    rounding: str | None
    message: str
    conflicts_with: tuple[str, ...] = ()
    instead: str = ""
    power: Fraction | None = None


@dataclass(frozen=True)
class Contradiction:
    """A minimal set of statements that cannot all be true: without any one of them the rest can.

    ``codes`` are the statements in the order of the frame, ``is_all`` whether every minimal set among the statements
    linked with these was found.
    """

    source: str
    codes: tuple[str, ...]
    message: str
    is_all: bool


def audit(statements: pd.DataFrame, language: str = "vi") -> list[Finding]:
    """A finding for every statement, in the order of the frame; none for an empty frame.

    ``statements`` has the columns of a statements file and ``source_code``, every cell a text ('' for empty).
    Statements bear on each other within one source, where they name one class or one is the base of another.
    """
    return examine(statements, language)[0]


def examine(statements: pd.DataFrame, language: str = "vi") -> tuple[list[Finding], list[Contradiction]]:
    """The findings of :func:`audit`, and the contradictions: each minimal set once, none where all can be true."""
    findings: dict[tuple[str, str], Finding] = {}
    contradictions: list[Contradiction] = []
    for source, rows in statements.groupby("source_code", sort=False):
        for group in groups(claims_of(rows)):
            for part in Claims(tuple(group)).components():
                judged, against = _judged(source, part, language)
                findings |= {(source, finding.statement_code): finding for finding in judged}
                contradictions += against
    keys = zip(statements["source_code"], statements["statement_code"], strict=True)
    return [findings[key] for key in keys], contradictions


def table(findings: Iterable[Finding]) -> pd.DataFrame:
    """The findings as a frame, one row each, its columns the fields of :class:`Finding`."""
    names = list(Finding.__dataclass_fields__)
    frame = pd.DataFrame([asdict(finding) for finding in findings], columns=names)
    return frame.astype({"feasible_low": "Int64", "feasible_high": "Int64"})


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


def _judged(source: str, claims: Claims, language: str) -> tuple[list[Finding], list[Contradiction]]:
    worlds = Worlds(claims)
    if len(claims.items) == 1:
        return [_finding(source, claims, claims.items[0], UNDETERMINED, worlds, language)], []
    if not worlds.exist:
        return _contradictory(source, claims, worlds, language)
    found = worlds.roundings()
    return [
        _finding(source, claims, claim, CONSISTENT, worlds, language, found.get(claim.code)) for claim in claims.items
    ], []


def _contradictory(
    source: str, claims: Claims, worlds: Worlds, language: str
) -> tuple[list[Finding], list[Contradiction]]:
    sets, _, is_all = minimal_sets([claim.code for claim in claims.items], worlds.hold)
    contradictions = []
    for codes in sets:
        named = [claim for claim in claims.items if claim.code in codes]
        message = wording.contradiction(claims, named, is_all, language)
        contradictions.append(Contradiction(source, tuple(claim.code for claim in named), message, is_all))
    scenes: dict[frozenset[str], tuple[Worlds, dict[str, str]]] = {}
    blamed = frozenset().union(*sets)
    findings = []
    for claim in claims.items:
        if claim.code in blamed:
            against = next(one for one in contradictions if claim.code in one.codes)
            findings.append(_refuted(claims, claim, against, language))
            continue
        scene, roundings = _scene(claims, claim, blamed, scenes)
        findings.append(_finding(source, claims, claim, CONSISTENT, scene, language, roundings.get(claim.code)))
    return findings, contradictions


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


def _finding(
    source: str, claims: Claims, claim: Claim, verdict: str, worlds: Worlds, language: str, rounding: str | None = None
) -> Finding:
    extent = worlds.extent(claims.terms(claim))
    whole = _whole(claims, claim, worlds)
    alone = verdict == UNDETERMINED
    message = labels.say("audit.alone", language) if alone else wording.agrees(claim, extent, whole, rounding, language)
    about = source, claim.code, claim.class_code, claim.figure.printed
    return Finding(*about, verdict, *extent, rounding, message, power=_power(claim, whole))


def _refuted(claims: Claims, claim: Claim, against: Contradiction, language: str) -> Finding:
    about = against.source, claim.code, claim.class_code, claim.figure.printed
    more = {
        "conflicts_with": tuple(code for code in against.codes if code != claim.code),
        "instead": _instead(claims, claim, frozenset(against.codes), language),
        "power": _power(claim, _whole(claims, claim, Worlds(claims.only([claim.base])))),
    }
    return Finding(*about, INCONSISTENT, None, None, rounding=None, message=against.message, **more)


def _instead(claims: Claims, claim: Claim, conflict: frozenset[str], language: str) -> str:
    """What would have to be printed for a claim if the rest of its conflict stood; empty where that is not known."""
    rest, whole = claims.subset(conflict - {claim.code}), claims.whole(claim)
    try:
        if any(other.base == claim.code and other.is_share for other in claims.items if other.code in conflict):
            fitting = fitting_bases(claims, claim, conflict)
            return "" if fitting is None else wording.one_of(fitting, language)
        extent = rest.extent(claims.terms(claim))
        return wording.instead(claim, extent, rest.extent(whole) if whole else None, language) if extent else ""
    except Undecided:
        return ""


def _whole(claims: Claims, claim: Claim, worlds: Worlds) -> Extent | None:
    """The least and greatest number of learners that a share is a share of; None for a count."""
    whole = claims.whole(claim)
    return worlds.extent(whole) if whole and worlds.exist else None


def _power(claim: Claim, whole: Extent | None) -> Fraction | None:
    exact = claim.is_rounded and whole is not None and is_exact(whole)
    return power(claim.figure.decimals, whole[0]) if exact else None
