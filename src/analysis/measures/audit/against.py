"""A printed figure against the register that it speaks of, as far as protected counts allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.measures import frames
from analysis.measures.audit.verdicts import verdicts
from analysis.measures.bounds import Claim, claims_of
from analysis.measures.frames import Ends
from analysis.vocabulary import intake
from analysis.vocabulary.figures import READINGS, Reading

AGREES, OPEN, CONTRADICTS = "agrees", "open", "contradicts"
# A convention that makes a true text impossible is not applied: the words fit the register, their convention does not.
NOT_APPLIED = "not_applied"
MATCHES = {
    "source_code": "str", "statement_code": "str", "class_code": "str", "measure_code": "str", "grade_codes": "str",
    "printed": "str", "cited": "str", "alone": "str", "reading": "str", "is_allowed_known": "bool", "low": "Int64",
    "high": "Int64", "is_counted": "bool", "registered_low": "Int64", "registered_high": "Int64",
    "is_suppressed": "bool", "verdict": "str", "class_size": "Int64", "is_made_to_agree": "bool",
}  # fmt: skip


def matches(statements: pd.DataFrame, registered: pd.DataFrame) -> pd.DataFrame:
    """Each printed figure beside what a register may hold, a row for each reading, in the order of the statements.

    ``registered``: a row a statement to be compared, with is_counted, low and high (what the published counts leave
    possible), class_size, is_made_to_agree and edited.

    Columns: source_code, statement_code, class_code, measure_code, grade_codes, printed, cited; alone, the audit's
    verdict on the figure within its source; reading; low and high (Int64), the learners that the figure leaves
    possible, if is_allowed_known (a share of an unpublished base is not); registered_low and registered_high, if
    is_counted; is_suppressed; verdict: agrees, open, contradicts, or not_applied where only the convention contradicts
    the register and the words are therefore read literally; class_size, is_made_to_agree, edited.
    """
    statements, keys = intake.statements(statements), ["source_code", "statement_code"]
    held = {(row["source_code"], row["statement_code"]): row for row in registered.to_dict("records")}
    is_held = [key in held for key in statements[keys].itertuples(index=False, name=None)]
    own = statements[pd.Series(is_held, statements.index, dtype=bool)]
    rows = [row for _, of_source in own.groupby("source_code", sort=False) for row in _matches(of_source, held)]
    made = frames.with_edits(frames.frame(rows, MATCHES), own)
    others = frames.split(next(iter(registered["edited"]), ""))
    return made.assign(edited=[frames.listed(dict.fromkeys((*frames.split(cell), *others))) for cell in made["edited"]])


def _matches(statements: pd.DataFrame, held: dict[tuple[str, str], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of the statements of one source."""
    source, seen = statements["source_code"].iloc[0], frames.seen(statements)
    alone = verdicts(statements)["verdict"]
    for claim, is_seen, within in zip(claims_of(statements), seen, alone, strict=True):
        row = held[source, claim.code]
        ends, size = _held(row), _held(held.get((source, claim.base)))
        about = {
            "source_code": source, "statement_code": claim.code, "class_code": claim.class_code,
            "measure_code": claim.measure, "grade_codes": frames.listed(claim.grades), "printed": claim.figure.printed,
            "cited": frames.cited([claim.figure.printed], [is_seen]), "alone": within,
            "is_counted": row["is_counted"], "registered_low": row["low"], "registered_high": row["high"],
            "is_suppressed": ends is not None and ends[0] != ends[1], "class_size": row["class_size"],
            "is_made_to_agree": row["is_made_to_agree"],
        }  # fmt: skip
        base = size[0] if size and size[0] == size[1] else None
        for reading, (printed, told) in _verdicts(claim, ends, base).items():
            low, high = printed or (None, None)
            yield about | {"reading": reading, "is_allowed_known": printed is not None, "low": low, "high": high,
                           "verdict": told}  # fmt: skip


def _held(row: dict[str, Any] | None) -> Ends | None:
    return frames.ends(row) if row and row["is_counted"] else None


def _verdicts(claim: Claim, registered: Ends | None, size: int | None) -> dict[Reading, tuple[Ends | None, str]]:
    """What the figure allows, and the verdict, by reading."""
    by_reading = {}
    for reading in READINGS:
        printed = allowed(claim, size, reading)
        by_reading[reading] = printed, verdict(printed, registered or (0, None))
    if by_reading["conventional"][1] == CONTRADICTS != by_reading["literal"][1]:
        by_reading["conventional"] = by_reading["literal"][0], NOT_APPLIED
    return by_reading


def allowed(claim: Claim, base: int | None, reading: Reading) -> Ends | None:
    """The whole numbers of learners that a figure leaves possible, None for no end.

    ``base`` is how many learners a share is of, in the register; without it the answer for a share is None.
    """
    if claim.is_share and base is None:
        return None
    return claim.figure.whole(reading, total=base if claim.is_share else None)


def verdict(printed: Ends | None, registered: Ends) -> str:
    """Whether a register agrees with a figure: every count that it may hold does, none does, or some do.

    >>> verdict((251, 256), (252, 252)), verdict((251, 256), (214, 256)), verdict((251, 256), (214, 250))
    ('agrees', 'open', 'contradicts')
    """
    if printed is None:
        return OPEN
    least, most = _order(printed)
    low, high = _order(registered)
    if least <= low and high <= most:
        return AGREES
    return CONTRADICTS if high < least or most < low else OPEN


def _order(ends: Ends) -> tuple[float, float]:
    low, high = ends
    return float("-inf") if low is None else low, float("inf") if high is None else high
