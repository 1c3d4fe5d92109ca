"""Grade distributions: the least and greatest count and share of every grade and cut that the words leave.

A frame of statements goes in (columns as in ``tables.statement_table``), a new frame comes out. Bounds are
joint over all the statements of a class in one source, exact, by integer programming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd

from analysis import reference
from analysis.feasible import System
from analysis.feasible.claims import UNGRADED, Claim, Claims, claims_of
from analysis.figures import READINGS, Reading

CUTS = ("very_good", "good", "fairly_good", "average")
BELOW = "below_good"
COMMENDED = "commended"


def quantities() -> dict[str, tuple[str, ...]]:
    """The grades that each key of a distribution counts: cuts ("good_up"), single grades, below good.

    >>> quantities()["very_good_up"]
    ('excellent', 'very_good')
    """
    good = reference.or_better("good")
    below = tuple(code for code in (*reference.grades(), UNGRADED) if code not in good)
    cuts = {f"{code}_up": reference.or_better(code) for code in reversed(CUTS)}
    singles = {code: (code,) for code in reference.grades()}
    return {**dict(reversed(cuts.items())), **singles, BELOW: below}


def classes(statements: pd.DataFrame) -> pd.DataFrame:
    """One row a class with graded statements: ``source_code, class_code, date``, in the order of the frame."""
    graded = statements[(statements["measure_code"] == "graded") & (statements["class_code"] != "")]
    return graded[["source_code", "class_code", "date"]].drop_duplicates(
        ["source_code", "class_code"], ignore_index=True
    )


def of_class(statements: pd.DataFrame, source_code: str, class_code: str) -> pd.DataFrame:
    """The statements of one class in one source, with the statements that they are parts of."""
    own = statements[statements["source_code"] == source_code]
    wanted = set(own.loc[own["class_code"] == class_code, "statement_code"])
    bases = dict(zip(own["statement_code"], own["base"], strict=True))
    queue = list(wanted)
    while queue:
        base = bases.get(queue.pop(), "")
        if base and base not in wanted:
            wanted.add(base)
            queue.append(base)
    return own[own["statement_code"].isin(wanted)]


def distribution(
    statements: pd.DataFrame, source_code: str, class_code: str, tolerance: Fraction | float | str = 1
) -> pd.DataFrame:
    """One row a quantity and reading: what the words of one class leave possible.

    Columns: ``source_code, class_code, quantity, reading, low, high`` (whole numbers, ``high`` missing for no
    end, both missing where nothing fits), ``total_low, total_high`` (learners of the class), ``share_low,
    share_high`` (exact fractions, missing unless the learners are one number), ``printed`` (the words that
    state the quantity itself, possibly none). Quantities: those of :func:`quantities` and ``commended``.
    """
    own = of_class(statements, source_code, class_code)
    rows = []
    for reading in READINGS:
        claims = _claims(own, reading, tolerance)
        learners = population(claims, class_code)
        system = claims.system() if learners else None
        size = system.extent({learners: 1}) if system else None
        for quantity, terms in _asked(claims, learners, class_code).items():
            extent = system.extent(terms) if size and terms else None
            row = {"quantity": quantity, "reading": reading, "printed": _printed(claims, quantity)}
            rows.append({**row, **_ends(extent, size)})
    frame = pd.DataFrame(rows).assign(source_code=source_code, class_code=class_code)
    whole = ["low", "high", "total_low", "total_high"]
    columns = [
        "source_code",
        "class_code",
        "quantity",
        "reading",
        *whole,
        "share_low",
        "share_high",
        "printed",
    ]
    return frame.reindex(columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _claims(own: pd.DataFrame, reading: Reading, tolerance: Fraction | float | str) -> Claims:
    return Claims(tuple(claims_of(own)), reading, tolerance, cuts=tuple(quantities().values()))


def population(claims: Claims, class_code: str) -> str | None:
    """The variable that counts the learners whose grades a class's statements speak of; None without any."""
    for claim in claims.items:
        if claim.grades and claim.class_code == class_code:
            return claims.quantity(claim)
    return None


def _asked(claims: Claims, learners: str | None, class_code: str) -> dict[str, Mapping[str, int]]:
    asked = {
        name: claims.cells(learners, grades) if learners else {} for name, grades in quantities().items()
    }
    commended = [
        claim for claim in claims.items if claim.measure == COMMENDED and claim.class_code == class_code
    ]
    persons = [claim for claim in commended if claim.unit == "person"]
    return {**asked, COMMENDED: claims.terms(persons[0]) if persons else {}}


