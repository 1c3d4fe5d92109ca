"""Notes beside the chart of one class: a share that rounding does not explain, and the grades of those commended."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.measures import audit, grades
from analysis.measures.bounds import Claim, Claims, claims_of
from analysis.measures.bounds.forcing import breakdowns
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.facts import Facts
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import labels

Remark = tuple[str, tuple[Fraction | int, ...]]


def remarks(facts: Facts) -> list[Remark]:
    """The notes, each with its numbers as it states them; none where neither applies."""
    return [*_not_rounded(facts), *_commended(facts)]


def cut_off(facts: Facts) -> str:
    """The printed percentage that the numbers of the one class rest on, which fits only if its digits were cut off, not
    rounded; empty where there is none, or the count is printed too."""
    statements = facts.statements_of(facts.focus[0])
    claims = claims_of(statements)
    counted = {claim.grades for claim in claims if not claim.is_share}
    rested = (claim for claim, key, *_ in _unrounded(facts) if key == "note_truncated" and claim.grades not in counted)
    return next((_printed(claim, facts) for claim in rested), "")


def _not_rounded(facts: Facts) -> Iterator[Remark]:
    """A sentence for each percentage that is a count's if its digits were cut off or the shares made to add up to 100%,
    and no count's if it was rounded.
    """
    for claim, key, count, share in _unrounded(facts):
        decimals = claim.figure.decimals + 1
        finer = labels.percent(share, facts.language, decimals)
        text = say(key, facts.language, printed=_printed(claim, facts), count=count, share=finer)
        yield text, (claim.figure.value, count, Fraction(labels.rounded(share * 100, decimals)), 100)


def _printed(claim: Claim, facts: Facts) -> str:
    return labels.percent(claim.figure.value / 100, facts.language, claim.figure.decimals)


def _unrounded(facts: Facts) -> Iterator[tuple[Claim, str, int, Fraction]]:
    """Each such percentage, the key of its sentence, its count and the share that this is."""
    statements = facts.statements_of(facts.focus[0])
    claims = {claim.code: claim for claim in claims_of(statements)}
    adjustable = {code for codes in breakdowns(Claims(tuple(claims.values()))) for code in codes}
    for finding in audit.audit(statements, facts.language):
        claim, count = claims[finding.statement_code], finding.feasible_low
        base = claims.get(claim.base)
        if count is None or count != finding.feasible_high or not _is_number(base) or not claim.is_rounded:
            continue
        share = Fraction(count, int(base.figure.value))
        if share * 100 in claim.figure.bounds(rounding=("half_up",)):
            continue
        is_cut = share * 100 in claim.figure.bounds(rounding=("truncated",))
        key = "note_truncated" if claim.code not in adjustable else "note_either" if is_cut else "note_adjusted"
        yield claim, key, count, share


def _is_number(claim: Claim | None) -> bool:
    return claim is not None and not claim.is_share and claim.figure.qualifier == "exact" and claim.figure.value > 0


def _commended(facts: Facts) -> Iterator[Remark]:
    """Of each number of commended people the highest grade or better that some of them must have had."""
    frame = grades.commendations(facts.statements, *facts.focus[0], facts.tolerance)
    frame = frame[(frame["reading"] == facts.reading) & frame["is_consistent"] & frame["quantity"].str.endswith("_up")]
    # that all of them had it follows from everybody's having it
    frame = frame[(frame["low"] > 0) & (frame["low"] < frame["commended_high"].fillna(frame["low"] + 1))]
    for _, rows in frame.groupby("statement_code", sort=False):
        row = rows.iloc[-1]
        ends = [phrases.whole(row[f"{name}_{end}"]) for name in ("commended", "learners") for end in ("low", "high")]
        names = {
            "commended": labels.span(*ends[:2], facts.language),
            "learners": labels.span(*ends[2:], facts.language),
        }
        phrase = phrases.phrase(row["quantity"], facts.language)
        text = say("note_commended", facts.language, low=int(row["low"]), phrase=phrase, **names)
        yield text, (int(row["low"]), *(end for end in ends if end is not None))
