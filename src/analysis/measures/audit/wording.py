"""What a finding says, in a language: sentences with the arithmetic in them, for whoever printed the figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from analysis.measures.bounds import Claim, Claims, counts
from analysis.measures.bounds.systems import Extent
from analysis.measures.bounds.worlds import FORCED, TRUNCATED, is_exact
from analysis.vocabulary import labels, reference


def agrees(claim: Claim, extent: Extent, whole: Extent | None, rounding: str | None, language: str) -> str:
    """The sentence for a statement that can be true: which whole numbers fit it."""
    if extent[0] is None:
        return labels.say("audit.undecided", language)
    if claim.is_share and whole is not None and is_exact(whole):
        if not is_exact(extent):
            return labels.say("audit.several", language, span=labels.span(*extent, language), whole=whole[0])
        if rounding is not None:
            return _rounded(claim, extent[0], whole[0], rounding, language)
    if is_exact(extent) and not claim.is_share and claim.figure.value == extent[0]:
        return labels.say("audit.agrees", language)
    return labels.say("audit.leaves", language, span=labels.span(*extent, language))


def _rounded(claim: Claim, part: int, whole: int, rounding: str, language: str) -> str:
    key = {TRUNCATED: "audit.truncated", FORCED: "audit.forced"}.get(rounding, "audit.rounded")
    share, decimals = Fraction(part, whole), claim.figure.decimals
    finer, rounded = labels.percent(share, language, decimals + 1), labels.percent(share, language, decimals)
    printed = _printed(claim, language)
    return labels.say(key, language, part=part, whole=whole, finer=finer, share=rounded, printed=printed)


def contradiction(claims: Claims, named: Sequence[Claim], is_all: bool, language: str) -> str:
    """The sentence for a set of statements that cannot all be true, with the arithmetic that shows it."""
    sentence = (
        _share_of_whole(claims, named, language)
        or _same_figure(claims, named, language)
        or _more_than_whole(claims, named, language)
        or _part_above(claims, named, language)
        or labels.say("audit.together", language, names="; ".join(_name(claim, language) for claim in named))
    )
    return sentence if is_all else f"{sentence} {labels.say('audit.not_all', language)}"


def _share_of_whole(claims: Claims, named: Sequence[Claim], language: str) -> str | None:
    """A share that no count of its base gives, or that the count printed beside it does not give."""
    shares = [claim for claim in named if claim.is_share]
    if len(shares) != 1 or not shares[0].is_rounded:
        return None
    share = shares[0]
    bases = [claim for claim in named if claim.code == share.base and _is_number(claim)]
    parts = [claim for claim in named if claim is not share and claim not in bases]
    if not bases or len(parts) > 1 or any(not _is_number(part) for part in parts):
        return None
    whole = int(bases[0].figure.value)
    if not parts:
        return _nothing_fits(share, whole, language)
    if claims.terms(parts[0]) != claims.terms(share) or not whole:
        return None
    part, fitting = int(parts[0].figure.value), counts(share.figure, whole)
    actual = labels.percent(Fraction(part, whole), language, share.figure.decimals)
    of = labels.say("audit.learners", language, whole=whole) if bases[0].unit == "person" else whole
    figures = {"part": part, "whole": of, "share": actual, "printed": _printed(share, language)}
    if not fitting or part > whole:
        return labels.say("audit.is_other", language, **figures)
    near = min(fitting, key=lambda count: abs(count - part))
    return labels.say("audit.would_be", language, **figures, fitting=near)


def _nothing_fits(share: Claim, whole: int, language: str) -> str | None:
    """No count gives the share: said with the counts on both sides."""
    below = min(int(share.figure.value * whole / 100), whole)
    above = min(below + 1, whole)
    if not whole or counts(share.figure, whole):
        return None
    low, high = (labels.percent(Fraction(count, whole), language, share.figure.decimals) for count in (below, above))
    figures = {"printed": _printed(share, language), "below": below, "low": low, "above": above, "high": high}
    return labels.say("audit.nothing_fits", language, whole=whole, **figures)


def _same_figure(claims: Claims, named: Sequence[Claim], language: str) -> str | None:
    """Two figures for one and the same quantity."""
    if len(named) != 2 or claims.terms(named[0]) != claims.terms(named[1]):
        return None
    if named[0].is_share != named[1].is_share or named[0].base != named[1].base and named[0].is_share:
        return None
    first, second = (_printed(claim, language) for claim in named)
    return labels.say("audit.same_figure", language, first=first, second=second)


def _more_than_whole(claims: Claims, named: Sequence[Claim], language: str) -> str | None:
    """Disjoint parts that add up to more than what they are parts of."""
    parts = [claim for claim in named if claim.grades]
    rest = [claim for claim in named if not claim.grades]
    cells = [cell for claim in parts for cell in claims.terms(claim)]
    exact = all(claim.figure.qualifier == "exact" for claim in named)
    if len(parts) < 2 or not exact or len({claim.is_share for claim in parts}) > 1 or len(cells) > len(set(cells)):
        return None
    if len({claims.quantity(claim) for claim in parts}) > 1:
        return None
    total = sum(claim.figure.value for claim in parts)
    summed = " + ".join(_printed(claim, language) for claim in parts)
    if parts[0].is_share and not rest and total > 100:
        decimals = max(claim.figure.decimals or 0 for claim in parts)
        total_text = labels.percent(total / 100, language, decimals)
        return labels.say("audit.over_100", language, parts=summed, total=total_text)
    if parts[0].is_share or len(rest) != 1 or not _is_number(rest[0]) or total <= rest[0].figure.value:
        return None
    if claims.quantity(parts[0]) != claims.quantity(rest[0]):
        return None
    return labels.say("audit.over_whole", language, parts=summed, total=int(total), whole=int(rest[0].figure.value))


def _part_above(claims: Claims, named: Sequence[Claim], language: str) -> str | None:
    """A part that is more than what it is a part of."""
    if len(named) != 2 or named[0].is_share != named[1].is_share:
        return None
    for part, whole in (named, named[::-1]):
        if set(claims.terms(part)) < set(claims.terms(whole)) or part.base == whole.code:
            return labels.say("audit.part_above", language, part=_name(part, language), whole=_name(whole, language))
    return None


def instead(claim: Claim, extent: Extent, whole: Extent | None, language: str) -> str:
    """What would have to be printed: the number, or the end that the printed one is beyond; empty if unknown."""
    low, high = extent
    if claim.is_share:
        if whole is None or not is_exact(whole) or not whole[0]:
            return ""
        low, high = (None if end is None else Fraction(100 * end, whole[0]) for end in extent)
    value = claim.figure.value
    if low == high and low is not None:
        return _shown(claim, low, language)
    if high is not None and value > high:
        return labels.say("audit.at_most", language, value=_shown(claim, high, language, "greatest"))
    if low is not None and value < low:
        return labels.say("audit.at_least", language, value=_shown(claim, low, language, "least"))
    return ""


def one_of(numbers: Sequence[int], language: str) -> str:
    """What would have to be printed for a count: the numbers that would do, or that none would."""
    if not numbers:
        return labels.say("audit.none_would_do", language)
    return labels.joined(labels.number(number, language) for number in numbers)


def _shown(claim: Claim, value: Fraction | int, language: str, end: labels.End | None = None) -> str:
    if not claim.is_share:
        return labels.number(value, language)
    decimals = 2 if claim.figure.decimals is None else claim.figure.decimals
    return labels.percent(Fraction(value) / 100, language, decimals, end=end)


def _is_number(claim: Claim) -> bool:
    return not claim.is_share and claim.figure.qualifier == "exact"


def _printed(claim: Claim, language: str) -> str:
    """The figure; an exact number in the language's own writing, other words as they were printed."""
    if claim.is_rounded:
        return labels.percent(claim.figure.value / 100, language, claim.figure.decimals)
    if _is_number(claim):
        return labels.number(claim.figure.value, language)
    return claim.quoted(language)


def _name(claim: Claim, language: str) -> str:
    """What a statement counts, and the figure printed for it."""
    return f"{subject(claim, language)} {_printed(claim, language)}"


def subject(claim: Claim, language: str) -> str:
    """What a statement counts, in words: a measure, or grades."""
    if not claim.grades:
        return labels.word(f"measure.{claim.measure}", language)
    lowest = claim.grades[-1]
    if len(claim.grades) > 1 and claim.grades == reference.or_better(lowest):
        return labels.say("audit.or_better", language, grade=labels.word(f"grade.{lowest}", language))
    return " + ".join(labels.word(f"grade.{grade}", language) for grade in claim.grades)
