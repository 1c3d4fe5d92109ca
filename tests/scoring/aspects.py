"""What a figure is found to be, aspect by aspect, in an annotation and in a proposal; and when the two agree."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.extract import Proposal
from analysis.data.bulletins.phrases import fold
from analysis.vocabulary import figures

ASPECTS = ("unit", "qualifier", "measure", "grade", "level")
NOT_SCORED = "other"
OURS = {"person_visit": "attendance", "grade_share": "graded"}

Aspect = str | tuple[frozenset[str], bool]


def annotated(fact: dict) -> dict[str, Aspect]:
    """The aspects of an annotated fact, in our codes."""
    named = {key: OURS.get(fact[key], fact[key]) for key in ("unit", "qualifier", "measure")}
    folded = fold(fact["grade"] or "")
    grades = frozenset(found.code for found in lexicon.grades().within(folded, 0, len(folded)))
    return {**named, "grade": (grades, fact["cumulative_at_or_above"]), "level": fact["level"] or ""}


def proposed(row: Proposal, fact: dict, rows: Iterable[Proposal]) -> dict[str, Aspect]:
    """The aspects of the proposal that stands for a fact. Where the annotation names no audience, one that a part
    has from its whole among the ``rows`` is not its own.
    """
    wholes = {_audience(whole) for whole in rows if whole.statement_code == row.base}
    taken_over = not fact["level"] and _audience(row) in wholes
    return {
        "unit": row.unit_code,
        "qualifier": figures.parse(row.printed).qualifier,
        "measure": row.measure_code,
        "grade": (frozenset(filter(None, row.grade_code.split("+"))), row.at_or_above == "true"),
        "level": "" if taken_over else _audience(row),
    }


def _audience(row: Proposal) -> str:
    return row.level_code or row.note


def agree(aspect: str, gold: Aspect, ours: Aspect) -> bool:
    """Whether two readings of an aspect say the same; trained says neither enrolled nor completed, and is both.

    >>> agree("measure", "enrolled", "trained"), agree("measure", "enrolled", "completed")
    (True, False)
    """
    if aspect == "measure":
        return gold == ours or ("trained" in (gold, ours) and {gold, ours} <= lexicon.LEARNERS)
    return _alike(gold, ours) if aspect == "level" else gold == ours


def _alike(gold: str, ours: str) -> bool:
    """Two wordings of an audience share at least half the words of the shorter; empty only equals empty."""
    codes = {found.code for found in lexicon.levels().within(fold(gold), 0, len(gold))}
    if ours in codes:
        return True
    one, other = (set(fold(words).replace(",", " ").split()) for words in (gold, ours))
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other)) or not (one or other)


def shown(value: Aspect) -> str:
    """An aspect as a list of faults prints it."""
    if isinstance(value, tuple):
        return "+".join(sorted(value[0])) + (" or better" if value[1] else "")
    return value