def _ends(extent: tuple[int | None, int | None] | None, size: tuple[int | None, int | None] | None) -> dict:
    low, high = extent or (None, None)
    total_low, total_high = size or (None, None)
    one = extent is not None and total_low == total_high and total_low
    return {
        "low": low, "high": high, "total_low": total_low, "total_high": total_high,
        "share_low": Fraction(low, total_low) if one else None,
        "share_high": Fraction(high, total_low) if one else None,
    }  # fmt: skip


def _printed(claims: Claims, quantity: str) -> tuple[str, ...]:
    if quantity == COMMENDED:
        return tuple(claim.figure.printed for claim in claims.items if claim.measure == COMMENDED)
    grades = set(quantities()[quantity])
    return tuple(
        claim.figure.printed for claim in claims.items if claim.grades and set(claim.grades) == grades
    )


def closings(statements: pd.DataFrame, tolerance: Fraction | float | str = 1) -> pd.DataFrame:
    """One row a class and reading: shares at two cuts, to compare classes.

    Columns: ``source_code, class_code, date, reading, total_low, total_high``; for each cut ``top``
    (very good or better) and ``up`` (good or better) ``<cut>_low, <cut>_high`` whole numbers, missing where the
    text says nothing about the cut; ``names_excellent`` whether the text tells excellent apart;
    ``is_consistent`` whether any whole numbers satisfy the text (where none do, each statement is read alone
    and the ends are those of all its readings).
    """
    rows = []
    for source, code, date in classes(statements).itertuples(index=False, name=None):
        own = of_class(statements, source, code)
        for reading in READINGS:
            claims = _claims(own, reading, tolerance)
            learners = population(claims, code)
            rows.append(
                {"source_code": source, "class_code": code, "date": date, "reading": reading}
                | _closing(claims, learners)
            )
    whole = ["total_low", "total_high", "top_low", "top_high", "up_low", "up_high"]
    columns = ["source_code", "class_code", "date", "reading", *whole, "names_excellent", "is_consistent"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _closing(claims: Claims, learners: str) -> dict:
    system = claims.system()
    consistent = system.feasible()
    found = {"names_excellent": _names_excellent(claims), "is_consistent": consistent}
    found["total_low"], found["total_high"] = (
        _extent([system], {learners: 1}) if consistent else _alone(claims, learners)
    )
    systems = [system] if consistent else list(_readings_alone(claims, learners))
    for cut, grade in (("top", "very_good"), ("up", "good")):
        told = _is_told(claims, grade)
        terms = claims.cells(learners, reference.or_better(grade))
        found[f"{cut}_low"], found[f"{cut}_high"] = _extent(systems, terms) if told else (None, None)
    return found


def _names_excellent(claims: Claims) -> bool:
    """Whether the text uses the word for excellent for itself or jointly, so that its scale has it."""
    return any("excellent" in claim.grades and not _is_cut(claim) for claim in claims.items)


def _is_cut(claim: Claim) -> bool:
    return len(claim.grades) > 2


def _is_told(claims: Claims, grade: str) -> bool:
    """Whether the statements say anything about the learners at or above a grade, or about all those below."""
    above = set(reference.or_better(grade))
    named = [set(claim.grades) for claim in claims.items if claim.grades]
    below = {code for code in reference.grades() if code not in above}
    direct = any(grades <= above and grade in grades for grades in named)
    return direct or any(grades == below for grades in named)


def _readings_alone(claims: Claims, learners: str) -> Iterable[System]:
    """Of a text that contradicts itself: what is left when one statement at a time is set aside."""
    for claim in claims.items:
        if claim.grades:
            system = claims.only(item.code for item in claims.items if item is not claim).system()
            if system.feasible() and learners in system.variables:
                yield system


def _alone(claims: Claims, learners: str) -> tuple[int | None, int | None]:
    sized = claims.only(claim.code for claim in claims.items if not claim.grades)
    return _extent([sized.system()], {learners: 1})


def _extent(systems: Iterable[System], terms: Mapping[str, int]) -> tuple[int | None, int | None]:
    """The ends of a sum over several systems."""
    found = [extent for system in systems if (extent := system.extent(terms)) is not None]
    if not found:
        return None, None
    highs = [high for _, high in found]
    return min(low for low, _ in found), None if None in highs else max(highs)
