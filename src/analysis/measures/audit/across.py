"""What several sources say of the same class: agree, refine, contradict, or not comparable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.measures import frames
from analysis.measures.audit.verdicts import INCONSISTENT
from analysis.measures.bounds import Claim, claims_of
from analysis.measures.bounds.systems import Extent
from analysis.vocabulary import intake
from analysis.vocabulary.figures import Bounds

NOT_COMPARABLE = "not_comparable"
COLUMNS = (
    "class_code", "source_code", "statement_code", "printed", "other_source_code", "other_statement_code",
    "other_printed", "relation",
)  # fmt: skip
# A plan is no result, and who was admitted need not have finished: these never contradict each other.
KINDS = {"planned": "plan", "enrolled": "entry", "completed": "result", "trained": "result"}


@dataclass(frozen=True)
class _Stated:
    source: str
    claim: Claim
    extent: Extent


def compare_sources(statements: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair of statements of two sources about one class that invite a comparison.

    ``verdicts`` is the frame of :func:`analysis.measures.audit.verdicts` of these statements. Columns: ``class_code,
    source_code, statement_code, printed, other_source_code, other_statement_code, other_printed, relation``. Compared
    are figures of one class, mode, unit and set of grades. ``agree``: they leave the same; ``refine``: both can be true
    and one says more; ``contradict``: no number satisfies both; ``not_comparable``: a plan and a result, or learners
    admitted and learners who finished. Shares are compared as shares where both are, else by the learners behind them.
    No rows for a single source.
    """
    of_statement = {(row["source_code"], row["statement_code"]): row for row in verdicts.to_dict("records")}
    by_class: dict[str, list[_Stated]] = {}
    for source, group in intake.statements(statements).groupby("source_code", sort=False):
        for claim in claims_of(group):
            if claim.class_code and claim.unit in ("person", "attendance", "percent"):
                by_class.setdefault(claim.class_code, []).append(
                    _Stated(source, claim, _extent(claim, of_statement[source, claim.code]))
                )
    rows = [row for stated in by_class.values() for row in _compared(stated)]
    return frames.frame(rows, dict.fromkeys(COLUMNS, "str"))


def _extent(claim: Claim, row: dict[str, Any]) -> Extent:
    """What the source as a whole leaves; of a statement in a contradiction what its own words leave."""
    if row["verdict"] != INCONSISTENT or claim.is_share:
        return frames.ends(row)
    return claim.figure.bounds().whole()


def _compared(stated: list[_Stated]) -> Iterator[dict[str, str]]:
    for one, other in combinations(stated, 2):
        relation = _relation(one, other)
        if one.source == other.source or relation is None:
            continue
        yield {
            "class_code": one.claim.class_code,
            "source_code": one.source,
            "statement_code": one.claim.code,
            "printed": one.claim.figure.printed,
            "other_source_code": other.source,
            "other_statement_code": other.claim.code,
            "other_printed": other.claim.figure.printed,
            "relation": relation,
        }


def _relation(one: _Stated, other: _Stated) -> str | None:
    """How two statements stand to each other; None where nothing invites to compare them."""
    a, b = one.claim, other.claim
    if not _alike(a, b):
        return None
    if a.measure != b.measure:
        kinds = {KINDS.get(a.measure), KINDS.get(b.measure)}
        return NOT_COMPARABLE if None not in kinds and len(kinds) == 2 else None
    if a.is_share and b.is_share:
        first, second = a.figure.bounds(), b.figure.bounds()
    elif None in (one.extent[0], other.extent[0]):
        return None
    else:
        first, second = Bounds(*one.extent), Bounds(*other.extent)
    return first.relation(second)


def _alike(a: Claim, b: Claim) -> bool:
    """Whether two claims have the same mode, level, grades and unit, as far as they name them."""
    levels = {a.level, b.level} - {""}
    units = {a.unit, b.unit} - {"percent"}
    return (a.mode, a.grades) == (b.mode, b.grades) and len(levels) < 2 and len(units) < 2
